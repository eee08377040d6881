package dev.agentmesh.orchestrator.follow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every partition of a topic from its beginning, and goes on with a thread of its own. What was deleted is passed over. */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** What is done with what is read, by the thread that reads; must not throw. */
    public interface Reader {
        void take(ConsumerRecord<byte[], byte[]> record);

        /** Called again and again while the topic is followed. */
        default void lookAround() {}
    }

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Reader reader;
    private final Thread thread;
    private boolean assigned;
    private volatile boolean closing;

    public TopicFollower(Consumer<byte[], byte[]> consumer, String topic, Reader reader) {
        this.consumer = consumer;
        this.topic = topic;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("follow-" + topic).daemon().unstarted(this::follow);
    }

    /** Reads what there is now; returns when that is done. Not after {@link #start}. */
    public void readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(assign());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    /** Goes on in the background. */
    public void start() {
        thread.start();
    }

    private List<TopicPartition> assign() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        assigned = true;
        return partitions;
    }

    private void follow() {
        try {
            while (!closing) {
                next();
            }
        } catch (WakeupException | InterruptException _) {
            LOG.debug("following {} was told to end", topic);
        } finally {
            consumer.close();
        }
    }

    /** An error of one poll must not end the following: nobody would notice that nothing new is known any more. */
    private void next() {
        try {
            if (!assigned) {
                assign();
            }
            poll();
            reader.lookAround();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.atError().addKeyValue("topic", topic).log("a topic cannot be read now, it is tried again", e);
            rest();
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
            if (found.value() != null) {
                reader.take(found);
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
