package dev.agentmesh.bench.load;

import dev.agentmesh.bench.floor.FloorRecord;
import dev.agentmesh.bench.floor.FloorTopics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Bare clients: out and back, once per step, with nothing in between. */
public record PingTarget(int steps) implements Target {
    @Override
    public String outcomes() {
        return FloorTopics.PONG;
    }

    @Override
    public ProducerRecord<byte[], byte[]> start(String runId) {
        return ping(runId.getBytes(StandardCharsets.US_ASCII), steps - 1);
    }

    @Override
    public Optional<ProducerRecord<byte[], byte[]>> next(ConsumerRecord<byte[], byte[]> record) {
        int left = FloorRecord.stepsLeft(record.value());
        return left == 0 ? Optional.empty() : Optional.of(ping(record.key(), left - 1));
    }

    @Override
    public boolean isGood(ConsumerRecord<byte[], byte[]> last) {
        return FloorRecord.stepsLeft(last.value()) == 0;
    }

    private static ProducerRecord<byte[], byte[]> ping(byte[] key, int left) {
        return new ProducerRecord<>(FloorTopics.PING, key, FloorRecord.of(left));
    }
}
