package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.AttemptRow;
import dev.agentmesh.console.table.AttemptRow.Outcome;
import dev.agentmesh.console.table.Writes;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.StepNode;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** The attempts of one run's tasks, those that have not ended in memory. */
final class AttemptRows {
    /** With more than that, those that have ended are left to the table. */
    private static final int MOST = 4_000;

    private record Key(StepPath path, int attempt) {}

    private final String runId;
    private final StepRows steps;
    private final RowCache<Key, AttemptRow> rows;

    AttemptRows(String runId, Stored stored, StepRows steps, boolean whole) {
        this.runId = runId;
        this.steps = steps;
        this.rows = new RowCache<>(key -> stored.attempt(runId, key.path(), key.attempt()), AttemptRow::row, whole);
    }

    void accept(Event.TaskEvent event, Instant at) {
        switch (event) {
            case Event.TaskDispatched e -> open(e, e.agent(), e.skill(), at);
            case Event.TaskReassigned e -> open(e, e.agent(), e.skill(), at);
            case Event.TaskRetried e -> openAgain(e, at);
            case Event.TaskRedriven e -> openAgain(e, at);
            case Event.AttemptEnded e ->
                change(
                        e,
                        row -> row.ended(Outcome.FAILED, e.failure().code(), e.worker(), at)
                                .used(row.usage().plus(e.usage()), 0));
            case Event.TaskCompleted e ->
                change(
                        e,
                        row -> row.ended(Outcome.COMPLETED, "", e.worker(), at)
                                .used(row.usage().plus(e.usage()), 0));
            case Event.TaskFailed e ->
                change(e, row -> row.ended(Outcome.FAILED, e.failure().code(), "", at));
            case Event.TaskCanceled e -> change(e, row -> row.ended(Outcome.CANCELED, "", "", at));
            case Event.TaskRedirected e ->
                change(e, row -> row.endedAt().isEmpty() ? row.ended(Outcome.CANCELED, "", "", at) : row);
            case Event.TaskDeadLettered e -> change(e, row -> row.in(e.deadLetterId()));
            case Event.LateResultIgnored e ->
                change(e, row -> row.used(row.usage().plus(e.usage()), 1));
            case Event.TaskProgressed _, Event.BoardWritten _ -> {}
        }
    }

    private void open(Event.TaskEvent event, String agent, String skill, Instant at) {
        rows.put(
                new Key(event.path(), event.attempt()),
                AttemptRow.opened(runId, event.path(), event.attempt(), agent, skill, at));
    }

    /** To the agent that had it before. */
    private void openAgain(Event.TaskEvent event, Instant at) {
        String agent = steps.find(event.path()).map(StepNode::agent).orElse("");
        int slash = agent.indexOf('/');
        open(event, slash < 0 ? agent : agent.substring(0, slash), slash < 0 ? "" : agent.substring(slash + 1), at);
    }

    private void change(Event.TaskEvent event, UnaryOperator<AttemptRow> how) {
        Key key = new Key(event.path(), event.attempt());
        rows.find(key).ifPresent(row -> rows.put(key, how.apply(row)));
    }

    void write(Writes writes) {
        rows.write(writes);
        if (rows.size() > MOST) {
            rows.keepOnly(row -> row.endedAt().isEmpty());
        }
    }
}
