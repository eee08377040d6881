package dev.agentmesh.console.projection;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.LogDecoder;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log and keeps the database up with it, on a thread of its own. What is applied is in the database with its place, so it may
 * end at any moment. When something it needs is away, it says so and tries again.
 */
public final class Projector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    /** How often the end of the log is looked at. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final LogDecoder decoder;
    private final Database database;
    private final ProjectorSettings settings;
    private final InstantSource clock;
    private final Progress progress;
    private final String topic;
    private final Applier applier;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Instant looked = Instant.EPOCH;

    /** A projector that does nothing until {@link #start}. */
    public Projector(
            KafkaClients clients,
            LogDecoder decoder,
            Database database,
            ProjectorSettings settings,
            InstantSource clock,
            Progress progress) {
        this.clients = clients;
        this.decoder = decoder;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        topic = clients.settings().names().events();
        applier = new Applier(database, topic, clients.settings().names().commands());
        thread = Thread.ofPlatform().name("projector").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isStopping()) {
            Instant begun = clock.instant();
            try {
                follow();
            } catch (SQLException | RuntimeException trouble) {
                String what = inWords(trouble);
                progress.troubled(what);
                LOG.warn("the read side stands still: {}", what);
            }
            boolean wentWell = Duration.between(begun, clock.instant()).compareTo(LONGEST_PAUSE) > 0;
            pause = wentWell ? FIRST_PAUSE : longer(pause);
            waited(pause);
        }
    }

    /** Until it is told to end, or something fails. */
    private void follow() throws SQLException {
        LogSource source;
        try (Admin admin = clients.admin("console-admin")) {
            source = LogSource.of(admin, topic);
        }
        source.claim(database);
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        try {
            List<TopicPartition> partitions = IntStream.range(0, source.partitions())
                    .mapToObj(part -> new TopicPartition(topic, part))
                    .toList();
            consumer.assign(partitions);
            seek(consumer, partitions);
            progress.well();
            while (!isStopping()) {
                look(consumer, partitions);
                List<LogRecord> records = gather(consumer);
                Map<Integer, Long> at = positions(consumer, partitions);
                if (!records.isEmpty()) {
                    applier.apply(records, at);
                }
                progress.applied(at);
            }
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = clients.consumerConfig("console");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.records());
        return new KafkaConsumer<>(config);
    }

    private void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) throws SQLException {
        Map<Integer, Long> next = applier.resume(partitions.size());
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, ANSWER);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
        for (TopicPartition partition : partitions) {
            long offset = next.getOrDefault(partition.partition(), 0L);
            long begin = first.getOrDefault(partition, 0L);
            if (offset > ends.getOrDefault(partition, 0L)) {
                throw new MeshException(
                        ConsoleErrors.OTHER_LOG,
                        "the database knows of " + partition + ":" + offset + ", but the log ends at "
                                + ends.get(partition));
            }
            if (offset < begin) {
                applier.note(
                        new Fault(
                                new LogPosition(topic, partition.partition(), offset),
                                Fault.Kind.TRUNCATED,
                                "",
                                EventLogErrors.CHAIN_BROKEN.code(),
                                "the topic begins at offset " + begin + "; what was before is gone",
                                Instant.EPOCH),
                        Map.of(partition.partition(), begin));
            }
            consumer.seek(partition, Math.max(offset, begin));
        }
        progress.applied(applier.next());
    }

    /** What has come, and what comes while the first of it may wait. */
    private List<LogRecord> gather(KafkaConsumer<byte[], byte[]> consumer) {
        List<LogRecord> records = new ArrayList<>();
        add(consumer, LOOK, records);
        long over = System.nanoTime() + settings.patience().toNanos();
        for (long left = settings.patience().toNanos();
                !records.isEmpty() && records.size() < settings.records() && left > 0;
                left = over - System.nanoTime()) {
            add(consumer, Duration.ofNanos(left), records);
        }
        return records;
    }

    private void add(KafkaConsumer<byte[], byte[]> consumer, Duration patience, List<LogRecord> records) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(patience)) {
            records.add(decoder.decode(found));
        }
    }

    /** Behind the marks of transactions too, which are no records. */
    private static Map<Integer, Long> positions(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<Integer, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition.partition(), consumer.position(partition, ANSWER)));
        return positions;
    }

    private void look(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(LOOK))) {
            return;
        }
        looked = now;
        Map<Integer, Long> ends = new HashMap<>();
        consumer.endOffsets(partitions, ANSWER).forEach((partition, end) -> ends.put(partition.partition(), end));
        progress.ends(ends, now);
    }

    private static String inWords(Exception trouble) {
        return switch (trouble) {
            case MeshException coded -> String.valueOf(coded.getMessage());
            case SQLException sql -> ConsoleErrors.DATABASE.code() + " " + sql.getMessage();
            case KafkaException kafka -> TopicErrors.BROKER_UNREACHABLE.code() + " " + kafka.getMessage();
            default -> String.valueOf(trouble);
        };
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void waited(Duration pause) {
        try {
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            stopping.countDown();
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
