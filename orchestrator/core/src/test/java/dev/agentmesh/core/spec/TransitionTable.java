package dev.agentmesh.core.spec;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which events may follow each other at one path, written down a second time by hand: it knows nothing of the cells and
 * nothing of the decider, so a mistake in those does not excuse itself here.
 */
public final class TransitionTable {
    /** Where the step, task or lane at a path stands. */
    public enum Phase {
        NONE,
        DISPATCHED,
        /** An attempt is over and none follows; what becomes of the task is said by the next event of the same decision. */
        OUT_OF_ATTEMPTS,
        AWAITING_RETRY,
        /** In the dead letters, and about to fail into what handles it. */
        GIVEN_UP,
        HELD,
        OPEN,
        CATCHING,
        COMPLETED,
        FAILED,
        /** The step failed and so did its catch. */
        FAILED_FOR_GOOD,
        CANCELED,
        SKIPPED,
        LANE_RUNNING,
        LANE_ENDED,
        /** A person is asked. */
        ASKED,
        /** Nobody answered in time; the step's end follows in the same decision. */
        EXPIRED,
        /** Until a time, or for an event. */
        WAITING,
        CHILD_RUNS,
        /** The child run is over; the step's end follows in the same decision. */
        CHILD_OVER,
        /** The step failed, and what finished inside it is being undone. */
        UNDOING,
        /** The step has what it needs, and what finished in lanes that do not count is being undone. */
        UNDOING_LANES,
        /** Finished, and undone since, or given up being so. */
        UNDONE,
        /** Of the run: it is going to end, and what finished is being undone. */
        ROLLING_BACK,
        ROLLED_BACK
    }

    public record Row(Phase from, String event, Phase to) {}

    /** The life of a task of an agent. */
    public static final List<Row> TASK = List.of(
            new Row(Phase.NONE, "TaskDispatched", Phase.DISPATCHED),
            new Row(Phase.NONE, "StepFailed", Phase.FAILED),
            new Row(Phase.NONE, "StepSkipped", Phase.SKIPPED),
            new Row(Phase.DISPATCHED, "TaskProgressed", Phase.DISPATCHED),
            new Row(Phase.DISPATCHED, "BoardWritten", Phase.DISPATCHED),
            new Row(Phase.DISPATCHED, "LateResultIgnored", Phase.DISPATCHED),
            new Row(Phase.DISPATCHED, "TaskCompleted", Phase.COMPLETED),
            new Row(Phase.DISPATCHED, "AttemptEnded, again", Phase.AWAITING_RETRY),
            new Row(Phase.DISPATCHED, "AttemptEnded, over", Phase.OUT_OF_ATTEMPTS),
            new Row(Phase.DISPATCHED, "TaskCanceled", Phase.CANCELED),
            new Row(Phase.DISPATCHED, "TaskRedirected", Phase.AWAITING_RETRY),
            new Row(Phase.AWAITING_RETRY, "TaskRedirected", Phase.AWAITING_RETRY),
            new Row(Phase.AWAITING_RETRY, "TaskRetried", Phase.DISPATCHED),
            new Row(Phase.AWAITING_RETRY, "TaskReassigned", Phase.DISPATCHED),
            new Row(Phase.AWAITING_RETRY, "LateResultIgnored", Phase.AWAITING_RETRY),
            new Row(Phase.AWAITING_RETRY, "TaskCanceled", Phase.CANCELED),
            new Row(Phase.OUT_OF_ATTEMPTS, "TaskReassigned", Phase.DISPATCHED),
            new Row(Phase.OUT_OF_ATTEMPTS, "TaskFailed", Phase.FAILED),
            new Row(Phase.OUT_OF_ATTEMPTS, "TaskDeadLettered, handled", Phase.GIVEN_UP),
            new Row(Phase.OUT_OF_ATTEMPTS, "TaskDeadLettered, held", Phase.HELD),
            new Row(Phase.GIVEN_UP, "TaskFailed", Phase.FAILED),
            new Row(Phase.HELD, "TaskRedirected", Phase.AWAITING_RETRY),
            new Row(Phase.HELD, "TaskRedriven", Phase.DISPATCHED),
            new Row(Phase.HELD, "LateResultIgnored", Phase.HELD),
            new Row(Phase.HELD, "TaskCanceled", Phase.CANCELED),
            new Row(Phase.FAILED, "ScopeOpened, catch", Phase.CATCHING),
            new Row(Phase.CATCHING, "StepCompleted", Phase.COMPLETED),
            new Row(Phase.CATCHING, "StepFailed", Phase.FAILED_FOR_GOOD),
            new Row(Phase.CATCHING, "StepCanceled", Phase.CANCELED),
            new Row(Phase.COMPLETED, "LateResultIgnored", Phase.COMPLETED),
            new Row(Phase.FAILED, "LateResultIgnored", Phase.FAILED),
            new Row(Phase.CATCHING, "LateResultIgnored", Phase.CATCHING),
            new Row(Phase.FAILED_FOR_GOOD, "LateResultIgnored", Phase.FAILED_FOR_GOOD),
            new Row(Phase.CANCELED, "LateResultIgnored", Phase.CANCELED));

