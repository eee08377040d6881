package dev.agentmesh.orchestrator.roll;

import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the agents' announcements on a thread of its own. An agent makes its task topic before it announces itself, so work for
 * one that was heard of never meets a missing topic; what is not known yet is merely not picked yet, so nobody waits for it. An
 * announcement that cannot be read is passed over.
 */
public final class AgentFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final MessageCodec<AgentAnnouncement> codec;
    private final java.util.function.Consumer<AgentAnnouncement> listener;
    private final Thread follower = Thread.ofPlatform().name("agents").daemon().unstarted(this::follow);
    private volatile boolean closing;

    public AgentFeed(
            Consumer<byte[], byte[]> consumer,
            String topic,
            MessageCodec<AgentAnnouncement> codec,
            java.util.function.Consumer<AgentAnnouncement> listener) {
        this.consumer = consumer;
        this.topic = topic;
        this.codec = codec;
        this.listener = listener;
    }

    public void start() {
        follower.start();
    }

    private void follow() {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException _) {
            LOG.debug("the feed of agents was woken to end");
        } finally {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            listener.accept(codec.decode(record.value()));
        } catch (UndecodableRecord | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("an agent's announcement is passed over: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            follower.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
