package dev.agentmesh.host.talk;

import dev.agentmesh.agent.Peers.Peer;
import dev.agentmesh.agent.Peers.PeerSkill;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentAnnouncement.Heartbeat;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is there, from the agents' announcements. Reads nothing before somebody asks, then follows. Safe for use by many threads. */
final class PeerDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerDirectory.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(15);
    /** So many heartbeats missed and nobody counts on the instance any more. */
    private static final int MISSED = 5;

    private final KafkaClients clients;
    private final MessageCodec<AgentAnnouncement> codec;
    private final Clock clock;
    private final String clientId;
    private final Map<String, AgentAnnouncement> heard = new ConcurrentHashMap<>();
    private final CountDownLatch read = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile boolean closing;

    PeerDirectory(KafkaClients clients, MessageCodec<AgentAnnouncement> codec, Clock clock, String clientId) {
        this.clients = clients;
        this.codec = codec;
        this.clock = clock;
        this.clientId = clientId;
    }

    /** Agents of which an instance lives, by name. Waits the first time until all announcements have been read. */
    List<Peer> living() {
        start();
        try {
            if (!read.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("the agents' announcements could not be read to their end in {}", FIRST_LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        Instant now = clock.instant();
        Map<String, List<AgentAnnouncement>> byAgent = new TreeMap<>();
        heard.values().stream()
                .filter(announcement -> lives(announcement, now))
                .forEach(announcement -> byAgent.computeIfAbsent(announcement.agent(), _ -> new ArrayList<>())
                        .add(announcement));
        return byAgent.values().stream().map(PeerDirectory::peer).toList();
    }

    private static boolean lives(AgentAnnouncement announcement, Instant now) {
        return announcement.body() instanceof Heartbeat beat
                && announcement
                        .header()
                        .at()
                        .plus(beat.interval().multipliedBy(MISSED))
                        .isAfter(now);
    }

    private static Peer peer(List<AgentAnnouncement> instances) {
        AgentAnnouncement newest = instances.stream()
                .max(Comparator.comparing(announcement -> announcement.card().startedAt()))
                .orElseThrow();
        int busy = 0;
        int width = 0;
        for (AgentAnnouncement instance : instances) {
            if (instance.body() instanceof Heartbeat beat) {
                busy += beat.busy();
                width += beat.width();
            }
        }
        return new Peer(
                newest.agent(),
                newest.card().about(),
                newest.card().skills().stream()
                        .map(s -> new PeerSkill(s.name(), s.about(), s.inputSchema(), s.outputSchema()))
                        .toList(),
                instances.size(),
                busy,
                width);
    }

    private synchronized void start() {
        if (thread == null && !closing) {
            thread = Thread.ofPlatform().daemon().name("mesh-peers").start(this::follow);
        }
    }

    private void follow() {
        while (!closing) {
            try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(clientId + "-peers")) {
                follow(consumer);
            } catch (WakeupException e) {
                return;
            } catch (KafkaException e) {
                LOG.atWarn().log("the agents' announcements cannot be read, trying again: {}", e.toString());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        String topic = clients.settings().names().agents();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closing) {
            if (read.getCount() > 0
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                read.countDown();
            }
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            heard.remove(key);
            return;
        }
        try {
            heard.put(key, codec.decode(record.value()));
        } catch (UndecodableRecord e) {
            LOG.atDebug()
                    .addKeyValue("offset", record.offset())
                    .log("an announcement is passed over: {}", e.getMessage());
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing = true;
            running = thread;
        }
        if (running != null) {
            running.interrupt();
        }
    }
}
