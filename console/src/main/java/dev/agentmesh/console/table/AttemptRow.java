package dev.agentmesh.console.table;

import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One time a task was handed out.
 *
 * @param code what it failed with; empty when it did not
 * @param worker who reported; empty when nobody did
 * @param deadLetter where it ended up; empty when it did not
 * @param late how many reports came after it had ended
 */
public record AttemptRow(
        String runId,
        StepPath path,
        int attempt,
        String agent,
        String skill,
        Instant startedAt,
        Optional<Instant> endedAt,
        Outcome outcome,
        String code,
        String worker,
        String deadLetter,
        int late,
        UsageTotal usage) {
    /** How it ended. */
    public enum Outcome {
        OPEN,
        COMPLETED,
        FAILED,
        CANCELED
    }

    public static final Table TABLE = new Table(
            "attempts",
            List.of("run_id", "path_key", "attempt"),
            List.of(
                    "path",
                    "agent",
                    "skill",
                    "started_at",
                    "ended_at",
                    "outcome",
                    "code",
                    "worker",
                    "dead_letter",
                    "millis",
                    "late",
                    "calls",
                    "input_tokens",
                    "output_tokens",
                    "usd"));

    public Row row() {
        return Row.of(
                TABLE,
                List.of(runId, PathKey.of(path), attempt),
                Cells.column(path.text(), Cells.LONG),
                Cells.column(agent, 300),
                Cells.column(skill, 300),
                Cells.column(startedAt),
                Cells.column(endedAt),
                outcome.name(),
                Cells.column(code, 200),
                Cells.column(worker, 300),
                Cells.column(deadLetter, 300),
                endedAt.map(end -> Duration.between(startedAt, end).toMillis()).orElse(null),
                late,
                usage.calls(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.usd());
    }

    public static AttemptRow of(Cells row) throws SQLException {
        return new AttemptRow(
                row.text("run_id"),
                row.path("path"),
                row.count("attempt"),
                row.text("agent"),
                row.text("skill"),
                row.time("started_at"),
                row.maybeTime("ended_at"),
                Outcome.valueOf(row.text("outcome")),
                row.text("code"),
                row.text("worker"),
                row.text("dead_letter"),
                row.count("late"),
                row.usage());
    }

    public static AttemptRow opened(String runId, StepPath path, int attempt, String agent, String skill, Instant at) {
        return new AttemptRow(
                runId, path, attempt, agent, skill, at, Optional.empty(), Outcome.OPEN, "", "", "", 0, UsageTotal.ZERO);
    }

    /** One that has ended stays as it is. */
    public AttemptRow ended(Outcome how, String because, String by, Instant at) {
        return endedAt.isPresent()
                ? this
                : new AttemptRow(
                        runId,
                        path,
                        attempt,
                        agent,
                        skill,
                        startedAt,
                        Optional.of(at),
                        how,
                        because,
                        by,
                        deadLetter,
                        late,
                        usage);
    }

    public AttemptRow in(String letter) {
        return new AttemptRow(
                runId, path, attempt, agent, skill, startedAt, endedAt, outcome, code, worker, letter, late, usage);
    }

    /** @param tooLate how many of the reports came after the end */
    public AttemptRow used(UsageTotal total, int tooLate) {
        return new AttemptRow(
                runId,
                path,
                attempt,
                agent,
                skill,
                startedAt,
                endedAt,
                outcome,
                code,
                worker,
                deadLetter,
                late + tooLate,
                total);
    }
}
