package dev.agentmesh.core.run;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.Optional;
import java.util.SequencedMap;

/** A message that follows from an event. The adapter carries it out in the transaction that stores the event. */
public sealed interface Effect {
    /**
     * @param context what comes along beside the input, a JSON object
     * @param priority from 1 to 9, the higher the sooner
     */
    record DispatchTask(
            StepPath path,
            int attempt,
            String agent,
            String skill,
            Payload input,
            String idempotencyKey,
            Instant deadline,
            Optional<Payload> context,
            int priority)
            implements Effect {
        /** One of the usual priority. */
        public DispatchTask(
                StepPath path,
                int attempt,
                String agent,
                String skill,
                Payload input,
                String idempotencyKey,
                Instant deadline,
                Optional<Payload> context) {
            this(path, attempt, agent, skill, input, idempotencyKey, deadline, context, Modifiers.USUAL_PRIORITY);
        }

        /** One that nothing comes along with. */
        public DispatchTask(
                StepPath path,
                int attempt,
                String agent,
                String skill,
                Payload input,
                String idempotencyKey,
                Instant deadline) {
            this(path, attempt, agent, skill, input, idempotencyKey, deadline, Optional.empty());
        }

        public DispatchTask withPriority(int other) {
            return new DispatchTask(path, attempt, agent, skill, input, idempotencyKey, deadline, context, other);
        }
    }

    /** Tells the agent that nobody waits for this attempt. */
    record CancelAttempt(StepPath path, int attempt, String agent, String reason) implements Effect {}

    record SetTimer(Timer timer, Instant due) implements Effect {}

    record ClearTimer(Timer timer, Instant due) implements Effect {}

    /** A dead letter about a task; {@code held} when the run waits for its redrive. */
    record WriteDeadLetter(
            String deadLetterId,
            StepPath path,
            int attempt,
            String agent,
            String skill,
            Payload input,
            Failure failure,
            Instant firstAt,
            boolean held)
            implements Effect {}

    record PublishOutcome(RunStatus status, Optional<Payload> output, Optional<Failure> failure, Rollback rollback)
            implements Effect {}

    /** The run is to hear of events of this name, until {@link IgnoreEvent}. */
    record HearEvent(String event, StepPath path) implements Effect {}

    record IgnoreEvent(String event, StepPath path) implements Effect {}

    /** @param topic inside the namespace */
    record PublishRecord(
            StepPath path, String topic, Optional<String> key, Payload value, SequencedMap<String, String> headers)
            implements Effect {}

    /** @param deadline when the child is over at the latest */
    record StartChild(
            String childId,
            String workflow,
            Optional<String> version,
            Payload input,
            Instant deadline,
            ParentLink parent)
            implements Effect {}

    record CancelChild(String childId, String reason) implements Effect {}

    record PauseChild(String childId, String reason) implements Effect {}

    record ResumeChild(String childId, String reason) implements Effect {}

    record TellParent(ParentLink parent, RunStatus status, Optional<Payload> output, Optional<Failure> failure)
            implements Effect {}
}
