package dev.agentmesh.core.spec;

import dev.agentmesh.core.decider.Reactor;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events and effects as one line each, so that a spec reads like a log. Times are relative to the run's start. */
public final class Notation {
    private Notation() {}

    public static String of(Event event) {
        return switch (event) {
            case Event.RunEvent run -> run(run);
            case Event.TaskEvent task -> task(task);
            case Event.StepEvent step -> step(step);
            case OutsideEvent outside -> outside(outside);
        };
    }

    private static String run(Event.RunEvent event) {
        return switch (event) {
            case Event.RunStarted e -> "run started " + e.input() + until(e.deadline());
            case Event.RunRejected e -> "run rejected " + e.failure().code();
            case Event.RunCompleted e -> "run completed " + e.output().text();
            case Event.RunFailed e ->
                "run failed at " + place(e.path()) + ": " + e.failure().code() + rollback(e.rollback());
            case Event.RunCanceled e -> "run canceled: " + e.reason() + " by " + e.by() + rollback(e.rollback());
            case Event.CommandRejected e ->
                "refused " + e.command() + " " + e.failure().code();
            case Event.TurnsPutOff e -> "put off " + e.turns().size() + " turns";
            case Event.TurnsTakenUp _ -> "took up what was put off";
            case Event.RunPaused e -> "run paused: " + e.reason() + " by " + e.by();
            case Event.RunResumed e -> "run resumed: " + e.reason() + " by " + e.by();
            case Event.TurnHeld e -> "held " + turn(e.turn());
        };
    }

    private static String turn(Turn turn) {
        return switch (turn) {
            case Turn.BeginStep(StepPath path) -> "begin " + path;
            case Turn.EndEmptyFrame(StepPath path) -> "end " + path;
            case Turn.GoOn(StepPath path) -> "what follows " + path;
            case Turn.UndoNext(StepPath path) -> "undoing in " + place(path);
        };
    }

    private static String task(Event.TaskEvent event) {
        String attempt = event.path() + "#" + event.attempt();
        return attempt
                + switch (event) {
                    case Event.TaskDispatched e -> " dispatched " + e.input() + until(e.deadline());
                    case Event.TaskRetried e -> " retried" + until(e.deadline());
                    case Event.AttemptEnded e ->
                        " ended " + failure(e.failure()) + (e.retryAt().isPresent() ? ", again" : ", over");
                    case Event.TaskCompleted e -> " completed " + e.output();
                    case Event.TaskFailed e -> " failed " + failure(e.failure());
                    case Event.TaskDeadLettered e ->
                        " dead-lettered " + failure(e.failure()) + (e.held() ? ", held" : ", handled");
                    case Event.TaskReassigned e -> " reassigned to " + e.agent() + until(e.deadline());
                    case Event.TaskRedirected e -> " given to " + e.agent() + "/" + e.skill() + " by " + e.by();
                    case Event.TaskRedriven e ->
                        " redriven" + e.input().map(input -> " " + input).orElse("") + until(e.deadline());
                    case Event.TaskCanceled e -> " canceled: " + e.reason();
                    case Event.TaskProgressed e -> " progressed " + e.part() + " " + e.text();
                    case Event.BoardWritten e ->
                        " wrote "
                                + e.changes().stream()
                                        .map(c -> c.section() + "." + c.key() + " v" + c.version() + " " + c.value())
                                        .collect(Collectors.joining(", "));
                    case Event.LateResultIgnored e -> " late: " + e.result();
                };
    }

    private static String rollback(Rollback rollback) {
        return rollback.happened() ? ", rolled back " + tally(rollback) : "";
    }

    private static String tally(Rollback rollback) {
        return rollback.undone() + (rollback.failed() > 0 ? " and " + rollback.failed() + " failed" : "");
    }

