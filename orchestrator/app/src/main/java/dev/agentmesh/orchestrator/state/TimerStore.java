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
import org.jspecify.annotations.Nullable;

/**
 * Timers in the order they are due. Those of attempts follow from the tasks and are not stored again; every other one is. One
 * instance per task; used by its thread only.
 */
public final class TimerStore {
    /** How far a look ahead goes; what is set meanwhile for sooner is noticed when it is set. */
    private static final long AHEAD = 1_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final OpenTasks tasks;
    private @Nullable AttemptTimers attempts;
    private long nextDue = Long.MIN_VALUE;
    /** Nothing stored is due before it: a scan from the very beginning would wade through all that was ever cleared. */
    private long begin;

    /** @param runs where the open tasks are */
    public TimerStore(KeyValueStore<Bytes, byte[]> store, KeyValueStore<Bytes, byte[]> runs) {
        this.store = store;
        this.tasks = new OpenTasks(runs);
    }

    /** A timer that is due, and the key to remove it by. */
    public record Due(String runId, Timer timer, Instant due) {}

    public void set(String runId, Timer timer, Instant due) {
        if (AttemptTimers.isOne(timer)) {
            attempts().set(runId, timer, due);
            return;
        }
        store.put(key(runId, timer, due), new byte[0]);
        nextDue = Math.min(nextDue, due.toEpochMilli());
        begin = Math.min(begin, due.toEpochMilli());
    }

    public void clear(String runId, Timer timer, Instant due) {
        if (AttemptTimers.isOne(timer)) {
            attempts().clear(runId, timer, due);
            return;
        }
        store.delete(key(runId, timer, due));
    }

    /** At most {@code limit} timers due at {@code now}, earliest first of each kind. They stay until cleared. */
    public List<Due> due(long now, int limit) {
        List<Due> due = new ArrayList<>(attempts().due(Instant.ofEpochMilli(now), limit));
        if (nextDue <= now && due.size() < limit) {
            addStored(due, now, limit);
        }
        return due;
    }

    private void addStored(List<Due> due, long now, int limit) {
        nextDue = now + AHEAD;
        long first = now;
        try (KeyValueIterator<Bytes, byte[]> timers = store.range(time(begin), time(now + AHEAD))) {
            while (timers.hasNext()) {
                KeyValue<Bytes, byte[]> entry = timers.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key.get());
                long at = key.getLong();
                first = Math.min(first, at);
                if (at > now || due.size() == limit) {
                    nextDue = at;
                    break;
                }
                take(due, entry.key, TimerKeyCodec.decode(key, Instant.ofEpochMilli(at)));
            }
        }
        begin = first;
    }

    /** An earlier version stored those of attempts as well. */
    private void take(List<Due> due, Bytes key, Due timer) {
        if (AttemptTimers.isOne(timer.timer())) {
            store.delete(key);
        } else {
            due.add(timer);
        }
    }

    /** Every open run has a deadline of its own, so the stored timers tell which runs have tasks to look for. */
    private AttemptTimers attempts() {
        AttemptTimers known = attempts;
        if (known != null) {
            return known;
        }
        AttemptTimers found = new AttemptTimers();
        attempts = found;
        try (KeyValueIterator<Bytes, byte[]> timers = store.all()) {
            while (timers.hasNext()) {
                KeyValue<Bytes, byte[]> entry = timers.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key.get());
                Due due = TimerKeyCodec.decode(key, Instant.ofEpochMilli(key.getLong()));
                if (due.timer() instanceof Timer.RunDeadline) {
                    tasks.arm(due.runId(), found);
                }
            }
        }
        return found;
    }

    private static Bytes time(long millis) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
    }

    private static Bytes key(String runId, Timer timer, Instant due) {
        return Bytes.wrap(TimerKeyCodec.encode(runId, timer, due));
    }
}
