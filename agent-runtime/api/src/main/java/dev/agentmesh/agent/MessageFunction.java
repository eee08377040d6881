package dev.agentmesh.agent;

import org.jspecify.annotations.Nullable;

/** What an agent does with what it is told. Called by many threads at once; messages of one correlation come one after the other. */
@FunctionalInterface
public interface MessageFunction {
    /**
     * Handles one message.
     *
     * @return the answer to a request; not looked at for other kinds
     * @throws Exception is tried again some times, then the message goes to the dead letters; {@link Poison} sends it there at once, and
     *     {@link Declined} only tells the sender no
     */
    @Nullable
    Object handle(Message message, Peers peers) throws Exception;
}
