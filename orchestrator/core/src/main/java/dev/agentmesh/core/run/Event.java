package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A fact of one run, complete enough to be folded without looking anything up. */
public sealed interface Event permits Event.RunEvent, Event.TaskEvent, Event.StepEvent, OutsideEvent {

    /** The run as a whole. */
    sealed interface RunEvent extends Event {}

    /** One task of an agent. */
    sealed interface TaskEvent extends Event {
        StepPath path();

        int attempt();
    }

    /** A step that is not a task, or a lane of one. */
    sealed interface StepEvent extends Event {
        StepPath path();
    }

    /** Always the first event of an accepted run: it pins the definition. */
    record RunStarted(
            WorkflowRef workflow, String title, Payload input, Instant deadline, String by, Optional<ParentLink> parent)
            implements RunEvent {
        public RunStarted(WorkflowRef workflow, String title, Payload input, Instant deadline, String by) {
            this(workflow, title, input, deadline, by, Optional.empty());
        }
    }

    /** The start was refused: there is no run under this id. */
    record RunRejected(String workflow, Failure failure) implements RunEvent {}

    record RunCompleted(Payload output) implements RunEvent {}

    /** {@code path} is the step the failure came from; the root when it came from the run itself. */
    record RunFailed(StepPath path, Failure failure, Rollback rollback) implements RunEvent {
        /** With nothing undone. */
        public RunFailed(StepPath path, Failure failure) {
            this(path, failure, Rollback.NONE);
        }
    }

    record RunCanceled(String reason, String by, Rollback rollback) implements RunEvent {
        /** With nothing undone. */
        public RunCanceled(String reason, String by) {
            this(reason, by, Rollback.NONE);
        }
    }

    /** A command that changed nothing, and why. */
    record CommandRejected(String command, Failure failure) implements RunEvent {}

    /** The decision is long enough; these turns are taken up at {@code due}. They replace those put off before. */
    record TurnsPutOff(List<Turn> turns, Instant due) implements RunEvent {
        public TurnsPutOff {
            turns = List.copyOf(turns);
        }
    }

    /** What was put off goes on. */
    record TurnsTakenUp() implements RunEvent {}

    /** From here on nothing begins. */
    record RunPaused(String reason, String by) implements RunEvent {}

    /** What was held back begins, in the order in which it was. */
    record RunResumed(String reason, String by) implements RunEvent {}

    /** Would have been taken, were the run not paused. */
    record TurnHeld(Turn turn) implements RunEvent {}

    /** The first attempt of a task is handed out. */
    record TaskDispatched(
            StepPath path,
            String agent,
            String skill,
            Payload input,
            String idempotencyKey,
            Instant deadline,
            Optional<TaskContext> context)
            implements TaskEvent {
        /** One that nothing comes along with. */
        public TaskDispatched(
                StepPath path, String agent, String skill, Payload input, String idempotencyKey, Instant deadline) {
            this(path, agent, skill, input, idempotencyKey, deadline, Optional.empty());
        }

        @Override
        public int attempt() {
            return 1;
        }
    }

    /** A further attempt is handed out, with the input of the first or of the last redrive. */
    record TaskRetried(StepPath path, int attempt, Instant deadline) implements TaskEvent {}

    /**
     * The agent is out of attempts and the step names another: a further attempt, handed to that one, with the same input and the same
     * idempotency key.
     */
    record TaskReassigned(StepPath path, int attempt, String agent, String skill, Instant deadline, TaskContext context)
            implements TaskEvent {}

    /**
     * A person gave the task to another agent: {@code attempt}, the last there was, counts no longer, and the next is handed out
     * at {@code retryAt} with the same input and the same idempotency key.
     */
    record TaskRedirected(
            StepPath path,
            int attempt,
            String agent,
            String skill,
            Instant retryAt,
            Optional<TaskContext> context,
            String reason,
            String by)
            implements TaskEvent {}

    /** An attempt ended without success; {@code retryAt} is empty when none follows by itself. */
    record AttemptEnded(
            StepPath path, int attempt, Failure failure, Optional<Instant> retryAt, List<Usage> usage, String worker)
            implements TaskEvent {
        public AttemptEnded {
            usage = List.copyOf(usage);
        }
    }

