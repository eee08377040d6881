package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.serde.MessageCodec;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The record of the dead-letter topic that carries a letter. */
public final class DeadLetterRecord {
    private DeadLetterRecord() {}

    /**
     * The record.
     *
     * @param key of the record that died, or the task id; null when it had none
     * @param source who writes it, such as {@code /mesh/orchestrator}
     */
    public static ProducerRecord<byte[], byte[]> of(
            TopicNames names, MessageCodec<DeadLetter> codec, byte @Nullable [] key, DeadLetter letter, String source) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(names.deadLetters(), null, key, codec.encode(letter));
        String runId = letter.header().runId();
        Optional<TraceParent> trace = runId.isEmpty() ? Optional.empty() : Optional.of(TraceParent.ofRun(runId));
        Envelope.of(letter, source, trace).writeTo(record.headers());
        return record;
    }
}
