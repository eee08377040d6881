package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** What a run asks of the world outside, and what comes from there: people, signals, topics, other runs. */
public sealed interface OutsideEvent extends Event {
    /** The step it is about; the root for what comes to the run as a whole. */
    StepPath path();

    /**
     * A person is asked.
     *
     * @param shown SHA-256 of what is shown, see {@link Question#hash}
     */
    record ApprovalRequested(
            StepPath path, Question question, String shown, Optional<Instant> due, Optional<Instant> remindAt)
            implements OutsideEvent {}

    /** An answer that counts. The step's end follows when it was the last that was needed. */
    record ApprovalAnswered(StepPath path, Answer answer) implements OutsideEvent {}

    /** @param next when the next reminder is due */
    record ApprovalReminded(StepPath path, int number, Optional<Instant> next) implements OutsideEvent {}

    /** @param to who may answer now too */
    record ApprovalEscalated(StepPath path, String to, Instant due) implements OutsideEvent {}

    /** Nobody answered in time; the step's end follows. */
    record ApprovalExpired(StepPath path) implements OutsideEvent {}

    /** @param event what is waited for, empty when only for the time */
    record WaitStarted(StepPath path, String event, Optional<Instant> due) implements OutsideEvent {}

    /** Terminal: what the step waited for has come, and is its output. */
    record SignalReceived(StepPath path, Signal signal) implements OutsideEvent {}

    /** No step waits for it yet. */
    record SignalKept(int number, Signal signal) implements OutsideEvent {
        @Override
        public StepPath path() {
            return StepPath.ROOT;
        }
    }

    /** Terminal: the step takes a signal that was kept, and has its payload as output. */
    record SignalTaken(StepPath path, int number) implements OutsideEvent {}

    /** Terminal. */
    record MessagePublished(
            StepPath path, String topic, Optional<String> key, Payload value, SequencedMap<String, String> headers)
            implements OutsideEvent {
        public MessagePublished {
            headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * Another run is started; terminal for the step when it is detached.
     *
     * @param deadline when the child is over at the latest
     * @param due when the step is given up, empty when only with the run
     * @param depth how many runs stand above the child
     */
    record ChildStarted(
            StepPath path,
            String childId,
            String workflow,
            Optional<String> version,
            Payload input,
            Instant deadline,
            Optional<Instant> due,
            int depth,
            boolean detached)
            implements OutsideEvent {}

    /** The step's end follows. */
    record ChildEnded(StepPath path, String childId, RunStatus status) implements OutsideEvent {}

    /** In the log of the run that was not to be: its parent is told why. */
    record ChildRefused(ParentLink parent, Failure failure) implements OutsideEvent {
        @Override
        public StepPath path() {
            return StepPath.ROOT;
        }
    }
}
