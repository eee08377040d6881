package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.run.Cell.LaneCell;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.SequenceCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Reported;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an event changes. Replay is this and nothing else: no definition, no clock, no decision is looked up here. */
public final class Evolver {
    private Evolver() {}

    /**
     * The cells that differ after {@code event}.
     *
     * @param at the event's own time
     * @throws IllegalStateException when the event cannot follow what {@code view} shows: the log is broken
     */
    public static List<CellChange> evolve(RunView view, Instant at, Event event) {
        return switch (event) {
            case Event.RunEvent run -> evolveRun(view, at, run);
            case Event.TaskEvent task -> evolveTask(view, at, task);
            case Event.StepEvent step -> evolveStep(view, at, step);
            case OutsideEvent outside -> OutsideEvolver.evolve(view, at, outside);
        };
    }

    private static List<CellChange> evolveRun(RunView view, Instant at, Event.RunEvent event) {
        return switch (event) {
            case Event.RunStarted started -> started(at, started);
            case Event.RunCompleted _ -> ended(view, RunStatus.COMPLETED);
            case Event.RunFailed _ -> ended(view, RunStatus.FAILED);
            case Event.RunCanceled _ -> ended(view, RunStatus.CANCELED);
            case Event.RunRejected _, Event.CommandRejected _ -> List.of();
        };
    }

    private static List<CellChange> started(Instant at, Event.RunStarted event) {
        List<CellChange> changes = new ArrayList<>();
        changes.add(put(
                CellKey.RUN,
                new RunCell(event.workflow(), event.title(), RunStatus.RUNNING, at, event.deadline())));
        changes.add(put(CellKey.INPUT, new Cell.InputCell(event.input())));
        event.parent().ifPresent(parent -> changes.add(put(CellKey.PARENT, new Cell.ParentCell(parent))));
        return changes;
    }

    private static List<CellChange> ended(RunView view, RunStatus status) {
        RunCell run = view.get(CellKey.RUN)
                .map(RunCell.class::cast)
                .orElseThrow(() -> broken(view, StepPath.ROOT, "a started run"));
        return List.of(
                put(CellKey.RUN, new RunCell(run.workflow(), run.title(), status, run.startedAt(), run.deadline())));
    }

    private static List<CellChange> evolveTask(RunView view, Instant at, Event.TaskEvent event) {
        CellKey key = CellKey.task(event.path());
        return switch (event) {
            case Event.TaskDispatched e ->
                List.of(put(
                        key,
                        new TaskCell(
                                e.agent(),
                                e.skill(),
                                e.input(),
                                e.idempotencyKey(),
                                1,
                                TaskPhase.DISPATCHED,
                                at,
                                e.deadline(),
                                FailureCounts.ZERO,
                                Optional.empty(),
                                0)));
            case Event.TaskRetried e -> {
                TaskCell task = task(view, e.path());
                yield List.of(put(key, handedOut(task, task.input(), e.attempt(), e.deadline(), task.failures())));
            }
            case Event.TaskRedriven e -> {
                TaskCell task = task(view, e.path());
                Payload input = e.input().orElse(task.input());
                yield List.of(put(key, handedOut(task, input, e.attempt(), e.deadline(), FailureCounts.ZERO)));
            }
            case Event.AttemptEnded e -> List.of(put(key, attemptEnded(task(view, e.path()), e)));
            case Event.TaskDeadLettered e ->
                e.held() ? List.of(put(key, held(view, task(view, e.path()), e.failure()))) : List.of();
            case Event.TaskCompleted e ->
                close(view, e, EndedStatus.COMPLETED, new StepOutput.Inline(e.output()), Optional.empty(), e.attempt());
            case Event.TaskFailed e ->
                close(view, e, EndedStatus.FAILED, new StepOutput.None(), Optional.of(e.failure()), 0);
            case Event.TaskCanceled e ->
                close(view, e, EndedStatus.CANCELED, new StepOutput.None(), Optional.empty(), 0);
            case Event.LateResultIgnored e -> late(view, e);
            case Event.TaskProgressed _ -> List.of();
        };
    }

    private static TaskCell handedOut(
            TaskCell task, Payload input, int attempt, Instant deadline, FailureCounts failures) {
        return new TaskCell(
                task.agent(),
                task.skill(),
                input,
                task.idempotencyKey(),
                attempt,
                TaskPhase.DISPATCHED,
                task.since(),
                deadline,
                failures,
                task.lastFailure(),
                task.reported());
    }

