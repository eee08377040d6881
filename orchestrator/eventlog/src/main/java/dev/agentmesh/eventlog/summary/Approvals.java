package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.read.LogVisitor;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.summary.ApprovalSummary.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** All questions of a log, gathered in one pass over it. For one thread. */
public final class Approvals implements LogVisitor {
    private record Run(String title, String workflow) {}

    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final SequencedMap<String, Draft> questions = new LinkedHashMap<>();

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
            case OutsideEvent.ApprovalRequested e ->
                questions.put(logged.runId() + "/" + e.path(), new Draft(logged.runId(), e, logged.at()));
            case OutsideEvent e -> draft(logged.runId(), e.path()).ifPresent(draft -> draft.accept(e));
            case Event.StepCompleted e -> close(logged.runId(), e.path(), State.DECIDED);
            case Event.StepFailed e -> close(logged.runId(), e.path(), State.EXPIRED);
            case Event.StepCanceled e -> close(logged.runId(), e.path(), State.CANCELED);
            case Event.RunEvent _, Event.TaskEvent _, Event.StepEvent _ -> {}
        }
    }

    private void close(String runId, StepPath path, State state) {
        draft(runId, path).filter(draft -> draft.state == State.OPEN).ifPresent(draft -> draft.state = state);
    }

    private Optional<Draft> draft(String runId, StepPath path) {
        return Optional.ofNullable(questions.get(runId + "/" + path));
    }

    /** Those that wait longest first. */
    public List<ApprovalSummary> all() {
        return questions.values().stream()
                .map(this::summary)
                .sorted(Comparator.comparing(ApprovalSummary::since).thenComparing(ApprovalSummary::id))
                .toList();
    }

    private ApprovalSummary summary(Draft draft) {
        Run run = runs.getOrDefault(draft.runId, new Run("", ""));
        return new ApprovalSummary(
                draft.runId,
                draft.asked.path(),
                run.title(),
                run.workflow(),
                draft.asked.question(),
                draft.asked.shown(),
                draft.assign,
                draft.since,
                draft.due,
                draft.answers,
                draft.reminders,
                draft.state,
                draft.state == State.DECIDED && !draft.answers.isEmpty() && !draft.expired
                        ? Optional.of(draft.answers.getLast().choice())
                        : Optional.empty());
    }

    private static final class Draft {
        private final String runId;
        private final OutsideEvent.ApprovalRequested asked;
        private final Instant since;
        private final List<String> assign = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private Optional<Instant> due;
        private int reminders;
        private boolean expired;
        private State state = State.OPEN;

        Draft(String runId, OutsideEvent.ApprovalRequested asked, Instant since) {
            this.runId = runId;
            this.asked = asked;
            this.since = since;
            this.due = asked.due();
            if (!asked.question().assign().isEmpty()) {
                assign.add(asked.question().assign());
            }
        }

        void accept(OutsideEvent event) {
            switch (event) {
                case OutsideEvent.ApprovalAnswered(StepPath _, Answer answer) -> answers.add(answer);
                case OutsideEvent.ApprovalReminded e -> reminders = e.number();
                case OutsideEvent.ApprovalEscalated e -> {
                    due = Optional.of(e.due());
                    if (!assign.isEmpty()) {
                        assign.add(e.to());
                    }
                }
                case OutsideEvent.ApprovalExpired _ -> {
                    expired = true;
                    state = State.EXPIRED;
                }
                case OutsideEvent.ApprovalRequested _,
                        OutsideEvent.WaitStarted _,
                        OutsideEvent.SignalReceived _,
                        OutsideEvent.SignalKept _,
                        OutsideEvent.SignalTaken _,
                        OutsideEvent.MessagePublished _,
                        OutsideEvent.ChildStarted _,
                        OutsideEvent.ChildEnded _,
                        OutsideEvent.ChildRefused _ -> {}
            }
        }
    }
}
