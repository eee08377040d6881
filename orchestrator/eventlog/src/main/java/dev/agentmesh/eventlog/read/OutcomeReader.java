package dev.agentmesh.eventlog.read;

import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the ends of runs. Safe for use by many threads; throws like {@link LogReader}. */
public final class OutcomeReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeReader.class);

    private final TopicReader topic;
    private final MessageCodec<OutcomeMessage> codec;

    /** @param topic {@code <ns>.outcomes} */
    public OutcomeReader(
            Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic, MessageCodec<OutcomeMessage> codec) {
        this.topic = new TopicReader(consumers, topic);
        this.codec = codec;
    }

    /** A place in the outcomes of one run's partition: taken before a start is sent, its outcome cannot be missed. */
    public record Mark(String runId, int partition, long offset) {}

    /** Where the outcomes end at this moment. */
    public Mark mark(String runId) {
        int partition = partitionOf(runId);
        return new Mark(runId, partition, topic.end(partition));
    }

    /** The newest outcome of the run that the topic still keeps. */
    public Optional<OutcomeMessage> last(String runId) {
        Search search = new Search(runId, Long.MAX_VALUE);
        topic.read(Span.ALL.in(partitionOf(runId)), found -> {
            search.look(found);
            return Next.GO_ON;
        });
        return search.newest;
    }

    /** The first outcome of the run behind the mark; empty when none came in time, or the reader was closed. */
    public Optional<OutcomeMessage> await(Mark mark, Duration patience) {
        Search search = new Search(mark.runId(), System.nanoTime() + patience.toNanos());
        Span.Start from = new Span.Start.Offsets(Map.of(mark.partition(), mark.offset()));
        topic.read(Span.of(from, new Span.Stop.Never()).in(mark.partition()), search);
        return search.newest;
    }

    private final class Search implements RecordVisitor {
        private final String runId;
        private final byte[] key;
        private final long giveUp;
        private Optional<OutcomeMessage> newest = Optional.empty();

        /** @param giveUp in {@link System#nanoTime}'s terms */
        Search(String runId, long giveUp) {
            this.runId = runId;
            this.key = runId.getBytes(StandardCharsets.UTF_8);
            this.giveUp = giveUp;
        }

        /** What is broken under the run's key is passed over: it is nobody's outcome. */
        void look(ConsumerRecord<byte[], byte[]> found) {
            try {
                if (Arrays.equals(found.key(), key)) {
                    newest = Optional.of(codec.decode(found.value()));
                }
            } catch (UndecodableRecord e) {
                LOG.atWarn()
                        .addKeyValue("runId", runId)
                        .addKeyValue("topic", found.topic())
                        .addKeyValue("partition", found.partition())
                        .addKeyValue("offset", found.offset())
                        .addKeyValue("errorCode", e.code())
                        .log("passed over an outcome that does not decode");
            }
        }

        @Override
        public Next accept(ConsumerRecord<byte[], byte[]> found) {
            look(found);
            return newest.isPresent() ? Next.STOP : idle();
        }

        @Override
        public Next idle() {
            return System.nanoTime() - giveUp < 0 ? Next.GO_ON : Next.STOP;
        }
    }

    private int partitionOf(String runId) {
        return TopicReader.partitionOf(runId.getBytes(StandardCharsets.UTF_8), topic.partitions());
    }

    @Override
    public void close() {
        topic.close();
    }
}
