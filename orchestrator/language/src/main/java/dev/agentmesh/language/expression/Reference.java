package dev.agentmesh.language.expression;

import java.util.List;

/**
 * A free name in an expression and the fixed path behind it: {@code steps["a"].output.x} is {@code steps} with the
 * members a, output, x. What follows a computed index is not part of it.
 */
public record Reference(String name, int start, List<Member> path) {
    public Reference {
        path = List.copyOf(path);
    }

    /**
     * A member by name.
     *
     * @param start code points from the expression's start, {@code length} to underline
     */
    public record Member(String name, int start, int length) {}
}
