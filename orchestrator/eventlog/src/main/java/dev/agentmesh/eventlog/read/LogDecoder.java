package dev.agentmesh.eventlog.read;

import dev.agentmesh.eventlog.chain.HashChain;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log as what it says. What is no event is handed over as such, never thrown. Safe for use by many threads. */
public final class LogDecoder {
    private final EventCodec codec;

    public LogDecoder(EventCodec codec) {
        this.codec = codec;
    }

    /** Throws MESH-5007 when the record's schema is not known yet and the registry cannot be reached. */
    public LogRecord decode(ConsumerRecord<byte[], byte[]> found) {
        LogPosition position = new LogPosition(found.topic(), found.partition(), found.offset());
        String key = found.key() == null ? "" : new String(found.key(), StandardCharsets.UTF_8);
        Instant timestamp = Instant.ofEpochMilli(found.timestamp());
        try {
            LoggedEvent logged = codec.decode(found.value());
            if (!logged.runId().equals(key)) {
                return new LogRecord.Unreadable(
                        position,
                        key,
                        timestamp,
                        TopicErrors.WRONG_KEY.code(),
                        "event of run " + logged.runId() + " under another key");
            }
            return new LogRecord.LogEntry(
                    position, logged, HashChain.hash(logged.runId(), logged.seq(), logged.prevHash(), found.value()));
        } catch (UndecodableRecord e) {
            return new LogRecord.Unreadable(position, key, timestamp, e.code(), String.valueOf(e.getMessage()));
        }
    }
}
