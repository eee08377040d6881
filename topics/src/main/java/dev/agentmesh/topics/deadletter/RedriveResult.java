package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.error.ErrorCode;

/** What became of one letter of a {@link RedriveRequest}. */
public sealed interface RedriveResult {
    /** Of the letter. */
    String id();

    /** @param topic where the command or record went */
    record Done(String id, String topic) implements RedriveResult {}

    /** Nothing was written for it. */
    record Refused(String id, ErrorCode error, String what) implements RedriveResult {}
}
