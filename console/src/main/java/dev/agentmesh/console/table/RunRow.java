package dev.agentmesh.console.table;

import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.summary.OpenTask;
import dev.agentmesh.eventlog.summary.OpenWait;
import dev.agentmesh.eventlog.summary.RunPhase;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.RunSurroundings;
import dev.agentmesh.eventlog.summary.Why;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run with its place in the log.
 *
 * @param hash of the definition; empty for a rejected run
 * @param seq of the last event applied
 * @param part the partition it is on
 * @param offset of the last record applied
 * @param nodes how many steps and lanes it has had
 */
public record RunRow(RunSummary summary, String hash, long seq, int part, long offset, long nodes) {
    public static final Table TABLE = new Table(
            "runs",
            List.of("run_id"),
            List.of(
                    "title",
                    "workflow",
                    "version",
                    "hash",
                    "status",
                    "started_at",
                    "ended_at",
                    "last_event_at",
                    "last_seq",
                    "part",
                    "log_offset",
                    "events",
                    "attempts",
                    "open_tasks",
                    "humans",
                    "why_step",
                    "why_code",
                    "why_text",
                    "current_step",
                    "current_agent",
                    "parent_run",
                    "parent_step",
                    "parent_depth",
                    "parent_detached",
                    "calls",
                    "input_tokens",
                    "output_tokens",
                    "usd",
                    "nodes"));

    public Row row() {
        RunSummary run = summary;
        Optional<OpenTask> current = run.current();
        Optional<ParentLink> parent = run.around().parent();
        return Row.of(
                TABLE,
                List.of(run.runId()),
                Cells.column(run.title(), 2000),
                Cells.column(run.workflow(), 300),
                Cells.column(run.version(), 300),
                hash,
                run.phase().name(),
                Cells.column(run.startedAt()),
                Cells.column(run.endedAt()),
                Cells.column(run.lastEventAt()),
                seq,
                part,
                offset,
                run.events(),
                run.attempts(),
                run.open(),
                run.around().humans(),
                run.why().map(why -> why.step().text()).orElse(null),
                Cells.column(run.why().map(Why::code), 200),
                Cells.column(run.why().map(Why::text), 4000),
                current.map(task -> task.path().text()).orElse(null),
                Cells.column(current.map(OpenTask::agent), 300),
                parent.map(ParentLink::runId).orElse(null),
                parent.map(link -> link.path().text()).orElse(null),
                parent.map(ParentLink::depth).orElse(null),
                parent.map(ParentLink::detached).orElse(null),
                run.usage().calls(),
                run.usage().inputTokens(),
                run.usage().outputTokens(),
                run.usage().usd(),
                nodes);
    }

    /** What is kept of it in other tables. */
    public record Around(List<OpenTask> tasks, List<OpenWait> waits, List<String> children) {
        public static final Around NOTHING = new Around(List.of(), List.of(), List.of());
    }

    public static RunRow of(Cells row, Around around) throws SQLException {
        RunSummary summary = new RunSummary(
                row.text("run_id"),
                row.text("title"),
                row.text("workflow"),
                row.text("version"),
                RunPhase.valueOf(row.text("status")),
                around.tasks(),
                row.count("open_tasks"),
                row.time("started_at"),
                row.maybeTime("ended_at"),
                row.time("last_event_at"),
                row.number("events"),
                row.count("attempts"),
                row.usage(),
                why(row),
                new RunSurroundings(parent(row), around.children(), around.waits(), row.count("humans")));
        return new RunRow(
                summary,
                row.text("hash"),
                row.number("last_seq"),
                row.count("part"),
                row.number("log_offset"),
                row.number("nodes"));
    }

    private static Optional<Why> why(Cells row) throws SQLException {
        Optional<String> step = row.maybe("why_step");
        return step.isEmpty()
                ? Optional.empty()
                : Optional.of(new Why(new StepPath(step.get()), row.text("why_code"), row.text("why_text")));
    }

    private static Optional<ParentLink> parent(Cells row) throws SQLException {
        Optional<String> run = row.maybe("parent_run");
        return run.isEmpty()
                ? Optional.empty()
                : Optional.of(new ParentLink(
                        run.get(), row.path("parent_step"), row.count("parent_depth"), row.flag("parent_detached")));
    }

    /** Where its last event stands. */
    public LogPosition position(String topic) {
        return new LogPosition(topic, part, offset);
    }

    /** Whether an event at that time can only be of another run that was given this one's id after it was forgotten. */
    public boolean isForgottenBy(Instant start) {
        return summary.phase().isOver()
                && summary.endedAt().filter(start::isAfter).isPresent();
    }
}
