package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Payload;
import java.time.Instant;
import java.util.Optional;

/**
 * One person's answer to a question.
 *
 * @param form the values of the form, empty when it has none
 * @param by who answered
 */
public record Answer(String choice, Optional<Payload> form, String comment, String by, Instant at) {}