    /** Terminal. */
    record TaskCompleted(StepPath path, int attempt, Payload output, List<Usage> usage, String worker, Duration took)
            implements TaskEvent {
        public TaskCompleted {
            usage = List.copyOf(usage);
        }
    }

    /** Terminal: out of attempts or declined, and something in the workflow handles it. */
    record TaskFailed(StepPath path, int attempt, Failure failure) implements TaskEvent {}

    /** The task is in the dead letters. With {@code held} the step waits for a redrive, otherwise a terminal event follows. */
    record TaskDeadLettered(StepPath path, int attempt, String deadLetterId, Failure failure, boolean held)
            implements TaskEvent {}

    record TaskRedriven(StepPath path, int attempt, Optional<Payload> input, Instant deadline, String by, String reason)
            implements TaskEvent {}

    /** Terminal. */
    record TaskCanceled(StepPath path, int attempt, String reason) implements TaskEvent {}

    record TaskProgressed(StepPath path, int attempt, double part, String text) implements TaskEvent {}

    /** What an attempt that completes has written to the blackboard. */
    record BoardWritten(StepPath path, int attempt, String agent, List<BoardChange> changes) implements TaskEvent {
        public BoardWritten {
            changes = List.copyOf(changes);
        }
    }

    /** A report of an attempt that no longer counts; what it used is booked. */
    record LateResultIgnored(StepPath path, int attempt, String result, List<Usage> usage, String worker)
            implements TaskEvent {
        public LateResultIgnored {
            usage = List.copyOf(usage);
        }
    }

    record ScopeOpened(StepPath path, Optional<Instant> deadline, Scope scope) implements StepEvent {}

    /** A lane of a parallel or a map, or a turn, begins; {@code path} is the lane's. */
    record LaneStarted(StepPath path) implements StepEvent {}

    /**
     * A map has grown by what one of its items gave.
     *
     * @param needed how many lanes must complete now
     * @param left how many more items there were than its bound allows
     */
    record ItemsAdded(StepPath path, List<Payload> items, int needed, int left) implements StepEvent {
        public ItemsAdded {
            items = List.copyOf(items);
        }
    }

    /** A lane ends; {@code outputFrom} is the step whose output is the lane's. */
    record LaneEnded(StepPath path, LaneOutcome outcome, Optional<StepPath> outputFrom, Optional<Failure> failure)
            implements StepEvent {}

    /** A step that is not a task is done. */
    record StepCompleted(StepPath path, StepOutput output) implements StepEvent {}

    record StepFailed(StepPath path, Failure failure) implements StepEvent {}

    record StepSkipped(StepPath path) implements StepEvent {}

    record StepCanceled(StepPath path, String reason) implements StepEvent {}

    record VariablesSet(StepPath path, SequencedMap<String, Payload> values) implements StepEvent {
        public VariablesSet {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /** Values that belong to the step or lane at {@code path} while its pattern needs them; each replaces the one before. */
    record StateSet(StepPath path, SequencedMap<String, Payload> values) implements StepEvent {
        public StateSet {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A decision worth keeping that changes no state.
     *
     * @param note a short word such as {@code speaker} or {@code no-progress}
     */
    record StepNoted(StepPath path, String note, Payload details) implements StepEvent {}

    /** Finished steps that are taken back. */
    sealed interface UndoEvent extends StepEvent {}

    /** The step has finished and says how it is undone, should it come to that. Follows the step's completion. */
    record UndoArmed(StepPath path) implements UndoEvent {}

    /**
     * What finished inside {@code path} is undone, the last first; the root stands for the run.
     *
     * @param steps how many there are
     */
    record UndoStarted(StepPath path, UndoCause cause, int steps) implements UndoEvent {}

    /**
     * The step at {@code path} has been undone, or with a failure its undo was given up.
     *
     * @param scope where undoing had started
     */
    record StepUndone(StepPath path, StepPath scope, Optional<Failure> failure) implements UndoEvent {}

    /** Nothing is left to undo inside {@code path}. */
    record UndoEnded(StepPath path, Rollback rollback) implements UndoEvent {}
}