    /** The life of a step with steps inside it, of a leaf, and of a lane; a catch is as for a task. */
    public static final List<Row> STEP = List.of(
            new Row(Phase.NONE, "ScopeOpened, verb", Phase.OPEN),
            new Row(Phase.NONE, "VariablesSet", Phase.COMPLETED),
            new Row(Phase.OPEN, "ItemsAdded", Phase.OPEN),
            new Row(Phase.OPEN, "StepCompleted", Phase.COMPLETED),
            new Row(Phase.OPEN, "StepFailed", Phase.FAILED),
            new Row(Phase.OPEN, "StepCanceled", Phase.CANCELED),
            new Row(Phase.OPEN, "StateSet", Phase.OPEN),
            new Row(Phase.OPEN, "StepNoted", Phase.OPEN),
            new Row(Phase.NONE, "LaneStarted", Phase.LANE_RUNNING),
            new Row(Phase.LANE_RUNNING, "StateSet", Phase.LANE_RUNNING),
            new Row(Phase.LANE_RUNNING, "StepNoted", Phase.LANE_RUNNING),
            new Row(Phase.LANE_RUNNING, "LaneEnded", Phase.LANE_ENDED));

    /** The life of a step that reaches outside of the run; a catch is as for a task. */
    public static final List<Row> OUTSIDE = List.of(
            new Row(Phase.NONE, "ApprovalRequested", Phase.ASKED),
            new Row(Phase.ASKED, "ApprovalAnswered", Phase.ASKED),
            new Row(Phase.ASKED, "ApprovalReminded", Phase.ASKED),
            new Row(Phase.ASKED, "ApprovalEscalated", Phase.ASKED),
            new Row(Phase.ASKED, "ApprovalExpired", Phase.EXPIRED),
            new Row(Phase.ASKED, "StepCompleted", Phase.COMPLETED),
            new Row(Phase.ASKED, "StepCanceled", Phase.CANCELED),
            new Row(Phase.EXPIRED, "StepCompleted", Phase.COMPLETED),
            new Row(Phase.EXPIRED, "StepFailed", Phase.FAILED),
            new Row(Phase.NONE, "WaitStarted", Phase.WAITING),
            new Row(Phase.WAITING, "SignalReceived", Phase.COMPLETED),
            new Row(Phase.WAITING, "SignalTaken", Phase.COMPLETED),
            new Row(Phase.WAITING, "StepCompleted", Phase.COMPLETED),
            new Row(Phase.WAITING, "StepFailed", Phase.FAILED),
            new Row(Phase.WAITING, "StepCanceled", Phase.CANCELED),
            new Row(Phase.NONE, "MessagePublished", Phase.COMPLETED),
            new Row(Phase.NONE, "ChildStarted, detached", Phase.COMPLETED),
            new Row(Phase.NONE, "ChildStarted", Phase.CHILD_RUNS),
            new Row(Phase.CHILD_RUNS, "ChildEnded", Phase.CHILD_OVER),
            new Row(Phase.CHILD_RUNS, "StepFailed", Phase.FAILED),
            new Row(Phase.CHILD_RUNS, "StepCanceled", Phase.CANCELED),
            new Row(Phase.CHILD_OVER, "StepCompleted", Phase.COMPLETED),
            new Row(Phase.CHILD_OVER, "StepFailed", Phase.FAILED));

    /** What undoing adds to both; a step's undo is a task of its own. */
    public static final List<Row> UNDO = List.of(
            new Row(Phase.COMPLETED, "UndoArmed", Phase.COMPLETED),
            new Row(Phase.COMPLETED, "StepUndone", Phase.UNDONE),
            new Row(Phase.UNDONE, "LateResultIgnored", Phase.UNDONE),
            new Row(Phase.FAILED, "UndoStarted", Phase.UNDOING),
            new Row(Phase.UNDOING, "UndoEnded", Phase.FAILED),
            new Row(Phase.OPEN, "UndoStarted", Phase.UNDOING_LANES),
            new Row(Phase.UNDOING_LANES, "UndoEnded", Phase.OPEN),
            new Row(Phase.NONE, "UndoStarted", Phase.ROLLING_BACK),
            new Row(Phase.ROLLING_BACK, "UndoEnded", Phase.ROLLED_BACK));

    /** All there is. */
    public static List<Row> rows() {
        return Stream.of(TASK, STEP, OUTSIDE, UNDO).flatMap(List::stream).toList();
    }

    private static final Map<Phase, Map<String, Phase>> NEXT = index();

    private TransitionTable() {}

    private static Map<Phase, Map<String, Phase>> index() {
        Map<Phase, Map<String, Phase>> next = new LinkedHashMap<>();
        for (Row row : rows()) {
            next.computeIfAbsent(row.from(), _ -> new LinkedHashMap<>()).put(row.event(), row.to());
        }
        return next;
    }

    /** Where {@code event} leads from {@code phase}; empty when it must not happen there. */
    public static Optional<Phase> next(Phase phase, Event event) {
        return Optional.ofNullable(NEXT.getOrDefault(phase, Map.of()).get(word(event)));
    }

    /** The event's name, with what makes it another word for the table. */
    public static String word(Event event) {
        String name = event.getClass().getSimpleName();
        return switch (event) {
            case Event.AttemptEnded e -> name + (e.retryAt().isPresent() ? ", again" : ", over");
            case Event.TaskDeadLettered e -> name + (e.held() ? ", held" : ", handled");
            case Event.ScopeOpened e -> name + (e.scope() instanceof Scope.CatchScope ? ", catch" : ", verb");
            case OutsideEvent.ChildStarted e -> name + (e.detached() ? ", detached" : "");
            default -> name;
        };
    }
}
