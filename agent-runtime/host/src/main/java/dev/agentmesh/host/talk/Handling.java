package dev.agentmesh.host.talk;

import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.MessageFunction;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.share.Values;
import dev.agentmesh.topics.deadletter.PoisonLetter;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.PeerMessage.Kind;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One agent's handler and what becomes of each message: an answer, nothing, or a dead letter. Safe for use by many threads. */
final class Handling {
    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int REMEMBERED = 10_000;

    private final String agent;
    private final String instance;
    private final MessageFunction handler;
    private final MeshWriter writer;
    private final Switchboard mesh;
    /** A message that comes twice because its sender said it again is handled once, as far as this process remembers. */
    private final Map<String, Boolean> handled = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Handling(String agent, String instance, MessageFunction handler, MeshWriter writer, Switchboard mesh) {
        this.agent = agent;
        this.instance = instance;
        this.handler = handler;
        this.writer = writer;
        this.mesh = mesh;
    }

    /** Returns when the message has been dealt with; an interruption leaves it to whoever reads the record next. */
    void handle(ConsumerRecord<byte[], byte[]> record, PeerMessage message) throws InterruptedException {
        boolean ownWords =
                message.sender().equals(agent) && message.senderInstance().equals(instance);
        if (message.isBroadcast() && ownWords) {
            return;
        }
        synchronized (handled) {
            if (handled.containsKey(message.id())) {
                return;
            }
        }
        Conversation conversation = mesh.conversation(
                Origin.of(message, agent, instance, mesh.clock().instant(), Envelope.traceOf(record.headers())));
        for (int attempt = 1; !tried(record, message, conversation, attempt == TRIES); attempt++) {
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE.toMillis() << (2 * (attempt - 1)));
        }
        synchronized (handled) {
            handled.put(message.id(), true);
        }
    }

    private boolean tried(
            ConsumerRecord<byte[], byte[]> record, PeerMessage message, Conversation conversation, boolean last)
            throws InterruptedException {
        try {
            answer(message, conversation, handler.handle(new HeardMessage(message), conversation));
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Declined declined) {
            refuse(message, conversation, declined.code(), String.valueOf(declined.getMessage()));
            return true;
        } catch (Poison poison) {
            bury(record, message, conversation, poison.code() + " " + poison.getMessage());
            return true;
        } catch (Exception e) {
            LOG.atWarn()
                    .addKeyValue("agent", agent)
                    .addKeyValue("message", message.id())
                    .log("a message could not be handled{}", last ? "" : ", trying again", e);
            if (last) {
                bury(record, message, conversation, e.toString());
            }
            return last;
        }
    }

    private void answer(PeerMessage message, Conversation conversation, @Nullable Object value) {
        if (message.kind() == Kind.REQUEST) {
            conversation.answer(message, Kind.RESPONSE, value == null ? Payload.json("null") : Values.payload(value));
        }
    }

    private void refuse(PeerMessage message, Conversation conversation, String code, String why) {
        if (message.kind() == Kind.REQUEST) {
            conversation.answer(message, Kind.ERROR, Values.payload(Map.of("code", code, "message", why)));
        }
    }

    private void bury(
            ConsumerRecord<byte[], byte[]> record, PeerMessage message, Conversation conversation, String why) {
        String code = HostErrors.DEAF_TO_MESSAGE.code();
        bury(
                record,
                new Failure(
                        "POISON",
                        code,
                        "agent \"" + agent + "\" could not handle message " + message.id() + " of \"" + message.sender()
                                + "\": " + why));
        refuse(message, conversation, code, why);
    }

    /** Gives up a record that is no message. */
    void bury(ConsumerRecord<byte[], byte[]> record, UndecodableRecord undecodable) {
        bury(record, PoisonLetter.failure(undecodable));
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        writer.deadLetter(
                        PoisonLetter.of(
                                record, failure, "agent/" + agent, mesh.clock().instant()),
                        agent,
                        instance)
                .join();
    }
}