    private static TaskCell attemptEnded(TaskCell task, Event.AttemptEnded event) {
        // Only the worker's own word counts as reported: after a timeout, or when somebody else called it lost, its
        // late
        // answer is still to be expected.
        boolean own = !event.worker().isEmpty() && event.failure().kind() != FailureKind.LOST;
        long reported = own ? Reported.with(task.reported(), event.attempt()) : task.reported();
        return new TaskCell(
                task.agent(),
                task.skill(),
                task.input(),
                task.idempotencyKey(),
                task.attempt(),
                TaskPhase.AWAITING_RETRY,
                task.since(),
                event.retryAt().orElse(task.due()),
                RetryRule.count(task.failures(), event.failure().kind()),
                Optional.of(event.failure()),
                reported);
    }

    private static TaskCell held(RunView view, TaskCell task, Failure failure) {
        Instant deadline =
                view.get(CellKey.RUN).map(cell -> ((RunCell) cell).deadline()).orElse(task.due());
        return new TaskCell(
                task.agent(),
                task.skill(),
                task.input(),
                task.idempotencyKey(),
                task.attempt(),
                TaskPhase.HELD,
                task.since(),
                deadline,
                task.failures(),
                Optional.of(failure),
                task.reported());
    }

    private static List<CellChange> close(
            RunView view,
            Event.TaskEvent event,
            EndedStatus status,
            StepOutput output,
            Optional<Failure> failure,
            int reportedAttempt) {
        TaskCell task = task(view, event.path());
        long reported = reportedAttempt == 0 ? task.reported() : Reported.with(task.reported(), reportedAttempt);
        return List.of(
                remove(CellKey.task(event.path())),
                put(CellKey.ended(event.path()), new EndedCell(status, output, failure, task.attempt(), reported)));
    }

    private static List<CellChange> late(RunView view, Event.LateResultIgnored event) {
        CellKey key = CellKey.task(event.path());
        Optional<Cell> open = view.get(key);
        if (open.isPresent() && open.get() instanceof TaskCell task) {
            TaskCell marked = new TaskCell(
                    task.agent(),
                    task.skill(),
                    task.input(),
                    task.idempotencyKey(),
                    task.attempt(),
                    task.phase(),
                    task.since(),
                    task.due(),
                    task.failures(),
                    task.lastFailure(),
                    Reported.with(task.reported(), event.attempt()));
            return List.of(put(key, marked));
        }
        CellKey endedKey = CellKey.ended(event.path());
        EndedCell ended = view.get(endedKey)
                .map(EndedCell.class::cast)
                .orElseThrow(() -> broken(view, event.path(), "a task that was handed out"));
        long reported = Reported.with(ended.reported(), event.attempt());
        return List.of(put(
                endedKey, new EndedCell(ended.status(), ended.output(), ended.failure(), ended.attempts(), reported)));
    }

    private static List<CellChange> evolveStep(RunView view, Instant at, Event.StepEvent event) {
        StepPath path = event.path();
        return switch (event) {
            case Event.ScopeOpened e -> opened(e);
            case Event.LaneStarted _ -> laneStarted(view, path);
            case Event.LaneEnded e -> laneEnded(view, e);
            case Event.StepCompleted e -> closeStep(view, at, path, EndedStatus.COMPLETED, e.output(), Optional.empty());
            case Event.StepFailed e ->
                closeStep(view, at, path, EndedStatus.FAILED, lanesOf(view, path), Optional.of(e.failure()));
            case Event.StepSkipped _ ->
                closeStep(view, at, path, EndedStatus.SKIPPED, new StepOutput.None(), Optional.empty());
            case Event.StepCanceled _ ->
                closeStep(view, at, path, EndedStatus.CANCELED, new StepOutput.None(), Optional.empty());
            case Event.VariablesSet e -> {
                List<CellChange> changes = new ArrayList<>();
                e.values()
                        .forEach((name, value) ->
                                changes.add(put(CellKey.variable(name), new Cell.VariableCell(value))));
                changes.addAll(closeStep(view, at, path, EndedStatus.COMPLETED, new StepOutput.None(), Optional.empty()));
                yield changes;
            }
        };
    }

