package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.ScopeCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which messages an event causes. The view shows the run as it stood before the event: what an event closes, the messages
 * about it still have to name. Never called by a replay.
 */
public final class Reactor {
    /**
     * When a run ends that has no deadline any more. It keeps the timer all the same: by the timers of its runs an orchestrator that
     * starts again finds the tasks whose attempts it has to watch.
     */
    public static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private Reactor() {}

    public static List<Effect> react(RunView before, Event event) {
        return switch (event) {
            case Event.RunEvent run -> reactToRun(before, run);
            case Event.TaskEvent task -> reactToTask(before, task);
            case Event.StepEvent step -> reactToStep(before, step);
            case OutsideEvent outside -> OutsideReactor.react(before, outside);
        };
    }

    /** Which messages the beginning of an attempt causes that is not sent; the log shows it by its end, which follows. */
    static List<Effect> withheld(RunView before, Event.TaskEvent handOut) {
        return handOut instanceof Event.TaskRetried || handOut instanceof Event.TaskReassigned
                ? quiet(task(before, handOut.path()), handOut.path())
                : List.of();
    }

    private static List<Effect> reactToRun(RunView before, Event.RunEvent event) {
        return switch (event) {
            case Event.RunStarted e -> List.of(new Effect.SetTimer(new Timer.RunDeadline(), e.deadline()));
            case Event.RunRejected e ->
                List.of(outcome(RunStatus.REJECTED, Optional.empty(), Optional.of(e.failure()), Rollback.NONE));
            case Event.RunCompleted e ->
                over(before, RunStatus.COMPLETED, Optional.of(e.output()), Optional.empty(), Rollback.NONE);
            case Event.RunFailed e ->
                over(before, RunStatus.FAILED, Optional.empty(), Optional.of(e.failure()), e.rollback());
            case Event.RunCanceled e ->
                over(before, RunStatus.CANCELED, Optional.empty(), Optional.empty(), e.rollback());
            case Event.CommandRejected _ -> List.of();
            case Event.TurnsPutOff e -> List.of(new Effect.SetTimer(new Timer.TurnsDue(), e.due()));
            case Event.TurnsTakenUp _ -> putOff(before);
            case Event.RunPaused e -> OutsideReactor.pauseChildren(before, e.reason());
            case Event.RunResumed e -> OutsideReactor.resumeChildren(before, e.reason());
            case Event.TurnHeld _ -> List.of();
        };
    }

    private static Effect outcome(
            RunStatus status, Optional<Payload> output, Optional<Failure> failure, Rollback rollback) {
        return new Effect.PublishOutcome(status, output, failure, rollback);
    }

    private static List<Effect> over(
            RunView before, RunStatus status, Optional<Payload> output, Optional<Failure> failure, Rollback rollback) {
        List<Effect> effects = new ArrayList<>(putOff(before));
        effects.add(new Effect.ClearTimer(new Timer.RunDeadline(), deadline(before)));
        effects.add(outcome(status, output, failure, rollback));
        effects.addAll(OutsideReactor.tellParent(before, status, output, failure));
        return effects;
    }

    /** The timer of what was put off, stopped. */
    private static List<Effect> putOff(RunView before) {
        return before.get(CellKey.AGENDA)
                .<List<Effect>>map(
                        cell -> List.of(new Effect.ClearTimer(new Timer.TurnsDue(), ((Cell.AgendaCell) cell).due())))
                .orElse(List.of());
    }

    /** A run that is being undone is given all the time it takes. */
    private static Instant deadline(RunView before) {
        RunCell run = (RunCell) before.get(CellKey.RUN).orElseThrow();
        return before.get(CellKey.scope(StepPath.ROOT)).isPresent() ? NO_END : run.deadline();
    }

    private static List<Effect> undoStarted(RunView before, StepPath scope) {
        return scope.isRoot()
                ? List.of(
                        new Effect.ClearTimer(new Timer.RunDeadline(), deadline(before)),
                        new Effect.SetTimer(new Timer.RunDeadline(), NO_END))
                : stopDeadline(before, scope);
    }

