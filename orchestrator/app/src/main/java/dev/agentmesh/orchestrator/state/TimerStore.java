package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Timer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Timers in the order they are due. Remembers when the next is due, so that looking costs nothing while none is. One
 * instance per task; used by its thread only.
 */
public final class TimerStore {
    private final KeyValueStore<Bytes, byte[]> store;
    private long nextDue = Long.MIN_VALUE;

    public TimerStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** A timer that is due, and the key to remove it by. */
    public record Due(String runId, Timer timer, Instant due) {}

    public void set(String runId, Timer timer, Instant due) {
        store.put(key(runId, timer, due), new byte[0]);
        nextDue = Math.min(nextDue, due.toEpochMilli());
    }

    public void clear(String runId, Timer timer, Instant due) {
        store.delete(key(runId, timer, due));
    }

    /** At most {@code limit} timers due at {@code now}, earliest first. They stay until cleared. */
    public List<Due> due(long now, int limit) {
        if (nextDue > now) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        nextDue = Long.MAX_VALUE;
        try (KeyValueIterator<Bytes, byte[]> timers = store.all()) {
            while (timers.hasNext()) {
                KeyValue<Bytes, byte[]> entry = timers.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key.get());
                long at = key.getLong();
                if (at > now || due.size() == limit) {
                    nextDue = at;
                    break;
                }
                due.add(TimerKeyCodec.decode(key, Instant.ofEpochMilli(at)));
            }
        }
        return due;
    }

    private static Bytes key(String runId, Timer timer, Instant due) {
        return Bytes.wrap(TimerKeyCodec.encode(runId, timer, due));
    }
}