    private static String step(Event.StepEvent event) {
        return place(event.path())
                + switch (event) {
                    case Event.ScopeOpened e ->
                        " opened " + scope(e.scope())
                                + e.deadline().map(Notation::until).orElse("");
                    case Event.LaneStarted _ -> " started";
                    case Event.ItemsAdded e ->
                        " grows by " + e.items().size() + " needs " + e.needed()
                                + (e.left() > 0 ? ", " + e.left() + " left out" : "");
                    case Event.LaneEnded e ->
                        " lane " + e.outcome().name().toLowerCase(Locale.ROOT)
                                + e.outputFrom().map(from -> " from " + from).orElse("")
                                + e.failure()
                                        .map(failure -> " " + failure.code())
                                        .orElse("");
                    case Event.StepCompleted e -> " completed" + output(e.output());
                    case Event.StepFailed e -> " failed " + e.failure().code();
                    case Event.StepSkipped _ -> " skipped";
                    case Event.StepCanceled e -> " canceled: " + e.reason();
                    case Event.VariablesSet e ->
                        " set "
                                + e.values().entrySet().stream()
                                        .map(value -> value.getKey() + "=" + value.getValue())
                                        .collect(Collectors.joining(" "));
                    case Event.StateSet e ->
                        " keeps "
                                + e.values().entrySet().stream()
                                        .map(value -> value.getKey() + "=" + value.getValue())
                                        .collect(Collectors.joining(" "));
                    case Event.StepNoted e -> " notes " + e.note() + " " + e.details();
                    case Event.UndoArmed _ -> " can be undone";
                    case Event.UndoStarted e -> " undoing " + e.steps() + cause(e.cause());
                    case Event.StepUndone e ->
                        e.failure().map(f -> " not undone " + f.code()).orElse(" undone");
                    case Event.UndoEnded e -> " undid " + tally(e.rollback());
                };
    }

    private static String cause(UndoCause cause) {
        return switch (cause) {
            case UndoCause.Failed(StepPath _, Failure failure) -> " for " + failure.code();
            case UndoCause.Canceled(String reason, String _) -> " for " + reason;
            case UndoCause.Joined _ -> " of lost lanes";
            case UndoCause.Finished _ -> " before the result";
        };
    }

    private static String outside(OutsideEvent event) {
        String path = event.path() + " ";
        return switch (event) {
            case OutsideEvent.ApprovalRequested e ->
                path + "asks \"" + e.question().title() + "\" "
                        + String.join("|", e.question().choices())
                        + (e.question().assign().isEmpty()
                                ? ""
                                : " of " + e.question().assign())
                        + until(e.due());
            case OutsideEvent.ApprovalAnswered e ->
                path + "answered " + e.answer().choice() + " by " + e.answer().by();
            case OutsideEvent.ApprovalReminded e -> path + "reminded " + e.number() + until(e.next());
            case OutsideEvent.ApprovalEscalated e -> path + "escalated to " + e.to() + until(e.due());
            case OutsideEvent.ApprovalExpired _ -> path + "expired";
            case OutsideEvent.WaitStarted e ->
                path + "waits for " + (e.event().isEmpty() ? "time" : e.event()) + until(e.due());
            case OutsideEvent.SignalReceived e ->
                path + "received " + e.signal().name() + " " + e.signal().payload();
            case OutsideEvent.SignalKept e ->
                "signal " + e.number() + " kept: " + e.signal().name() + " "
                        + e.signal().payload();
            case OutsideEvent.SignalTaken e -> path + "took signal " + e.number();
            case OutsideEvent.MessagePublished e ->
                path + "published to " + e.topic()
                        + e.key().map(key -> " key " + key).orElse("") + " " + e.value()
                        + (e.headers().isEmpty() ? "" : " " + e.headers());
            case OutsideEvent.ChildStarted e ->
                path + "started " + e.childId() + " of " + e.workflow()
                        + e.version().map(v -> "@" + v).orElse("") + " " + e.input()
                        + (e.detached() ? ", detached" : "") + until(e.deadline());
            case OutsideEvent.ChildEnded e ->
                path + "child " + e.status().name().toLowerCase(Locale.ROOT);
            case OutsideEvent.ChildRefused e ->
                "child of " + e.parent().runId() + "/" + e.parent().path() + " refused "
                        + e.failure().code();
        };
    }

    private static String scope(Scope scope) {
        return switch (scope) {
            case Scope.BlockScope() -> "do";
            case Scope.ParallelScope s -> "parallel " + String.join(",", s.branches()) + " needs " + s.needed();
            case Scope.MapScope s -> "map of " + s.items().size() + " needs " + s.needed();
            case Scope.TeamScope(boolean _) -> "team";
            case Scope.SwitchScope(int chosen) -> "switch " + chosen;
            case Scope.TurnsScope(int max) -> "turns of " + max;
            case Scope.CatchScope(int clause, Failure failure) -> "catch " + clause + " of " + failure.code();
        };
    }

