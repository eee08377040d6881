package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.ApprovalRow;
import dev.agentmesh.console.table.Writes;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.StepNode;
import java.util.function.Supplier;

/** The questions that one run puts to people. */
final class ApprovalRows {
    private final StepRows steps;
    private final Supplier<RunSummary> run;
    private final RowCache<StepPath, ApprovalRow> rows;

    /** @param run what is known of the run */
    ApprovalRows(String runId, Stored stored, StepRows steps, Supplier<RunSummary> run, boolean whole) {
        this.steps = steps;
        this.run = run;
        this.rows = new RowCache<>(path -> stored.approval(runId, path), ApprovalRow::row, whole);
    }

    void accept(LoggedEvent logged) {
        switch (logged.event()) {
            case OutsideEvent.ApprovalRequested e -> {
                RunSummary asking = run.get();
                rows.put(
                        e.path(),
                        new ApprovalRow(ApprovalSummary.asked(
                                logged.runId(), asking.title(), asking.workflowRef(), e, logged.at())));
            }
            case OutsideEvent e -> after(e.path(), e);
            case Event.StepEvent e -> after(e.path(), e);
            case Event.RunEvent _, Event.TaskEvent _ -> {}
        }
    }

    /** The step tells whether there was a question at all. */
    private void after(StepPath path, Event event) {
        boolean asked = !path.isRoot()
                && steps.find(path)
                        .filter(step -> step.kind() == StepNode.Kind.HUMAN)
                        .isPresent();
        if (asked) {
            rows.find(path).ifPresent(row -> {
                ApprovalSummary next = row.approval().after(event);
                if (!next.equals(row.approval())) {
                    rows.put(path, new ApprovalRow(next));
                }
            });
        }
    }

    void write(Writes writes) {
        rows.write(writes);
    }
}
