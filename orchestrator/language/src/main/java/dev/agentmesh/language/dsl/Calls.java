package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Verb;

/** Agents as they are written: {@code NAME} or {@code NAME/SKILL}. */
final class Calls {
    private Calls() {}

    static Verb.AgentCall of(String written) {
        int slash = written.indexOf('/');
        return slash < 0
                ? new Verb.AgentCall(written, "")
                : new Verb.AgentCall(written.substring(0, slash), written.substring(slash + 1));
    }
}
