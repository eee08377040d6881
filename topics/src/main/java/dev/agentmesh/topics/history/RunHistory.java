package dev.agentmesh.topics.history;

import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Reads one run's part of the log: its partition, from when it began to where the log ends now. Safe for use by many threads. */
public final class RunHistory {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Clocks of machines differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final KafkaClients clients;
    private final HistoryCodec codec;
    private final String clientId;

    public RunHistory(KafkaClients clients, HistoryCodec codec, String clientId) {
        this.clients = clients;
        this.codec = codec;
        this.clientId = clientId;
    }

    /**
     * What happened in a run until now, oldest first; empty when there is no such run.
     *
     * @param since when it began or earlier
     * @throws MeshException MESH-5001 when Kafka does not answer
     */
    public List<HistoryEntry> read(String runId, Instant since) {
        byte[] key = runId.getBytes(StandardCharsets.UTF_8);
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(clientId + "-history")) {
            String topic = clients.settings().names().events();
            int partitions = consumer.partitionsFor(topic).size();
            TopicPartition partition = new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % partitions);
            consumer.assign(List.of(partition));
            seek(consumer, partition, since.minus(SKEW));
            return until(consumer, partition, key);
        } catch (KafkaException e) {
            throw new MeshException(
                    TopicErrors.BROKER_UNREACHABLE,
                    "cannot reach Kafka to read the history of run " + runId + ": " + e.getMessage(),
                    e);
        }
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Instant since) {
        var found = consumer.offsetsForTimes(Map.of(partition, Math.max(0, since.toEpochMilli())))
                .get(partition);
        if (found == null) {
            consumer.seekToEnd(List.of(partition));
        } else {
            consumer.seek(partition, found.offset());
        }
    }

    private List<HistoryEntry> until(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, byte[] key) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        List<HistoryEntry> entries = new ArrayList<>();
        Map<String, String> agents = new HashMap<>();
        Instant patience = Instant.now().plus(PATIENCE);
        while (consumer.position(partition) < end) {
            var batch = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                if (Arrays.equals(record.key(), key)) {
                    entry(record.value(), agents).ifPresent(entries::add);
                }
            }
            if (!batch.isEmpty()) {
                patience = Instant.now().plus(PATIENCE);
            } else if (Instant.now().isAfter(patience)) {
                throw new MeshException(
                        TopicErrors.BROKER_UNREACHABLE, "the log gave nothing more for " + PATIENCE.toSeconds() + " s");
            }
        }
        return entries;
    }

    /** Only the dispatch of a task names its agent; later events of the step are the same agent's. */
    private Optional<HistoryEntry> entry(byte @Nullable [] value, Map<String, String> agents) {
        try {
            return codec.decode(value).map(entry -> {
                if (!entry.agent().isEmpty()) {
                    agents.put(entry.step(), entry.agent());
                    return entry.by("");
                }
                return entry.by(agents.getOrDefault(entry.step(), ""));
            });
        } catch (UndecodableRecord e) {
            // An event of a version we do not know: the rest of the history is still worth having.
            return Optional.empty();
        }
    }
}
