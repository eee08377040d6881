package dev.agentmesh.orchestrator.state;

import dev.agentmesh.orchestrator.state.StartStore.Waiting;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Starts that wait until the orchestrator has caught up, in the order in which they came; it shares the store of {@link StartStore}. One
 * instance per task; used by its thread only.
 */
public final class StartQueue {
    private static final byte PLACE = 'p';
    private static final byte RUN = 'r';
    private static final int PLACE_BYTES = 1 + Long.BYTES;

    private final KeyValueStore<Bytes, byte[]> store;
    private long next = -1;
    private boolean isEmpty;

    public StartQueue(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> queue = all()) {
            isEmpty = !queue.hasNext();
        }
    }

    /** Takes a start in at the end; of two starts of one run the first counts, as it does without a queue. */
    public void put(Waiting start) {
        Bytes run = run(start.runId());
        if (store.get(run) != null) {
            return;
        }
        Bytes place = place(nextNumber());
        store.put(run, place.get());
        store.put(place, named(start));
        isEmpty = false;
    }

    /** Takes the start of a run out of the queue, wherever it stands. */
    public Optional<Waiting> take(String runId) {
        Bytes run = run(runId);
        byte[] place = isEmpty ? null : store.get(run);
        if (place == null) {
            return Optional.empty();
        }
        store.delete(run);
        return Optional.ofNullable(store.delete(Bytes.wrap(place))).map(StartQueue::start);
    }

    /** Takes the oldest out. */
    public List<Waiting> take(int most) {
        if (isEmpty) {
            return List.of();
        }
        List<Waiting> first = new ArrayList<>();
        List<Bytes> places = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> queue = all()) {
            while (queue.hasNext() && first.size() < most) {
                KeyValue<Bytes, byte[]> entry = queue.next();
                places.add(entry.key);
                first.add(start(entry.value));
            }
            isEmpty = !queue.hasNext();
        }
        places.forEach(store::delete);
        first.forEach(start -> store.delete(run(start.runId())));
        return first;
    }

    /** Whether nobody waits; no only for a moment when the last was taken out by its name. */
    public boolean isEmpty() {
        return isEmpty;
    }

    private KeyValueIterator<Bytes, byte[]> all() {
        return store.range(place(0), place(Long.MAX_VALUE));
    }

    private long nextNumber() {
        if (next < 0) {
            try (KeyValueIterator<Bytes, byte[]> last = store.reverseRange(place(0), place(Long.MAX_VALUE))) {
                next = last.hasNext()
                        ? ByteBuffer.wrap(last.peekNextKey().get(), 1, Long.BYTES)
                                        .getLong()
                                + 1
                        : 0;
            }
        }
        return next++;
    }

    private static byte[] named(Waiting start) {
        byte[] runId = start.runId().getBytes(StandardCharsets.UTF_8);
        byte[] rest = start.encoded();
        return ByteBuffer.allocate(Integer.BYTES + runId.length + rest.length)
                .putInt(runId.length)
                .put(runId)
                .put(rest)
                .array();
    }

    private static Waiting start(byte[] named) {
        ByteBuffer buffer = ByteBuffer.wrap(named);
        byte[] runId = new byte[buffer.getInt()];
        buffer.get(runId);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return Waiting.decoded(new String(runId, StandardCharsets.UTF_8), rest);
    }

    /** Big-endian, so that the order of keys is the order of arrival. */
    private static Bytes place(long number) {
        return Bytes.wrap(
                ByteBuffer.allocate(PLACE_BYTES).put(PLACE).putLong(number).array());
    }

    private static Bytes run(String runId) {
        byte[] id = runId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(RUN).put(id).array());
    }
}
