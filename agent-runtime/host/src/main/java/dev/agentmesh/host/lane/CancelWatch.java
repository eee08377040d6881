package dev.agentmesh.host.lane;

import dev.agentmesh.host.consume.Examined.Cancellation;
import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.host.consume.Workplace;
import dev.agentmesh.topics.header.Envelope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole task topic for cancellations: in a share group a cancellation is delivered to anybody, not to whoever has the task.
 * Tasks are known by their headers and not decoded.
 */
final class CancelWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CancelWatch.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String CANCEL = Envelope.TYPE_PREFIX + "CancelTask";
    private static final int MOST = 10_000;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Workplace workplace;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean watching;

    /** The last attempt that nobody wants, by task. */
    private final Map<String, Integer> canceled = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };

    CancelWatch(Supplier<Consumer<byte[], byte[]>> consumers, String topic, Workplace workplace) {
        this.consumers = consumers;
        this.topic = topic;
        this.workplace = workplace;
        this.thread = Thread.ofPlatform().daemon().name("mesh-cancel-" + topic).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
    }

    /** Whether every cancellation from now on is seen. */
    boolean isWatching() {
        return watching;
    }

    /** Whether the orchestrator has taken back the attempt, as far as is known here. */
    boolean isCanceled(Work work) {
        synchronized (canceled) {
            return canceled.getOrDefault(work.message().taskId(), 0)
                    >= work.message().attempt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                    watch(consumer);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    LOG.atWarn()
                            .addKeyValue("topic", topic)
                            .log("cancellations cannot be read, trying again: {}", e.toString());
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        watching = true;
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (Envelope.isOfType(record.headers(), CANCEL)
                        && workplace.examine(record) instanceof Cancellation cancellation) {
                    remember(cancellation);
                    workplace.cancel(cancellation);
                }
            }
        }
    }

    private void remember(Cancellation cancellation) {
        synchronized (canceled) {
            canceled.merge(cancellation.taskId(), cancellation.attempt(), Math::max);
        }
    }
}
