package dev.agentmesh.host.publish;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.deadletter.DeadLetterRecord;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Everything this process writes to the mesh. Each future completes when the broker has acknowledged, however long that takes. */
public final class MeshWriter implements AutoCloseable {
    private final Publisher publisher;
    private final TopicNames names;
    private final MessageCodecs codecs;

    /** @param producer idempotent, {@code acks=all}; closed with this object */
    public MeshWriter(Producer<byte[], byte[]> producer, TopicNames names, MessageCodecs codecs) {
        this.publisher = new Publisher(producer);
        this.names = names;
        this.codecs = codecs;
    }

    public CompletableFuture<Void> result(ResultMessage result, Optional<TraceParent> trace) {
        return publisher.publish(Outgoing.of(
                names.results(), codecs.results(), result, source(result.agent(), result.instance()), trace));
    }

    public CompletableFuture<Void> announcement(AgentAnnouncement announcement) {
        return publisher.publish(Outgoing.of(
                names.agents(),
                codecs.agents(),
                announcement,
                source(announcement.agent(), announcement.instance()),
                Optional.empty()));
    }

    /** What one agent says to another, or to all. */
    public CompletableFuture<Void> message(PeerMessage message, Optional<TraceParent> trace) {
        return publisher.publish(Outgoing.of(
                names.messages(),
                codecs.messages(),
                message,
                source(message.sender(), message.senderInstance()),
                trace));
    }

    /** Work that an agent gives another. */
    public CompletableFuture<Void> command(CommandMessage command, String agent, String instance) {
        return publisher.publish(
                Outgoing.of(names.commands(), codecs.commands(), command, source(agent, instance), Optional.empty()));
    }

    /** A dead letter keeps the key of the record it is about, so that letters of one run stay together. */
    public CompletableFuture<Void> deadLetter(DeadLetter letter, String agent, String instance) {
        byte @Nullable [] key = letter.origin()
                .flatMap(DeadLetter.Origin::key)
                .map(Octets::toArray)
                .orElse(null);
        return publisher.publish(
                () -> DeadLetterRecord.of(names, codecs.deadLetters(), key, letter, source(agent, instance)));
    }

    public boolean awaitAcknowledged(Duration limit) throws InterruptedException {
        return publisher.awaitAcknowledged(limit);
    }

    private String source(String agent, String instance) {
        return "/" + names.namespace() + "/agent/" + agent + "/" + instance;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
