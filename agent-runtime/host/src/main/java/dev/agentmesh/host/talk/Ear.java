package dev.agentmesh.host.talk;

import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the messages for one recipient on a thread of its own; those of one partition are handled one after the other. */
final class Ear {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHORT_POLL = Duration.ofMillis(20);

    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final Beginning beginning;
    private final String recipient;
    private final MessageCodec<PeerMessage> codec;
    private final Handling handling;
    private final Places places;
    private final Thread thread;
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private volatile boolean stopping;

    /** Whether the group is told how far it got. */
    enum Places {
        KEPT,
        FORGOTTEN
    }

    /** How a consumer comes to its partitions. */
    interface Beginning {
        /** @param placed to be run when it is settled from where on the consumer reads: nothing said later is missed */
        void begin(KafkaConsumer<byte[], byte[]> consumer, Runnable placed);
    }

    Ear(
            String name,
            Supplier<KafkaConsumer<byte[], byte[]>> consumers,
            Beginning beginning,
            String recipient,
            MessageCodec<PeerMessage> codec,
            Handling handling,
            Places places) {
        this.consumers = consumers;
        this.beginning = beginning;
        this.recipient = recipient;
        this.codec = codec;
        this.handling = handling;
        this.places = places;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        if (!stopping) {
            thread.start();
        }
    }

    /** Completes when it has its place in the topic. */
    CompletableFuture<Void> listening() {
        return listening;
    }

    void stop() {
        stopping = true;
    }

    void join(Duration patience) {
        try {
            if (thread.isAlive() && !thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
                beginning.begin(consumer, () -> listening.complete(null));
                hear(consumer);
            } catch (InterruptException | InterruptedException e) {
                return;
            } catch (KafkaException e) {
                LOG.atWarn()
                        .addKeyValue("recipient", recipient)
                        .log("messages cannot be read, trying again: {}", e.toString());
                pause();
            }
        }
    }

    private void hear(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        Deque<ConsumerRecords<byte[], byte[]>> batches = new ArrayDeque<>();
        while (!stopping || !batches.isEmpty()) {
            ConsumerRecords<byte[], byte[]> batch = batches.isEmpty() ? consumer.poll(POLL) : batches.poll();
            if (!batch.isEmpty()) {
                handle(consumer, batch, batches);
            }
        }
        if (places == Places.KEPT) {
            keepPlaces(consumer, consumer.assignment());
        }
    }

    /**
     * Shares the topic with the others of the group, and keeps each place before anything is read from it. Whoever comes next begins
     * there even if nothing was ever said, also with what was said to everybody meanwhile, however this instance ended.
     */
    static void share(KafkaConsumer<byte[], byte[]> consumer, String topic, Runnable placed) {
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                keepPlaces(consumer, partitions);
                placed.run();
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // What has been handled is committed after every batch.
            }
        });
    }

    private static void keepPlaces(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        for (TopicPartition partition : partitions) {
            places.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        commit(consumer, places);
    }

    /** Polls on while the batch is handled, because whoever does not poll leaves the group. */
    private void handle(
            KafkaConsumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> batch,
            Deque<ConsumerRecords<byte[], byte[]>> next)
            throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        AtomicBoolean brokenOff = new AtomicBoolean();
        for (TopicPartition partition : batch.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
            workers.add(Thread.ofVirtual().start(() -> inOrder(records, brokenOff)));
            done.put(partition, new OffsetAndMetadata(records.getLast().offset() + 1));
        }
        try {
            while (!allOver(workers)) {
                consumer.pause(consumer.assignment());
                ConsumerRecords<byte[], byte[]> early = consumer.poll(SHORT_POLL);
                if (!early.isEmpty()) {
                    next.add(early);
                }
            }
        } catch (KafkaException e) {
            workers.forEach(Thread::interrupt);
            throw e;
        }
        if (brokenOff.get()) {
            throw new KafkaException("the handling of messages was broken off; they are read again");
        }
        consumer.resume(consumer.paused());
        if (places == Places.KEPT) {
            commit(consumer, done);
        }
    }

    private static boolean allOver(List<Thread> workers) throws InterruptedException {
        for (Thread worker : workers) {
            if (!worker.join(Duration.ofMillis(1))) {
                return false;
            }
        }
        return true;
    }

    private void inOrder(List<ConsumerRecord<byte[], byte[]>> records, AtomicBoolean brokenOff) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                hear(record);
            }
        } catch (InterruptedException e) {
            brokenOff.set(true);
            Thread.currentThread().interrupt();
        }
    }

    /** Records for others are known by their headers and not even decoded. */
    private void hear(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        String said = Envelope.routeOf(record.headers()).recipient();
        if (!said.isEmpty() && !said.equals(recipient)) {
            return;
        }
        PeerMessage message;
        try {
            message = codec.decode(record.value());
        } catch (UndecodableRecord e) {
            if (said.equals(recipient) && places == Places.KEPT) {
                handling.bury(record, e);
            }
            return;
        }
        String actual = message.recipient().map(agent -> "agent/" + agent).orElse("*");
        boolean answersSomebody = message.kind() == PeerMessage.Kind.RESPONSE
                || (message.kind() == PeerMessage.Kind.ERROR
                        && !message.causationId().isEmpty());
        if (actual.equals(recipient) && !answersSomebody) {
            handling.handle(record, message);
        }
    }

    private static void commit(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> done) {
        try {
            consumer.commitSync(done);
        } catch (KafkaException e) {
            // Another instance has the partition by now and handles the messages again; they say by their id that they
            // come twice.
            LOG.atInfo().log("places among the messages were not kept: {}", e.toString());
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