    private static List<CellChange> opened(Event.ScopeOpened event) {
        CellKey key = CellKey.scope(event.path());
        Optional<Instant> deadline = event.deadline();
        return switch (event.scope()) {
            case Scope.BlockScope _, Scope.SwitchScope _, Scope.CatchScope _ ->
                List.of(put(key, new SequenceCell(deadline, event.scope())));
            case Scope.ParallelScope(List<String> branches, int needed, boolean tolerant) ->
                List.of(put(key, new LanesCell(deadline, branches.size(), needed, tolerant, 0, 0, 0)));
            case Scope.MapScope(List<Payload> items, int needed, boolean tolerant) -> {
                List<CellChange> changes = new ArrayList<>();
                changes.add(put(key, new LanesCell(deadline, items.size(), needed, tolerant, 0, 0, 0)));
                for (int from = 0; from < items.size(); from += CellKey.CHUNK) {
                    int to = Math.min(items.size(), from + CellKey.CHUNK);
                    changes.add(put(CellKey.items(event.path(), from), new Cell.ItemsCell(items.subList(from, to))));
                }
                yield changes;
            }
        };
    }

    private static List<CellChange> laneStarted(RunView view, StepPath lane) {
        CellKey key = CellKey.scope(lane.step());
        LanesCell lanes = view.get(key)
                .map(LanesCell.class::cast)
                .orElseThrow(() -> broken(view, lane, "an open parallel or map"));
        LanesCell next = new LanesCell(
                lanes.deadline(),
                lanes.size(),
                lanes.needed(),
                lanes.tolerant(),
                lanes.started() + 1,
                lanes.completed(),
                lanes.failed());
        return List.of(put(key, next), put(CellKey.lane(lane), new LaneCell()));
    }

    private static List<CellChange> laneEnded(RunView view, Event.LaneEnded event) {
        StepPath lane = event.path();
        StepOutput output =
                event.outputFrom().<StepOutput>map(StepOutput.At::new).orElseGet(StepOutput.None::new);
        EndedStatus status = switch (event.outcome()) {
            case COMPLETED -> EndedStatus.COMPLETED;
            case FAILED -> EndedStatus.FAILED;
            case CANCELED -> EndedStatus.CANCELED;
        };
        List<CellChange> changes = new ArrayList<>();
        changes.add(remove(CellKey.lane(lane)));
        Optional<Cell> scope = view.get(CellKey.scope(lane.step()));
        // A lane that was kept may end after its step has; what the step gave stays what it was when it ended.
        changes.add(put(
                CellKey.ended(lane),
                scope.isPresent()
                        ? new EndedCell(status, output, event.failure(), 0, 0)
                        : new EndedCell(status, new StepOutput.None(), Optional.empty(), 0, 0)));
        scope.ifPresent(cell -> {
            LanesCell lanes = (LanesCell) cell;
            int completed = lanes.completed() + (event.outcome() == LaneOutcome.COMPLETED ? 1 : 0);
            int failed = lanes.failed() + (event.outcome() == LaneOutcome.COMPLETED ? 0 : 1);
            changes.add(put(
                    CellKey.scope(lane.step()),
                    new LanesCell(
                            lanes.deadline(),
                            lanes.size(),
                            lanes.needed(),
                            lanes.tolerant(),
                            lanes.started(),
                            completed,
                            failed)));
        });
        return changes;
    }

    static List<CellChange> closeStep(
            RunView view, Instant at, StepPath path, EndedStatus status, StepOutput output, Optional<Failure> failure) {
        List<CellChange> changes = new ArrayList<>(2);
        if (view.get(CellKey.scope(path)).isPresent()) {
            changes.add(remove(CellKey.scope(path)));
        }
        changes.addAll(OutsideEvolver.closed(view, at, path));
        int attempts = 0;
        long reported = 0;
        // A task that failed and was caught keeps the memory of its attempts.
        if (view.get(CellKey.ended(path)).orElse(null) instanceof EndedCell before) {
            attempts = before.attempts();
            reported = before.reported();
        }
        changes.add(put(CellKey.ended(path), new EndedCell(status, output, failure, attempts, reported)));
        return changes;
    }

    /** A step that failed has no output, but its catch may ask which lanes failed and what the others gave. */
    private static StepOutput lanesOf(RunView view, StepPath path) {
        return view.get(CellKey.scope(path)).orElse(null) instanceof LanesCell lanes
                ? new StepOutput.Collected(lanes.size())
                : new StepOutput.None();
    }

    private static TaskCell task(RunView view, StepPath path) {
        return view.get(CellKey.task(path))
                .map(TaskCell.class::cast)
                .orElseThrow(() -> broken(view, path, "an open task"));
    }

    static IllegalStateException broken(RunView view, StepPath path, String expected) {
        return new IllegalStateException("Expected " + expected + " at \"" + path + "\" of run " + view.runId()
                + " but found none; the log is broken");
    }

    static CellChange put(CellKey key, Cell cell) {
        return new CellChange(key, Optional.of(cell));
    }

    static CellChange remove(CellKey key) {
        return new CellChange(key, Optional.empty());
    }
}
