package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Verb;

/** What a step does, said before the step has its name: {@code f.step("polish", Chat.of("editor", "lawyer"))}. */
public abstract class Described<T> {
    Described() {}

    abstract Verb verb();
}
