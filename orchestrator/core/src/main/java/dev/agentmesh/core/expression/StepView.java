package dev.agentmesh.core.expression;

import dev.agentmesh.core.value.Payload;
import java.util.Optional;

/** {@code steps.ID}, read lazily: each part is fetched when the expression touches it. */
public interface StepView {
    /** completed, failed, skipped, canceled, running or none. */
    String status();

    /** {@code output}: empty while there is none. */
    Optional<Payload> output();

    /** {@code outputs}: a JSON array of the successful lanes' outputs; for a step without lanes of its one output. */
    Payload outputs();

    /** {@code errors}: a JSON array of {lane, code, message}; empty where nothing failed. */
    Payload errors();

    /** {@code error}: a JSON object {kind, code, message}. */
    Optional<Payload> error();

    /** {@code attempts}: how often the step's task was dispatched, 0 for other steps. */
    int attempts();
}
