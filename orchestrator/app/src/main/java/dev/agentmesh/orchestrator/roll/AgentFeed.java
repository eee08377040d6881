package dev.agentmesh.orchestrator.roll;

import dev.agentmesh.orchestrator.follow.TopicFollower;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What agents announce, as it comes. An agent makes its task topic before it announces itself, so work for one that was heard of never
 * meets a missing topic; what is not known yet is merely not picked yet, so nobody waits for it. An announcement that cannot be read is
 * passed over.
 */
public final class AgentFeed implements TopicFollower.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFeed.class);

    private final MessageCodec<AgentAnnouncement> codec;
    private final Consumer<AgentAnnouncement> listener;

    public AgentFeed(MessageCodec<AgentAnnouncement> codec, Consumer<AgentAnnouncement> listener) {
        this.codec = codec;
        this.listener = listener;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
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
}
