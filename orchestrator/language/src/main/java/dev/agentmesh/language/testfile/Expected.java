package dev.agentmesh.language.testfile;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.value.Payload;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * What must be true of a run when nothing happens any more. What is not said may be anything.
 *
 * @param status completed, failed, canceled, rejected, or held: a dead letter waits for a person
 * @param error the code the run failed with
 * @param output the whole result
 * @param steps by id, or by path where one execution is meant
 * @param order steps that began in this order, whatever came between
 * @param deadLetters how many records the run left in the dead letters
 * @param published the records the run wrote to topics, in order
 * @param took the longest time by the run's own clock
 * @param checks conditions over {@code input}, {@code output}, {@code steps}, {@code vars} and {@code run}
 */
public record Expected(
        Optional<String> status,
        Optional<String> error,
        Optional<Payload> output,
        SequencedMap<String, OfStep> steps,
        List<String> order,
        OptionalInt deadLetters,
        Optional<List<Published>> published,
        Optional<Duration> took,
        List<Expression> checks) {
    /** A case that says nothing else expects that the run completes. */
    public static final Expected COMPLETED = new Expected(
            Optional.of("completed"),
            Optional.empty(),
            Optional.empty(),
            new LinkedHashMap<>(),
            List.of(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public Expected {
        steps = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(steps));
        order = List.copyOf(order);
        published = published.map(List::copyOf);
        checks = List.copyOf(checks);
    }

    /**
     * A record that the run wrote. What is not said may be anything.
     *
     * @param topic its name inside the namespace
     */
    public record Published(String topic, Optional<String> key, Optional<Payload> value) {}

    /**
     * What must be true of one step.
     *
     * @param times how often it ran; a step that was skipped did not
     * @param status of its last execution: completed, failed, skipped, canceled, held, or none where its turn never came
     * @param error the code its last execution failed with
     * @param attempts of its last execution
     * @param input what its agent was sent last
     * @param output of its last execution
     */
    public record OfStep(
            OptionalInt times,
            Optional<String> status,
            Optional<String> error,
            OptionalInt attempts,
            Optional<Payload> input,
            Optional<Payload> output) {
        public static OfStep times(int times) {
            return new OfStep(
                    OptionalInt.of(times),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public static OfStep status(String status) {
            return new OfStep(
                    OptionalInt.empty(),
                    Optional.of(status),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
