package dev.agentmesh.language.dsl;

import java.io.Serializable;

/**
 * A method that is a skill of an agent, by a reference to it: {@code Researcher::research}. Its name is the skill's, its types are what
 * the compiler checks a workflow with.
 */
public interface Skill<A> extends Serializable {
    /** A skill without an input. */
    @FunctionalInterface
    interface Plain<A, O> extends Skill<A> {
        O call(A agent) throws Exception;
    }

    /** A skill with an input. */
    @FunctionalInterface
    interface Of<A, I, O> extends Skill<A> {
        O call(A agent, I input) throws Exception;
    }

    /** A skill with an input and its task, or with two fields. */
    @FunctionalInterface
    interface OfTwo<A, I, J, O> extends Skill<A> {
        O call(A agent, I input, J more) throws Exception;
    }
}
