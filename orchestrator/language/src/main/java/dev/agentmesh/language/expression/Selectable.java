package dev.agentmesh.language.expression;

import java.util.List;

/** A map-like value whose parts are fetched when an expression touches them. */
interface Selectable {
    /** The part called {@code name}. Fails with {@link ExpressionCodes#MISSING} where there is none. */
    Object select(String name) throws Fault;

    /** Whether {@code has()} holds for {@code name}. */
    boolean has(String name) throws Fault;

    /** The names a message can offer; may be empty where they cannot be listed. */
    List<String> names();
}
