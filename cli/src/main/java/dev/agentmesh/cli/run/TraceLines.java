package dev.agentmesh.cli.run;

import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.summary.UsageTotal;
import dev.agentmesh.eventlog.trace.RunTrace;
import dev.agentmesh.eventlog.trace.Stage;
import dev.agentmesh.eventlog.trace.StageAttempt;
import dev.agentmesh.eventlog.trace.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A trace for reading: stage by stage, with inputs and outputs in full, then where the time and the money went. */
final class TraceLines {
    private final Screen screen;
    private final Instant now;

    TraceLines(Screen screen, Instant now) {
        this.screen = screen;
        this.now = now;
    }

    void print(RunTrace trace) {
        screen.text("run " + trace.runId() + "  " + trace.workflow() + "  " + Printable.line(trace.title()));
        trace.input().ifPresent(input -> screen.text("  input   " + shown(input)));
        int number = 0;
        for (Stage stage : trace.stages()) {
            stage(++number, stage, trace.endedAt().orElse(now));
        }
        trace.output().ifPresent(output -> screen.text("  output  " + shown(output)));
        trace.failure()
                .ifPresent(failure ->
                        screen.text("  failed  " + Printable.line(failure.message()) + " (" + failure.code() + ")"));
        latency(trace.timing());
        if (trace.coordination().calls() > 0) {
            screen.text("  coordination  " + cost(trace.coordination()) + " of " + cost(trace.usage()));
        }
        if (!trace.rounds().isEmpty()) {
            rounds(trace);
        }
    }

    private void stage(int number, Stage stage, Instant end) {
        String cost = stage.usage().calls() > 0 ? "  " + cost(stage.usage()) : "";
        screen.text(number + "  " + stage.path() + "  " + stage.agent() + "  " + Screen.duration(stage.latency(end))
                + ", worked " + Screen.duration(stage.work()) + cost);
        if (stage.attempts().size() > 1
                || stage.attempts().stream().anyMatch(one -> one.result() != StageAttempt.Result.SUCCESS)) {
            stage.attempts().forEach(this::attempt);
        }
        screen.text("   input   " + shown(stage.input()));
        stage.output().ifPresent(output -> screen.text("   output  " + shown(output)));
    }

    private void attempt(StageAttempt attempt) {
        screen.text("   attempt " + attempt.number() + "  " + attempt.agent() + "  "
                + attempt.result().name().toLowerCase(Locale.ROOT) + "  " + Screen.duration(attempt.work())
                + (attempt.worker().isEmpty() ? "" : "  on " + attempt.worker())
                + attempt.failure()
                        .map(failure -> "  " + Printable.line(failure.message()) + " (" + failure.code() + ")")
                        .orElse(""));
    }

    private void latency(Timing timing) {
        String together = timing.work().equals(timing.busy())
                ? ""
                : " (" + Screen.duration(timing.work()) + " of work, part of it at the same time)";
        screen.text("  latency " + Screen.duration(timing.total()) + " = " + Screen.duration(timing.busy())
                + " stages" + together + " + " + Screen.duration(timing.waiting()) + " waiting + "
                + Screen.duration(timing.overhead()) + " orchestration");
    }

    private void rounds(RunTrace trace) {
        var table = new Table("ROUND", "AGENTS", "TASKS", "TOOK", "CALLS", "TOKENS", "COST");
        Instant end = trace.endedAt().orElse(now);
        trace.rounds()
                .forEach(round -> table.row(
                        round.path().text(),
                        String.join(", ", round.agents()),
                        Integer.toString(round.tasks()),
                        Screen.duration(Duration.between(
                                round.startedAt(), round.endedAt().orElse(end))),
                        Long.toString(round.usage().calls()),
                        Long.toString(
                                round.usage().inputTokens() + round.usage().outputTokens()),
                        RunJson.shown(round.usage()).orElse("")));
        screen.table(table);
    }

    private static String cost(UsageTotal usage) {
        return usage.inputTokens() + usage.outputTokens() + " tokens, "
                + String.format(Locale.ROOT, "$%.4f", usage.usd());
    }

    private static String shown(Payload payload) {
        return Printable.line(payload.text());
    }
}
