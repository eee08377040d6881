package dev.agentmesh.cli.topic;

import dev.agentmesh.topics.catalogue.TopicNames;

/** Topic names as people type them: {@code events} is {@code mesh.events}. */
public final class TopicNaming {
    private TopicNaming() {}

    public static String full(TopicNames names, String given) {
        String prefix = names.namespace() + ".";
        return given.startsWith(prefix) ? given : prefix + given;
    }
}
