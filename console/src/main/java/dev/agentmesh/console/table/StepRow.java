package dev.agentmesh.console.table;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.StepNode;
import java.sql.SQLException;
import java.util.List;

/**
 * A step or lane, without what is inside it.
 *
 * @param ordinal which of its run it is, in the order they began, from 1
 */
public record StepRow(String runId, long ordinal, StepNode node) {
    public static final Table TABLE = new Table(
            "steps",
            List.of("run_id", "path_key"),
            List.of(
                    "path",
                    "parent_key",
                    "ordinal",
                    "label",
                    "kind",
                    "state",
                    "agent",
                    "started_at",
                    "ended_at",
                    "attempts",
                    "worker",
                    "note",
                    "failure_kind",
                    "failure_code",
                    "failure_message",
                    "calls",
                    "input_tokens",
                    "output_tokens",
                    "usd"));

    public Row row() {
        return Row.of(
                TABLE,
                List.of(runId, PathKey.of(node.path())),
                Cells.column(node.path().text(), Cells.LONG),
                PathKey.of(parent(node.path())),
                ordinal,
                Cells.column(node.label(), Cells.LONG),
                node.kind().name(),
                node.state().name(),
                Cells.column(node.agent(), 600),
                Cells.column(node.startedAt()),
                Cells.column(node.endedAt()),
                node.attempts(),
                Cells.column(node.worker(), 300),
                Cells.column(node.note(), 4000),
                node.failure().map(failure -> failure.kind().name()).orElse(null),
                Cells.column(node.failure().map(Failure::code), 200),
                Cells.column(node.failure().map(Failure::message), 4000),
                node.usage().calls(),
                node.usage().inputTokens(),
                node.usage().outputTokens(),
                node.usage().usd());
    }

    private static StepPath parent(StepPath path) {
        return path.selector().isPresent() ? path.step() : path.frame();
    }

    public static StepRow of(Cells row) throws SQLException {
        StepNode node = new StepNode(
                row.path("path"),
                row.text("label"),
                StepNode.Kind.valueOf(row.text("kind")),
                StepNode.State.valueOf(row.text("state")),
                row.text("agent"),
                row.time("started_at"),
                row.maybeTime("ended_at"),
                row.count("attempts"),
                row.text("worker"),
                row.text("note"),
                row.usage(),
                row.failure(),
                List.of());
        return new StepRow(row.text("run_id"), row.number("ordinal"), node);
    }
}
