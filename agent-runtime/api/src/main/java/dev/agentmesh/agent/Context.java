package dev.agentmesh.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came with the task besides its input: the run it is part of, and earlier work as the step's {@code context:} says. */
public interface Context {
    /** {@code layered}, {@code minimal} or {@code full}; empty when nothing came with the task. */
    String strategy();

    /** What the run is called. */
    String title();

    String workflow();

    /** When the run began. */
    Optional<Instant> startedAt();

    /** When the run is given up, finished or not. */
    Optional<Instant> runDeadline();

    /** The original request: the run's input. Empty when it was too large to come along; then see {@link History#request}. */
    <T> Optional<T> request(Class<T> type);

    /** Earlier steps whose outputs came along, in order of the definition. */
    List<Prior> prior();

    /** The output of one of them. */
    default <T> Optional<T> output(String step, Class<T> type) {
        return prior().stream()
                .filter(prior -> prior.step().equals(step))
                .findFirst()
                .map(prior -> prior.output(type));
    }

    /** What was left out because it was too large: step ids, {@code request}, {@code board.SECTION}. */
    List<String> omitted();

    /** What came along, in bytes of JSON. */
    long size();

    /** An earlier step's work. */
    interface Prior {
        String step();

        <T> T output(Class<T> type);
    }
}