    private static String output(StepOutput output) {
        return switch (output) {
            case StepOutput.None() -> "";
            case StepOutput.Inline(Payload payload) -> " with " + payload;
            case StepOutput.At(StepPath path) -> " from " + path;
            case StepOutput.Collected(int lanes) -> " from " + lanes + " lanes";
        };
    }

    public static String of(Effect effect) {
        return switch (effect) {
            case Effect.DispatchTask e ->
                "dispatch " + e.path() + "#" + e.attempt() + " to " + e.agent()
                        + (e.skill().isEmpty() ? "" : "/" + e.skill())
                        + " " + e.input() + " key " + e.idempotencyKey() + until(e.deadline())
                        + (e.priority() == Modifiers.USUAL_PRIORITY ? "" : " priority " + e.priority());
            case Effect.CancelAttempt e ->
                "cancel " + e.path() + "#" + e.attempt() + " of " + e.agent() + ": " + e.reason();
            case Effect.SetTimer e -> "set " + timer(e.timer()) + " " + time(e.due());
            case Effect.ClearTimer e -> "clear " + timer(e.timer()) + " " + time(e.due());
            case Effect.WriteDeadLetter e ->
                "dead letter " + e.path() + "#" + e.attempt() + " of " + e.agent() + " " + e.input() + " "
                        + failure(e.failure()) + (e.held() ? ", held" : ", handled");
            case Effect.PublishOutcome e ->
                "outcome " + e.status().name().toLowerCase(Locale.ROOT)
                        + e.output().map(output -> " " + output).orElse("")
                        + e.failure().map(failure -> " " + failure.code()).orElse("")
                        + rollback(e.rollback());
            case Effect.HearEvent e -> "hear " + e.event() + " at " + e.path();
            case Effect.IgnoreEvent e -> "ignore " + e.event() + " at " + e.path();
            case Effect.PublishRecord e ->
                "publish " + e.topic() + e.key().map(key -> " key " + key).orElse("") + " " + e.value();
            case Effect.StartChild e ->
                "start " + e.childId() + " of " + e.workflow() + " " + e.input() + " below "
                        + e.parent().runId() + "/" + e.parent().path() + " depth "
                        + e.parent().depth() + until(e.deadline());
            case Effect.CancelChild e -> "cancel " + e.childId() + ": " + e.reason();
            case Effect.PauseChild e -> "pause " + e.childId() + ": " + e.reason();
            case Effect.ResumeChild e -> "resume " + e.childId() + ": " + e.reason();
            case Effect.TellParent e ->
                "tell " + e.parent().runId() + "/" + e.parent().path() + " "
                        + e.status().name().toLowerCase(Locale.ROOT)
                        + e.output().map(output -> " " + output).orElse("")
                        + e.failure().map(failure -> " " + failure.code()).orElse("");
        };
    }

    private static String timer(Timer timer) {
        return switch (timer) {
            case Timer.RunDeadline() -> "run deadline";
            case Timer.StepDeadline(StepPath path) -> "deadline of " + path;
            case Timer.AttemptDeadline(StepPath path, int attempt) -> "deadline of " + path + "#" + attempt;
            case Timer.TurnsDue() -> "what was put off";
            case Timer.RetryDue(StepPath path, int attempt) -> "retry of " + path + "#" + attempt;
            case Timer.PendingDue(StepPath path) -> "end of " + path;
            case Timer.ReminderDue(StepPath path, int number) -> "reminder " + number + " of " + path;
        };
    }

    private static String failure(Failure failure) {
        return failure.kind() + " " + failure.code();
    }

    private static String place(StepPath path) {
        return path.isRoot() ? "the run" : path.text();
    }

    private static String until(Instant deadline) {
        return " until " + time(deadline);
    }

    private static String until(Optional<Instant> deadline) {
        return deadline.map(Notation::until).orElse("");
    }

    private static String time(Instant time) {
        if (time.equals(Reactor.NO_END)) {
            return "never";
        }
        Duration since = Duration.between(World.START, time);
        return "+" + since.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
