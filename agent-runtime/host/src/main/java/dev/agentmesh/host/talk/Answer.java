package dev.agentmesh.host.talk;

import dev.agentmesh.topics.message.Payload;

/** What became of a request. */
sealed interface Answer {
    record Given(Payload value) implements Answer {}

    record Refused(String why) implements Answer {}
}
