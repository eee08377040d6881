package dev.agentmesh.bench.load;

import dev.agentmesh.bench.floor.FloorRecord;
import dev.agentmesh.bench.floor.FloorTopics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The bare Streams loop with its echoing agent. */
public record LoopTarget(int steps) implements Target {
    @Override
    public String outcomes() {
        return FloorTopics.OUTCOMES;
    }

    @Override
    public ProducerRecord<byte[], byte[]> start(String runId) {
        return new ProducerRecord<>(
                FloorTopics.RESULTS, runId.getBytes(StandardCharsets.US_ASCII), FloorRecord.of(steps));
    }

    @Override
    public Optional<ProducerRecord<byte[], byte[]>> next(ConsumerRecord<byte[], byte[]> record) {
        return Optional.empty();
    }

    @Override
    public boolean isGood(ConsumerRecord<byte[], byte[]> last) {
        return FloorRecord.stepsLeft(last.value()) == 0;
    }
}
