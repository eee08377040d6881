package dev.agentmesh.inprocess;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Usage;
import java.time.Duration;
import java.util.List;

/**
 * What comes of an attempt, and how long that takes.
 *
 * @param usage what the attempt used of models
 */
public record Answer(Outcome outcome, Duration after, List<Usage> usage) {
    /** How an attempt ends. */
    public sealed interface Outcome {
        record Done(Payload output) implements Outcome {}

        record NotDone(Failure failure) implements Outcome {}

        /** The agent never says a word; the attempt ends at its deadline. */
        record Silence() implements Outcome {}
    }

    public Answer {
        usage = List.copyOf(usage);
    }

    public static Answer done(Payload output) {
        return at(new Outcome.Done(output));
    }

    /** An exception: tried again by the step's policy. */
    public static Answer failed(String code, String message) {
        return notDone(FailureKind.TRANSIENT, code, message);
    }

    /** This input can never succeed: a dead letter at once. */
    public static Answer poison(String code, String message) {
        return notDone(FailureKind.POISON, code, message);
    }

    /** The business "no", for the workflow's catch. */
    public static Answer declined(String code, String message) {
        return notDone(FailureKind.DECLINED, code, message);
    }

    public static Answer notDone(FailureKind kind, String code, String message) {
        return at(new Outcome.NotDone(new Failure(kind, code, message)));
    }

    public static Answer silence() {
        return at(new Outcome.Silence());
    }

    private static Answer at(Outcome outcome) {
        return new Answer(outcome, Duration.ZERO, List.of());
    }

    /** The same, said after {@code time} of the mesh's clock. */
    public Answer after(Duration time) {
        return new Answer(outcome, time, usage);
    }

    public Answer using(List<Usage> used) {
        return new Answer(outcome, after, used);
    }
}
