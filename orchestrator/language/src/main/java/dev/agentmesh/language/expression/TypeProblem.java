package dev.agentmesh.language.expression;

import java.util.Optional;

/**
 * What can surely not be right in an expression that reads well.
 *
 * @param start code points from the expression's start
 */
public record TypeProblem(
        Sort sort,
        String message,
        int start,
        int length,
        Optional<String> suggestion,
        Optional<String> cause,
        String fix) {
    /** Which page explains it. */
    public enum Sort {
        /** Values of types that never meet. */
        TYPES,
        /** A field that is not there. */
        FIELD
    }
}
