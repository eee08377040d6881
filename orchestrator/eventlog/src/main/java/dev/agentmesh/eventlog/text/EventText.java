package dev.agentmesh.eventlog.text;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.eventlog.log.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event as one line, without time and number: at most {@value #LONGEST} characters, safe to print on a terminal. Payloads are
 * shown by their beginning only.
 */
public final class EventText {
    public static final int LONGEST = 200;
    /** The most characters of a payload. */
    public static final int LONGEST_PAYLOAD = 80;

    private EventText() {}

    /** An event, or what stands in its place. */
    public static String of(LogRecord found) {
        return switch (found) {
            case LogRecord.LogEntry entry -> of(entry.logged().event());
            case LogRecord.Unreadable bad ->
                Shown.shortened("not an event at " + bad.position() + ": " + bad.reason(), LONGEST);
        };
    }

    public static String of(Event event) {
        String text = switch (event) {
            case Event.RunEvent e -> run(e);
            case Event.TaskEvent e -> "\"" + e.path() + "\" " + task(e);
            case Event.StepEvent e -> (e.path().isRoot() ? "run" : "\"" + e.path() + "\"") + " " + step(e);
            case OutsideEvent e -> (e.path().isRoot() ? "" : "\"" + e.path() + "\" ") + OutsideText.of(e);
        };
        return Shown.shortened(text, LONGEST);
    }

    private static String run(Event.RunEvent event) {
        return switch (event) {
            case Event.RunStarted e ->
                "run started: " + e.workflow() + by(e.by()) + below(e.parent()) + ", input " + brief(e.input());
            case Event.RunRejected e -> "start of " + e.workflow() + " refused: " + brief(e.failure());
            case Event.RunCompleted e -> "run completed: " + brief(e.output());
            case Event.RunFailed e ->
                "run failed" + (e.path().isRoot() ? "" : " at \"" + e.path() + "\"") + rolledBack(e.rollback()) + ": "
                        + brief(e.failure());
            case Event.RunCanceled e -> "run canceled" + by(e.by()) + rolledBack(e.rollback()) + because(e.reason());
            case Event.CommandRejected e -> e.command() + " refused: " + brief(e.failure());
            case Event.TurnsPutOff e -> "run goes on with " + e.turns().size() + " turns at " + e.due();
            case Event.TurnsTakenUp _ -> "run goes on with what was put off";
            case Event.RunPaused e -> "run paused" + by(e.by()) + because(e.reason());
            case Event.RunResumed e -> "run resumed" + by(e.by()) + because(e.reason());
            case Event.TurnHeld e -> "held back: " + turn(e.turn());
        };
    }

    private static String turn(Turn turn) {
        return switch (turn) {
            case Turn.BeginStep(StepPath path) -> "the beginning of \"" + path + "\"";
            case Turn.EndEmptyFrame(StepPath path) -> "the end of \"" + path + "\"";
            case Turn.GoOn(StepPath path) -> "what follows \"" + path + "\"";
            case Turn.UndoNext(StepPath path) -> "undoing in " + (path.isRoot() ? "the run" : "\"" + path + "\"");
        };
    }

    private static String task(Event.TaskEvent event) {
        return switch (event) {
            case Event.TaskDispatched e ->
                "handed to " + e.agent() + (e.skill().isEmpty() ? "" : "/" + e.skill()) + ", input " + brief(e.input());
            case Event.TaskRetried e -> "attempt " + e.attempt() + " handed out";
            case Event.AttemptEnded e ->
                "attempt " + e.attempt() + " failed" + on(e.worker()) + ": " + brief(e.failure())
                        + e.retryAt().map(due -> "; next at " + due).orElse("; no further attempt");
            case Event.TaskCompleted e ->
                "completed in " + brief(e.took()) + on(e.worker()) + cost(e.usage()) + ": " + brief(e.output());
            case Event.TaskFailed e -> "failed: " + brief(e.failure());
            case Event.TaskDeadLettered e ->
                "in the dead letters as " + e.deadLetterId() + (e.held() ? ", waits for a redrive" : "") + ": "
                        + brief(e.failure());
            case Event.TaskReassigned e ->
                "attempt " + e.attempt() + " handed to the fallback " + e.agent()
                        + (e.skill().isEmpty() ? "" : "/" + e.skill());
            case Event.TaskRedirected e ->
                "given to " + e.agent() + (e.skill().isEmpty() ? "" : "/" + e.skill()) + by(e.by())
                        + because(e.reason());
            case Event.TaskRedriven e ->
                "redriven" + by(e.by()) + ", attempt " + e.attempt() + because(e.reason())
                        + e.input().map(input -> ", with input " + brief(input)).orElse("");
            case Event.TaskCanceled e -> "canceled" + because(e.reason());
            case Event.TaskProgressed e -> Math.round(e.part() * 100) + " % " + e.text();
            case Event.BoardWritten e ->
                e.agent() + " wrote "
                        + e.changes().stream()
                                .map(change -> "board." + change.section() + "." + change.key() + " v"
                                        + change.version() + " " + brief(change.value()))
                                .collect(Collectors.joining(", "));
            case Event.LateResultIgnored e ->
                "late result of attempt " + e.attempt() + on(e.worker()) + " ignored: " + e.result() + cost(e.usage());
        };
    }

    private static String step(Event.StepEvent event) {
        return switch (event) {
            case Event.ScopeOpened e ->
                opened(e.scope()) + e.deadline().map(due -> ", until " + due).orElse("");
            case Event.LaneStarted _ -> "lane started";
            case Event.ItemsAdded e ->
                "grows by " + e.items().size() + " items"
                        + (e.left() == 0 ? "" : ", " + e.left() + " more are beyond its bound");
            case Event.LaneEnded e ->
                "lane " + word(e.outcome())
                        + e.failure().map(failure -> ": " + brief(failure)).orElse("");
            case Event.StepCompleted e -> "completed" + output(e.output());
            case Event.StepFailed e -> "failed: " + brief(e.failure());
            case Event.StepSkipped _ -> "skipped";
            case Event.StepCanceled e -> "canceled" + because(e.reason());
            case Event.VariablesSet e -> "set " + String.join(", ", e.values().sequencedKeySet());
            case Event.StateSet e -> "keeps " + String.join(", ", e.values().sequencedKeySet());
            case Event.StepNoted e -> e.note() + ": " + brief(e.details());
            case Event.UndoArmed _ -> "can be undone";
            case Event.UndoStarted e -> "undoes " + e.steps() + " finished steps" + cause(e.cause());
            case Event.StepUndone e ->
                e.failure()
                        .map(failure -> "could not be undone: " + brief(failure))
                        .orElse("undone");
            case Event.UndoEnded e -> "undoing ended: " + tally(e.rollback());
        };
    }

    private static String cause(UndoCause cause) {
        return switch (cause) {
            case UndoCause.Failed(var _, Failure failure) -> " after " + brief(failure);
            case UndoCause.Canceled(String reason, String by) -> ", canceled" + by(by) + because(reason);
            case UndoCause.Joined _ -> " of the lanes it does without";
            case UndoCause.Finished _ -> " before the run gives its result";
        };
    }

    private static String rolledBack(Rollback rollback) {
        return rollback.happened() ? ", rolled back (" + tally(rollback) + ")" : "";
    }

    private static String tally(Rollback rollback) {
        return rollback.undone() + " undone" + (rollback.failed() == 0 ? "" : ", " + rollback.failed() + " not");
    }

    private static String opened(Scope scope) {
        return switch (scope) {
            case Scope.BlockScope() -> "opened";
            case Scope.ParallelScope(List<String> branches, int needed, boolean tolerant) ->
                "opened with branches " + String.join(", ", branches) + join(branches.size(), needed, tolerant);
            case Scope.MapScope(List<Payload> items, int needed, boolean tolerant) ->
                "opened over " + items.size() + " items" + join(items.size(), needed, tolerant);
            case Scope.TeamScope _ -> "opened for a team";
            case Scope.SwitchScope(int chosen) -> chosen < 0 ? "no case holds" : "case " + chosen + " holds";
            case Scope.TurnsScope(int max) -> "opened for at most " + max + " turns";
            case Scope.CatchScope(int clause, Failure failure) -> "catch " + clause + " takes " + brief(failure);
        };
    }

    private static String join(int lanes, int needed, boolean tolerant) {
        if (!tolerant) {
            return ", all of which must complete";
        }
        return needed == 0 ? ", settled when all have ended" : ", " + needed + " of " + lanes + " must complete";
    }

    private static String output(StepOutput output) {
        return switch (output) {
            case StepOutput.None() -> "";
            case StepOutput.Inline(Payload payload) -> ": " + brief(payload);
            case StepOutput.At(var path) -> ", output of \"" + path + "\"";
            case StepOutput.Collected(int lanes) -> ", outputs of " + lanes + " lanes";
        };
    }

    private static String word(LaneOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static String below(Optional<ParentLink> parent) {
        return parent.map(link -> " for \"" + link.path() + "\" of run " + link.runId())
                .orElse("");
    }

    static String by(String who) {
        return who.isEmpty() ? "" : " by " + who;
    }

    private static String on(String worker) {
        return worker.isEmpty() ? "" : " on " + worker;
    }

    static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String cost(List<Usage> usage) {
        Optional<Double> usd = usage.stream().map(Usage::usd).reduce(Double::sum);
        return usd.filter(sum -> sum > 0)
                .map(sum -> String.format(Locale.ROOT, " for $%.4f", sum))
                .orElse("");
    }

    static String brief(Failure failure) {
        return failure.code().isEmpty() ? failure.message() : failure.code() + " " + failure.message();
    }

    static String brief(Payload payload) {
        return Shown.shortened(payload.text(), LONGEST_PAYLOAD);
    }

    private static String brief(Duration took) {
        return took.toMillis() < 10_000
                ? took.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
