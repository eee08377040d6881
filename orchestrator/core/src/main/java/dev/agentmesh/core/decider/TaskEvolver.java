package dev.agentmesh.core.decider;

import static dev.agentmesh.core.decider.Evolver.broken;
import static dev.agentmesh.core.decider.Evolver.put;
import static dev.agentmesh.core.decider.Evolver.remove;

import dev.agentmesh.core.run.BoardChange;
import dev.agentmesh.core.run.BoardWrite;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.BoardCell;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.EntryCell;
import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Reported;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What events of a task change. */
final class TaskEvolver {
    private TaskEvolver() {}

    static List<CellChange> evolve(RunView view, Instant at, Event.TaskEvent event) {
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
                                0,
                                e.context())));
            case Event.TaskRetried e -> {
                TaskCell task = task(view, e.path());
                yield List.of(put(key, handedOut(task, task.input(), e.attempt(), e.deadline(), task.failures())));
            }
            case Event.TaskReassigned e -> List.of(put(key, reassigned(task(view, e.path()), e)));
            case Event.TaskRedirected e -> List.of(put(key, redirected(task(view, e.path()), e)));
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
            case Event.BoardWritten e -> written(at, e);
            case Event.TaskProgressed _ -> List.of();
        };
    }

    private static List<CellChange> written(Instant at, Event.BoardWritten event) {
        List<CellChange> changes = new ArrayList<>();
        for (BoardChange change : event.changes()) {
            boolean appended = change.mode() == BoardWrite.Mode.APPEND;
            changes.add(put(
                    CellKey.board(change.section(), change.key()),
                    new BoardCell(change.version(), appended ? Optional.empty() : Optional.of(change.value()))));
            if (appended) {
                changes.add(put(
                        CellKey.entry(change.section(), change.key(), change.version()),
                        new EntryCell(event.agent(), change.action(), at, change.value())));
            }
        }
        return changes;
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
                task.reported(),
                task.context());
    }

    private static TaskCell reassigned(TaskCell task, Event.TaskReassigned event) {
        return new TaskCell(
                event.agent(),
                event.skill(),
                task.input(),
                task.idempotencyKey(),
                event.attempt(),
                TaskPhase.DISPATCHED,
                task.since(),
                event.deadline(),
                FailureCounts.ZERO,
                task.lastFailure(),
                task.reported(),
                Optional.of(event.context()));
    }

    private static TaskCell redirected(TaskCell task, Event.TaskRedirected event) {
        return new TaskCell(
                event.agent(),
                event.skill(),
                task.input(),
                task.idempotencyKey(),
                event.attempt(),
                TaskPhase.AWAITING_RETRY,
                task.since(),
                event.retryAt(),
                FailureCounts.ZERO,
                Optional.empty(),
                task.reported(),
                event.context());
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
                event.retryAt().orElse(Reactor.NO_END),
                RetryRule.count(task.failures(), event.failure()),
                Optional.of(event.failure()),
                reported,
                task.context());
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
                task.reported(),
                task.context());
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
                    Reported.with(task.reported(), event.attempt()),
                    task.context());
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

    private static TaskCell task(RunView view, StepPath path) {
        return view.get(CellKey.task(path))
                .map(TaskCell.class::cast)
                .orElseThrow(() -> broken(view, path, "an open task"));
    }
}
