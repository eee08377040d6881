package dev.agentmesh.host.talk;

import dev.agentmesh.agent.Message;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.host.share.Values;
import dev.agentmesh.topics.message.PeerMessage;
import java.time.Instant;

/** A message as its handler gets it. */
record HeardMessage(PeerMessage message) implements Message {
    @Override
    public String id() {
        return message.id();
    }

    @Override
    public String sender() {
        return message.sender();
    }

    @Override
    public Kind kind() {
        return switch (message.kind()) {
            case REQUEST -> Kind.REQUEST;
            case RESPONSE -> Kind.RESPONSE;
            case INFO -> Kind.INFO;
            case ERROR -> Kind.ERROR;
        };
    }

    @Override
    public boolean isBroadcast() {
        return message.isBroadcast();
    }

    @Override
    public String correlationId() {
        return message.correlationId();
    }

    @Override
    public String runId() {
        return message.header().runId();
    }

    @Override
    public String taskId() {
        return message.task();
    }

    @Override
    public Instant at() {
        return message.header().at();
    }

    @Override
    public <T> T as(Class<T> type) {
        try {
            return Values.read(Values.parse(message.payload()), type);
        } catch (IllegalArgumentException e) {
            throw new Poison("NOT_UNDERSTOOD", "message " + id() + " of " + sender() + ": " + e.getMessage());
        }
    }

    @Override
    public String json() {
        return message.payload().isInline() ? message.payload().text() : "null";
    }
}
