package dev.agentmesh.language.expression;

import dev.agentmesh.language.type.Shape;

/** What is known of the names of an expression; {@link Shape#ANY} of those that nothing is known of. */
public interface NameShapes {
    NameShapes UNKNOWN = _ -> Shape.ANY;

    Shape of(String name);
}
