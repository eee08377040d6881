package dev.agentmesh.bench.load;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A system that runs can be started on by a record and end with one. The key of the last is the run's id. */
public interface Target {
    /** Where runs end. */
    String outcomes();

    /** What starts a run. */
    ProducerRecord<byte[], byte[]> start(String runId);

    /** What a record on {@link #outcomes()} is answered with; empty when the run has ended. */
    Optional<ProducerRecord<byte[], byte[]>> next(ConsumerRecord<byte[], byte[]> record);

    /** Whether the run ended as it should. */
    boolean isGood(ConsumerRecord<byte[], byte[]> last);
}
