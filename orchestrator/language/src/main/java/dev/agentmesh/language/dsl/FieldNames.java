package dev.agentmesh.language.dsl;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/**
 * The name behind a method reference. The JDK keeps it in the serialized form of the reference and nowhere else, so this one place
 * looks there; nothing is serialized, and nothing is read back.
 */
final class FieldNames {
    private FieldNames() {}

    /** @throws IllegalArgumentException for a lambda with a body, which has no name */
    static String of(Field<?, ?> field) {
        try {
            Method form = field.getClass().getDeclaredMethod("writeReplace");
            form.setAccessible(true);
            String name = ((SerializedLambda) form.invoke(field)).getImplMethodName();
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
