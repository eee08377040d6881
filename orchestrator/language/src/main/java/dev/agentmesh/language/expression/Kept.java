package dev.agentmesh.language.expression;

import java.util.Map;

/**
 * A value that stands for one too large to be here: {@code {"$artifact": {"sha256", "size", "contentType"}}}. It can be passed on and
 * compared; what is in the other one no expression sees, because its answer must not depend on a store.
 */
final class Kept {
    static final String FIELD = "$artifact";

    private Kept() {}

    static boolean is(Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.get(FIELD) instanceof Map<?, ?>;
    }

    /** Fails when the value is such a one and the expression wants more of it than the reference. */
    static void refuse(Object value, Object part) throws Fault {
        if (!FIELD.equals(part) && is(value)) {
            throw new Fault(
                    ExpressionCodes.ARTIFACT,
                    described(value)
                            + ": an expression cannot look into it; have its agent return the part that is needed beside an"
                            + " Artifact, or let an agent read it");
        }
    }

    static String described(Object value) {
        Object size =
                value instanceof Map<?, ?> map && map.get(FIELD) instanceof Map<?, ?> parts ? parts.get("size") : null;
        return "an artifact" + (size instanceof Long bytes ? " of " + bytes + " bytes" : "");
    }
}
