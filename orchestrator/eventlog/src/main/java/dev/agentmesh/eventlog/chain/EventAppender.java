package dev.agentmesh.eventlog.chain;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Joins new events to a run's log: numbers them, chains them and encodes each exactly once. Writes nothing itself. */
public final class EventAppender {
    private final EventCodec codec;

    public EventAppender(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * The events as they follow on {@code head}.
     *
     * @param at the time of the command they come from
     * @param cause where that command stood
     */
    public Appended append(String runId, LogHead head, List<Event> events, Instant at, String cause) {
        List<EncodedEvent> encoded = new ArrayList<>(events.size());
        long seq = head.seq();
        EventHash hash = head.hash();
        for (Event event : events) {
            seq++;
            LoggedEvent logged = new LoggedEvent(runId, seq, at, cause, hash, event);
            byte[] value = codec.encode(logged);
            hash = HashChain.hash(runId, seq, hash, value);
            encoded.add(new EncodedEvent(logged, value));
        }
        return new Appended(encoded, seq == 0 ? LogHead.EMPTY : new LogHead(seq, hash));
    }

    /** Events ready to be written, in order, and where the log ends after them. */
    public record Appended(List<EncodedEvent> events, LogHead head) {
        public Appended {
            events = List.copyOf(events);
        }
    }

    /** An event and the value of its record. */
    public static final class EncodedEvent {
        private final LoggedEvent logged;
        private final byte[] value;

        EncodedEvent(LoggedEvent logged, byte[] value) {
            this.logged = logged;
            this.value = value;
        }

        public LoggedEvent logged() {
            return logged;
        }

        /** The array itself: it is written once and must not be changed. */
        public byte[] value() {
            return value;
        }
    }
}
