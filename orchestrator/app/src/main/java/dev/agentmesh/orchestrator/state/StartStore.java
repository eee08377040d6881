package dev.agentmesh.orchestrator.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Starts whose definition had not arrived when they did: definitions and commands travel on different topics, and a start
 * right behind a deployment may overtake it. One instance per task; used by its thread only.
 */
public final class StartStore {
    private static final String PREFIX = "d";

    private final KeyValueStore<Bytes, byte[]> store;
    private boolean maybeWaiting = true;

    public StartStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** @param value the command's record value */
    public record Waiting(String runId, Instant firstSeen, String cause, byte[] value) {
        byte[] encoded() {
            byte[] causeBytes = cause.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + causeBytes.length + value.length)
                    .putLong(firstSeen.toEpochMilli())
                    .putInt(causeBytes.length)
                    .put(causeBytes)
                    .put(value)
                    .array();
        }

        static Waiting decoded(String runId, byte[] encoded) {
            ByteBuffer buffer = ByteBuffer.wrap(encoded);
            Instant firstSeen = Instant.ofEpochMilli(buffer.getLong());
            byte[] cause = new byte[buffer.getInt()];
            buffer.get(cause);
            byte[] value = new byte[buffer.remaining()];
            buffer.get(value);
            return new Waiting(runId, firstSeen, new String(cause, StandardCharsets.UTF_8), value);
        }
    }

    public void put(Waiting start) {
        store.put(key(start.runId()), start.encoded());
        maybeWaiting = true;
    }

    /** The start of a run, while it waits. */
    public Optional<Waiting> find(String runId) {
        Bytes key = key(runId);
        return Optional.ofNullable(store.get(key)).map(value -> Waiting.decoded(runId, value));
    }

    public void remove(String runId) {
        store.delete(key(runId));
    }

    /** Those that wait, in no particular order of arrival. */
    public List<Waiting> waiting() {
        if (!maybeWaiting) {
            return List.of();
        }
        List<Waiting> waiting = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(PREFIX, new StringSerializer())) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                String key = new String(entry.key.get(), StandardCharsets.UTF_8);
                waiting.add(Waiting.decoded(key.substring(PREFIX.length()), entry.value));
            }
        }
        maybeWaiting = !waiting.isEmpty();
        return waiting;
    }

    private static Bytes key(String runId) {
        return Bytes.wrap((PREFIX + runId).getBytes(StandardCharsets.UTF_8));
    }
}
