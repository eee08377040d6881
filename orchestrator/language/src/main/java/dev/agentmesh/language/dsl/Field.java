package dev.agentmesh.language.dsl;

import java.io.Serializable;

/**
 * A field of a record, by a reference to its accessor: {@code Question::text}. Its name is what an expression reads, so renaming the
 * component is a compile error here and not a surprise in a run.
 */
@FunctionalInterface
public interface Field<T, F> extends Serializable {
    F of(T record);
}
