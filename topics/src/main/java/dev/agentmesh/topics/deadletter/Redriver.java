package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Puts dead letters back. The record and the mark that it was redriven are written in one transaction, so a letter can be neither
 * redriven unmarked nor marked undone. All redrives of a namespace share one transactional id: a second one fences the first before it
 * looks, so two people cannot redrive the same letter between each other's look and leap.
 */
public final class Redriver {
    private final KafkaClients clients;
    private final DeadLetterReader reader;
    private final RedriveRecords records;

    public Redriver(KafkaClients clients, MessageCodecs codecs, Clock clock) {
        this.clients = clients;
        this.reader = new DeadLetterReader(clients, codecs.deadLetters());
        this.records = new RedriveRecords(clients.settings().names(), codecs, clock);
    }

    /**
     * Redrives the letters, all that can be in one transaction; one result per id, in the order of the ids.
     *
     * @throws MeshException MESH-5023 when another redrive took over, MESH-5001 when Kafka is not reached: nothing was redriven
     */
    public List<RedriveResult> redrive(RedriveRequest request) {
        String transactionalId = clients.settings().names().namespace() + ".redrive";
        try (KafkaProducer<byte[], byte[]> producer = clients.transactionalProducer("redrive", transactionalId)) {
            producer.initTransactions();
            Letters letters = reader.read();
            producer.beginTransaction();
            List<RedriveResult> results = new ArrayList<>();
            for (String id : request.ids()) {
                results.add(redrive(id, letters, request, producer));
            }
            producer.commitTransaction();
            return List.copyOf(results);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new MeshException(TopicErrors.REDRIVE_FENCED, "another redrive took over; nothing was redriven", e);
        } catch (KafkaException e) {
            throw new MeshException(
                    TopicErrors.BROKER_UNREACHABLE, "cannot reach Kafka to redrive: " + e.getMessage(), e);
        }
    }

    private RedriveResult redrive(
            String id, Letters letters, RedriveRequest request, KafkaProducer<byte[], byte[]> producer) {
        try {
            StoredLetter stored = letters.find(id)
                    .orElseThrow(() -> new MeshException(TopicErrors.UNKNOWN_LETTER, "there is no dead letter " + id));
            List<ProducerRecord<byte[], byte[]>> both = records.of(stored, request);
            both.forEach(producer::send);
            return new RedriveResult.Done(id, both.getFirst().topic());
        } catch (MeshException e) {
            return new RedriveResult.Refused(id, e.error(), String.valueOf(e.getMessage()));
        }
    }
}
