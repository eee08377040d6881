package dev.agentmesh.language.testfile;

import dev.agentmesh.core.value.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that is done to a run from outside.
 *
 * @param at how long after the run's start; empty for as soon as it can be done
 * @param refused the code it is to be refused with
 */
public record Happening(Optional<Duration> at, Deed deed, Optional<String> refused) {
    /** What is done. */
    public sealed interface Deed {}

    /** Can be done at once. */
    public record Cancel(String reason) implements Deed {}

    /** Nothing of the run begins until it is resumed; can be done at once. */
    public record Pause(String reason) implements Deed {}

    /** Can be done while the run is paused. */
    public record Resume(String reason) implements Deed {}

    /**
     * An open task goes to another agent; can be done while the step has one.
     *
     * @param step the step's id, or its path where it has run more than once
     * @param to {@code agent} or {@code agent/skill}
     */
    public record Redirect(String step, String to) implements Deed {}

    /**
     * A dead letter's task is sent again; can be done when the step is held.
     *
     * @param step the step's id, or its path where it has run more than once
     * @param input replaces the task's input
     */
    public record Redrive(String step, Optional<Payload> input) implements Deed {}

    /**
     * A person answers; can be done while the question is open.
     *
     * @param step the step's id, or its path where it has run more than once
     * @param by empty for somebody who may answer
     */
    public record Decide(
            String step, String choice, Optional<Payload> form, String comment, Optional<String> by, List<String> roles)
            implements Deed {
        public Decide {
            roles = List.copyOf(roles);
        }
    }

    /** For this run alone; can be done at once. */
    public record Signaled(String name, Payload payload) implements Deed {}

    /** For every run that waits for it; can be done while one does. */
    public record Announced(String name, Payload payload) implements Deed {}
}
