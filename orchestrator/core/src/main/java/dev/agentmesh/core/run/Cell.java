package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One small piece of a run's state under its own key, so that a step costs what it touches and not what the run holds.
 */
public sealed interface Cell {
    /**
     * The run itself. {@code deadline} and {@code workflow} never change once set.
     *
     * @param endedAt empty while it goes on, and for runs that ended under a version that did not keep it
     */
    record RunCell(
            WorkflowRef workflow,
            String title,
            RunStatus status,
            Instant startedAt,
            Instant deadline,
            Optional<Instant> endedAt)
            implements Cell {}

    record InputCell(Payload input) implements Cell {}

    /**
     * A task that has not ended. Gone when it has.
     *
     * @param since when its first attempt was handed out
     * @param due what the phase waits for
     * @param reported one bit per attempt a worker has reported on, see {@link Reported}
     * @param context what comes along with each attempt; empty for a task of a log that is older than contexts
     */
    record TaskCell(
            String agent,
            String skill,
            Payload input,
            String idempotencyKey,
            int attempt,
            TaskPhase phase,
            Instant since,
            Instant due,
            FailureCounts failures,
            Optional<Failure> lastFailure,
            long reported,
            Optional<TaskContext> context)
            implements Cell {}

    /** A step with steps inside it that has not ended. */
    sealed interface ScopeCell extends Cell {
        Optional<Instant> deadline();
    }

    /** A block, a switch case or a catch: at most one sequence runs inside. */
    record SequenceCell(Optional<Instant> deadline, Scope scope) implements ScopeCell {}

    /** A parallel, a map or turns: lanes are counted. {@code size} is how many there are; of turns, how many have begun. */
    record LanesCell(
            Optional<Instant> deadline, int size, int needed, boolean tolerant, int started, int completed, int failed)
            implements ScopeCell {
        public int ended() {
            return completed + failed;
        }

        public int running() {
            return started - ended();
        }
    }

    /**
     * What finished in the step at this path, or in the run, is being undone.
     *
     * @param steps how many there were; their paths are in {@link UndoListCell}s
     */
    record UndoingCell(UndoCause cause, int steps, int undone, int failed) implements ScopeCell {
        @Override
        public Optional<Instant> deadline() {
            return Optional.empty();
        }

        public int ended() {
            return undone + failed;
        }
    }

    /** Consecutive steps to undo, the one to begin with first; see {@link CellKey#CHUNK}. */
    record UndoListCell(List<StepPath> steps) implements Cell {
        public UndoListCell {
            steps = List.copyOf(steps);
        }
    }

    /** A finished step that can be undone; {@code order} counts such steps of a run by when they finished, from 1. */
    record UndoCell(int order) implements Cell {}

    /** What there was and is to undo in the run. */
    record UndoTallyCell(int armed, int undone, int failed) implements Cell {
        public static final UndoTallyCell ZERO = new UndoTallyCell(0, 0, 0);

        public boolean isOpen() {
            return armed > undone + failed;
        }

        public Rollback rollback() {
            return new Rollback(undone, failed);
        }
    }

    /** Consecutive items of a map; see {@link CellKey#CHUNK}. */
    record ItemsCell(List<Payload> items) implements Cell {
        public ItemsCell {
            items = List.copyOf(items);
        }
    }

    /** Turns put off until {@code due}. */
    record AgendaCell(List<Turn> turns, Instant due) implements Cell {
        public AgendaCell {
            turns = List.copyOf(turns);
        }
    }

    /**
     * The run is paused.
     *
     * @param held how many turns were held back so far
     */
    record PausedCell(String reason, String by, Instant since, int held) implements Cell {}

    /** A turn held back by a pause; {@code order} counts them from 1. */
    record HeldCell(Turn turn, int order) implements Cell {}

    /** A lane that runs: what stands here when its step is already over still has to be ended. */
    record LaneCell() implements Cell {}

    /** A step or a lane that has ended. */
    record EndedCell(EndedStatus status, StepOutput output, Optional<Failure> failure, int attempts, long reported)
            implements Cell {}

    /** A named value of the run, or of one step's pattern. */
    record VariableCell(Payload value) implements Cell {}

    /**
     * What stands under a key of the blackboard.
     *
     * @param version how often it was written, at least 1; where it is appended to, how many entries there are
     * @param value empty where it is appended to: each entry has a cell of its own
     */
    record BoardCell(long version, Optional<Payload> value) implements Cell {
        public boolean isAppended() {
            return version > 0 && value.isEmpty();
        }
    }

    /** One entry of a key of the blackboard that is appended to. */
    record EntryCell(String agent, String action, Instant at, Payload value) implements Cell {}
    /** A step that waits for somebody outside and has not ended. */
    sealed interface PendingCell extends Cell {
        /** When it is decided without them. */
        Optional<Instant> due();
    }

    /**
     * A question to a person.
     *
     * @param shown the hash of what is shown
     * @param assign everybody who may answer; empty for anybody
     * @param remindAt when the next reminder, number {@code reminders + 1}, is due
     * @param expired its time is over; the end follows in the same decision
     */
    record ApprovalCell(
            String shown,
            List<String> choices,
            Optional<Payload> form,
            List<String> assign,
            int quorum,
            List<Answer> answers,
            Optional<Instant> due,
            Optional<Instant> remindAt,
            int reminders,
            int escalations,
            boolean expired)
            implements PendingCell {
        public ApprovalCell {
            choices = List.copyOf(choices);
            assign = List.copyOf(assign);
            answers = List.copyOf(answers);
        }
    }

    /** @param event what it waits for, empty when only for the time */
    record WaitCell(String event, Optional<Instant> due) implements PendingCell {}

    /** @param over the child has ended; the end of the step follows in the same decision */
    record ChildCell(String runId, Optional<Instant> due, boolean over) implements PendingCell {}

    /** A question that is closed: who answered last, or nobody when its time ran out. */
    record AnsweredCell(String choice, String by, Instant at, boolean expired) implements Cell {}

    /** A signal nobody has waited for yet. */
    record SignalCell(Signal signal) implements Cell {}

    /** The run was started by a step of another. */
    record ParentCell(ParentLink parent) implements Cell {}

    enum EndedStatus {
        COMPLETED,
        FAILED,
        SKIPPED,
        CANCELED
    }

    enum TaskPhase {
        /** Handed out; {@code due} is the attempt's deadline. */
        DISPATCHED,
        /** Between attempts; {@code due} is when the next is handed out. */
        AWAITING_RETRY,
        /** In the dead letters, waiting for a redrive; {@code due} is the run's deadline. */
        HELD
    }

    /** How often attempts ended, by what counts apart. */
    record FailureCounts(int transients, int timeouts, int invalidOutputs, int lost, int conflicts, int rejections) {
        public static final FailureCounts ZERO = new FailureCounts(0, 0, 0, 0, 0, 0);

        public FailureCounts(int transients, int timeouts, int invalidOutputs, int lost) {
            this(transients, timeouts, invalidOutputs, lost, 0, 0);
        }
    }
}
