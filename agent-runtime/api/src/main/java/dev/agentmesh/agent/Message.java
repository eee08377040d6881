package dev.agentmesh.agent;

import java.time.Instant;

/** What another agent said. */
public interface Message {
    /** The same when the message comes twice. */
    String id();

    /** The agent that said it. */
    String sender();

    Kind kind();

    /** Whether it is for all agents and not for this one alone. */
    boolean isBroadcast();

    /** What all messages of one exchange have in common: the id of the run it started from. */
    String correlationId();

    /** The run in which it was said; may be empty. */
    String runId();

    /** The task in which it was said; may be empty. */
    String taskId();

    Instant at();

    /**
     * What was said.
     *
     * @throws Poison when it is not of that type
     */
    <T> T as(Class<T> type);

    /** What was said, as JSON text. */
    String json();

    /** What a message is for. */
    enum Kind {
        /** The sender waits for an answer. */
        REQUEST,
        RESPONSE,
        INFO,
        ERROR
    }
}
