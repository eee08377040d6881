package dev.agentmesh.language.testfile;

import dev.agentmesh.core.value.Payload;
import java.time.Duration;
import java.util.Optional;

/** Something that is done to a run from outside, {@code at} after its start. */
public sealed interface Happening {
    Duration at();

    record Cancel(Duration at, String reason) implements Happening {}

    /**
     * A dead letter's task is sent again.
     *
     * @param step the step's id, or its path where it has run more than once
     * @param input replaces the task's input
     */
    record Redrive(Duration at, String step, Optional<Payload> input) implements Happening {}
}
