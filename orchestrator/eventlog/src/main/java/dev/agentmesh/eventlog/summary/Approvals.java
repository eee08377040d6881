package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.read.LogVisitor;
import dev.agentmesh.eventlog.read.Next;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** All questions of a log, gathered in one pass over it. For one thread. */
public final class Approvals implements LogVisitor {
    private record Run(String title, String workflow) {}

    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final SequencedMap<String, ApprovalSummary> questions = new LinkedHashMap<>();

    @Override
    public Next accept(LogRecord found) {
        if (found instanceof LogRecord.LogEntry entry) {
            accept(entry.logged());
        }
        return Next.GO_ON;
    }

    public void accept(LoggedEvent logged) {
        switch (logged.event()) {
            case Event.RunStarted e ->
                runs.put(logged.runId(), new Run(e.title(), e.workflow().toString()));
            case OutsideEvent.ApprovalRequested e -> questions.put(logged.runId() + "/" + e.path(), asked(logged, e));
            case OutsideEvent e -> after(logged, e.path());
            case Event.StepEvent e -> after(logged, e.path());
            case Event.RunEvent _, Event.TaskEvent _ -> {}
        }
    }

    private ApprovalSummary asked(LoggedEvent logged, OutsideEvent.ApprovalRequested event) {
        Run run = runs.getOrDefault(logged.runId(), new Run("", ""));
        return ApprovalSummary.asked(logged.runId(), run.title(), run.workflow(), event, logged.at());
    }

    private void after(LoggedEvent logged, StepPath path) {
        questions.computeIfPresent(logged.runId() + "/" + path, (_, question) -> question.after(logged.event()));
    }

    /** Those that wait longest first. */
    public List<ApprovalSummary> all() {
        return questions.values().stream()
                .sorted(Comparator.comparing(ApprovalSummary::since).thenComparing(ApprovalSummary::id))
                .toList();
    }
}
