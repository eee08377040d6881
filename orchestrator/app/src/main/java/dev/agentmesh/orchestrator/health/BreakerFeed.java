package dev.agentmesh.orchestrator.health;

import dev.agentmesh.orchestrator.follow.TopicFollower;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the breakers of all agents stand, as it comes. What cannot be read is passed over: that agent is called as if it were well. */
public final class BreakerFeed implements TopicFollower.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(BreakerFeed.class);

    private final MessageCodec<BreakerState> codec;
    private final BreakerBoard board;

    public BreakerFeed(MessageCodec<BreakerState> codec, BreakerBoard board) {
        this.codec = codec;
        this.board = board;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            BreakerState state = codec.decode(record.value());
            board.put(state.agent(), HealthMessages.breaker(state));
        } catch (UndecodableRecord | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("the state of a breaker is passed over: {}", e.getMessage());
        }
    }
}
