package dev.agentmesh.language.dsl;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/**
 * The name behind a method reference. The JDK keeps it in the serialized form of the reference and nowhere else, so this one place
 * looks there; nothing is serialized, and nothing is read back.
 */
final class MethodNames {
    private MethodNames() {}

    /** @throws IllegalArgumentException for a lambda with a body, which has no name */
    static String of(Serializable reference) {
        try {
            Method form = reference.getClass().getDeclaredMethod("writeReplace");
            form.setAccessible(true);
            String name = ((SerializedLambda) form.invoke(reference)).getImplMethodName();
            if (name.startsWith("lambda$")) {
                throw new IllegalArgumentException(
                        "Expected a method reference such as Question::text but found a lambda");
            }
            return name;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Expected a method reference such as Question::text", e);
        }
    }
}