    private static List<Effect> reactToTask(RunView before, Event.TaskEvent event) {
        StepPath path = event.path();
        return switch (event) {
            case Event.TaskDispatched e ->
                dispatch(new Effect.DispatchTask(
                        path,
                        1,
                        e.agent(),
                        e.skill(),
                        e.input(),
                        e.idempotencyKey(),
                        e.deadline(),
                        e.context().map(context -> ContextDocument.of(before, context, e.input()))));
            case Event.TaskRetried e -> {
                TaskCell task = task(before, path);
                // A pause of no length is over before its timer has been looked at.
                List<Effect> effects = new ArrayList<>(quiet(task, path));
                effects.addAll(handOut(before, task, path, e.attempt(), Optional.empty(), e.deadline()));
                yield effects;
            }
            case Event.TaskReassigned e -> {
                TaskCell task = task(before, path);
                List<Effect> effects = new ArrayList<>(quiet(task, path));
                effects.addAll(dispatch(new Effect.DispatchTask(
                        path,
                        e.attempt(),
                        e.agent(),
                        e.skill(),
                        task.input(),
                        task.idempotencyKey(),
                        e.deadline(),
                        Optional.of(ContextDocument.of(before, e.context(), task.input())))));
                yield effects;
            }
            case Event.TaskRedirected e -> {
                TaskCell task = task(before, path);
                List<Effect> effects = new ArrayList<>(quiet(task, path));
                if (task.phase() == TaskPhase.DISPATCHED) {
                    effects.add(cancel(task, path, "it was given to agent \"" + e.agent() + "\""));
                }
                effects.add(new Effect.SetTimer(new Timer.RetryDue(path, e.attempt() + 1), e.retryAt()));
                yield effects;
            }
            case Event.TaskRedriven e ->
                handOut(before, task(before, path), path, e.attempt(), e.input(), e.deadline());
            case Event.AttemptEnded e -> {
                List<Effect> effects = new ArrayList<>();
                // Of an attempt that was not sent no deadline runs and no agent knows.
                if (e.failure().kind() != FailureKind.CIRCUIT_OPEN) {
                    effects.addAll(quiet(task(before, path), path));
                    if (e.worker().isEmpty()) {
                        effects.add(cancel(task(before, path), path, e.failure().message()));
                    }
                }
                e.retryAt()
                        .ifPresent(due ->
                                effects.add(new Effect.SetTimer(new Timer.RetryDue(path, e.attempt() + 1), due)));
                yield effects;
            }
            case Event.TaskCompleted _ -> quiet(task(before, path), path);
            case Event.TaskCanceled e -> {
                TaskCell task = task(before, path);
                List<Effect> effects = new ArrayList<>(quiet(task, path));
                if (task.phase() == TaskPhase.DISPATCHED) {
                    effects.add(cancel(task, path, e.reason()));
                }
                yield effects;
            }
            case Event.TaskDeadLettered e -> {
                TaskCell task = task(before, path);
                yield List.of(new Effect.WriteDeadLetter(
                        e.deadLetterId(),
                        path,
                        e.attempt(),
                        task.agent(),
                        task.skill(),
                        task.input(),
                        e.failure(),
                        task.since(),
                        e.held()));
            }
            // The end of its last attempt has stopped a failed task's timer.
            case Event.TaskFailed _, Event.TaskProgressed _, Event.BoardWritten _, Event.LateResultIgnored _ ->
                List.of();
        };
    }

    private static List<Effect> handOut(
            RunView before,
            TaskCell task,
            StepPath path,
            int attempt,
            Optional<Payload> input,
            java.time.Instant deadline) {
        Payload handed = input.orElse(task.input());
        return dispatch(new Effect.DispatchTask(
                path,
                attempt,
                task.agent(),
                task.skill(),
                handed,
                task.idempotencyKey(),
                deadline,
                task.context().map(context -> ContextDocument.of(before, context, handed))));
    }

    private static List<Effect> dispatch(Effect.DispatchTask task) {
        return List.of(
                task, new Effect.SetTimer(new Timer.AttemptDeadline(task.path(), task.attempt()), task.deadline()));
    }

    /** The timer that runs for the task, stopped. */
    private static List<Effect> quiet(TaskCell task, StepPath path) {
        return switch (task.phase()) {
            case DISPATCHED ->
                List.of(new Effect.ClearTimer(new Timer.AttemptDeadline(path, task.attempt()), task.due()));
            case AWAITING_RETRY ->
                task.due().equals(NO_END)
                        ? List.of()
                        : List.of(new Effect.ClearTimer(new Timer.RetryDue(path, task.attempt() + 1), task.due()));
            case HELD -> List.of();
        };
    }

    private static Effect cancel(TaskCell task, StepPath path, String reason) {
        return new Effect.CancelAttempt(path, task.attempt(), task.agent(), reason);
    }

    private static List<Effect> reactToStep(RunView before, Event.StepEvent event) {
        return switch (event) {
            case Event.ScopeOpened e ->
                e.deadline()
                        .<List<Effect>>map(due -> List.of(new Effect.SetTimer(new Timer.StepDeadline(e.path()), due)))
                        .orElse(List.of());
            case Event.StepCompleted _, Event.StepFailed _, Event.StepCanceled _ -> {
                List<Effect> effects = new ArrayList<>(stopDeadline(before, event.path()));
                effects.addAll(OutsideReactor.closed(before, event.path()));
                yield effects;
            }
            case Event.UndoStarted e -> undoStarted(before, e.path());
            case Event.LaneStarted _,
                    Event.ItemsAdded _,
                    Event.LaneEnded _,
                    Event.StepSkipped _,
                    Event.VariablesSet _,
                    Event.UndoArmed _,
                    Event.StepUndone _,
                    Event.UndoEnded _,
                    Event.StateSet _,
                    Event.StepNoted _ -> List.of();
        };
    }

    private static List<Effect> stopDeadline(RunView before, StepPath path) {
        return before.get(CellKey.scope(path))
                .flatMap(cell -> ((ScopeCell) cell).deadline())
                .<List<Effect>>map(due -> List.of(new Effect.ClearTimer(new Timer.StepDeadline(path), due)))
                .orElse(List.of());
    }

    private static TaskCell task(RunView before, StepPath path) {
        return (TaskCell) before.get(CellKey.task(path)).orElseThrow();
    }
}
