package dev.agentmesh.bench.load;

import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.serde.RecordKey;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The mesh: runs of one deployed workflow, each with the same input, started and ended as any client does it. */
public final class MeshTarget implements Target {
    private final ClusterSettings cluster;
    private final MessageCodecs codecs;
    private final String workflow;
    private final Payload input;
    private final Clock clock = Clock.systemUTC();

    public MeshTarget(ClusterSettings cluster, MessageCodecs codecs, String workflow, String input) {
        this.cluster = cluster;
        this.codecs = codecs;
        this.workflow = workflow;
        this.input = Payload.json(input);
    }

    @Override
    public String outcomes() {
        return cluster.names().outcomes();
    }

    @Override
    public ProducerRecord<byte[], byte[]> start(String runId) {
        return start(runId, input);
    }

    /** The same with another input. */
    ProducerRecord<byte[], byte[]> start(String runId, Payload input) {
        CommandMessage start = new CommandMessage(
                MessageHeader.of(runId, clock.instant(), "bench"),
                new CommandMessage.StartRun(
                        workflow, Optional.empty(), input, Optional.empty(), Optional.empty(), "bench"));
        var record = new ProducerRecord<>(
                cluster.names().commands(),
                RecordKey.of(start),
                codecs.commands().encode(start));
        Envelope.of(start, "/" + cluster.names().namespace() + "/bench", Optional.empty())
                .writeTo(record.headers());
        return record;
    }

    @Override
    public Optional<ProducerRecord<byte[], byte[]>> next(ConsumerRecord<byte[], byte[]> record) {
        return Optional.empty();
    }

    @Override
    public boolean isGood(ConsumerRecord<byte[], byte[]> last) {
        return completed(last).isPresent();
    }

    /** The run's outcome; empty when it did not complete. */
    Optional<OutcomeMessage> completed(ConsumerRecord<byte[], byte[]> last) {
        try {
            return Optional.of(codecs.outcomes().decode(last.value()))
                    .filter(outcome -> outcome.status() == OutcomeMessage.Status.COMPLETED);
        } catch (UndecodableRecord e) {
            return Optional.empty();
        }
    }
}
