package dev.agentmesh.core.expression;

import dev.agentmesh.core.value.Payload;
import java.util.Optional;

/** What an expression can read, from where it stands. Values are fetched when asked for, never all at once. */
public interface Names {
    /** {@code input}: what the run was started with. */
    Payload input();

    /** {@code steps.ID}: as seen from here, so inside a map it is the same item's step. */
    StepView step(String id);

    /** {@code vars.NAME}. */
    Optional<Payload> variable(String name);

    /** A name that only stands here: a map's item, {@code index}, {@code loop}, a catch's {@code error}. */
    Optional<Payload> local(String name);

    /** {@code run}: a JSON object with id, title, workflow, version and startedAt. */
    Payload run();
}
