package dev.agentmesh.eventlog.read;

import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the log of runs. What is no event is handed over as such, with its position, never thrown. Safe for use by many threads;
 * {@link #close} ends what is being read. Every method throws MESH-5001 when the broker and MESH-5007 when the registry cannot be
 * reached, and MESH-5002 when there is no log.
 */
public final class LogReader implements AutoCloseable {
    private final TopicReader topic;
    private final LogDecoder decoder;

    /**
     * @param consumers makes consumers that read committed records as bytes and belong to no group
     * @param topic {@code <ns>.events}
     */
    public LogReader(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic, EventCodec codec) {
        this.topic = new TopicReader(consumers, topic);
        this.decoder = new LogDecoder(codec);
    }

    /** Everything under the run's key, in order; empty when there is no such run. Reads the run's partition only. */
    public List<LogRecord> run(String runId) {
        List<LogRecord> records = new ArrayList<>();
        readRun(runId, Span.ALL, found -> {
            records.add(found);
            return Next.GO_ON;
        });
        return records;
    }

    /** Reads what is under the run's key; of the span's partitions only the run's. */
    public void readRun(String runId, Span span, LogVisitor visitor) {
        byte[] key = runId.getBytes(StandardCharsets.UTF_8);
        Span own = span.in(TopicReader.partitionOf(key, topic.partitions()));
        topic.read(own, adapt(visitor, found -> Arrays.equals(found.key(), key)));
    }

    /** Reads all runs, those of one partition in the order they stand. */
    public void read(Span span, LogVisitor visitor) {
        topic.read(span, adapt(visitor, _ -> true));
    }

    private interface Choice {
        boolean takes(ConsumerRecord<byte[], byte[]> found);
    }

    private RecordVisitor adapt(LogVisitor visitor, Choice choice) {
        return new RecordVisitor() {
            @Override
            public Next accept(ConsumerRecord<byte[], byte[]> found) {
                return choice.takes(found) ? visitor.accept(decoder.decode(found)) : Next.GO_ON;
            }

            @Override
            public Next idle() {
                return visitor.idle();
            }
        };
    }

    @Override
    public void close() {
        topic.close();
    }
}
