package dev.agentmesh.host;

import dev.agentmesh.host.lane.Handover;
import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.settings.HostSettings;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.talk.Switchboard;
import dev.agentmesh.topics.catalogue.LiveCatalogue;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.history.HistoryCodec;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves agents in this process until it is drained. Safe for use by many threads. */
public final class AgentHost {
    private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final HostSettings settings;
    private final HttpSchemaRegistry registry;
    private final MeshWriter writer;
    private final Switchboard switchboard;
    private final ScheduledThreadPoolExecutor timer;
    private final List<ServedAgent> served = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    /** How the host is. */
    public record Health(Status status, String reason) {
        /** Whether tasks are being worked on. */
        public enum Status {
            STARTING,
            SERVING,
            DRAINING,
            BROKEN
        }
    }

    private AgentHost(HostSettings settings, List<AgentDefinition> agents) {
        this.settings = settings;
        ClusterSettings cluster = settings.cluster();
        agents.forEach(
                agent -> settings.requireServable(agent.name(), settings.width().orElse(agent.width())));
        KafkaClients clients = new KafkaClients(cluster);
        this.registry = HttpSchemaRegistry.from(cluster.properties());
        provision(clients, registry, agents);
        RecordSerde serde = RecordSerde.open(cluster.properties(), registry);
        MessageCodecs codecs = new MessageCodecs(serde, cluster.names());
        this.writer = new MeshWriter(new KafkaProducer<>(producerConfig(clients)), cluster.names(), codecs);
        this.switchboard = new Switchboard(
                clients, codecs, new HistoryCodec(serde), writer, settings.instance(), Clock.systemUTC());
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("mesh-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        for (AgentDefinition agent : agents) {
            AgentDefinition wide = settings.width().isPresent()
                    ? agent.withWidth(settings.width().getAsInt())
                    : agent;
            served.add(new ServedAgent(wide, settings, clients, codecs, writer, switchboard, timer, Clock.systemUTC()));
        }
    }

    /**
     * Makes sure that the agents' topics exist, then joins their groups. Returns before the groups have answered.
     *
     * @throws dev.agentmesh.topics.error.MeshException {@code MESH-5001} or {@code MESH-5007} when Kafka or the registry cannot be reached
     */
    public static AgentHost start(HostSettings settings, List<AgentDefinition> agents) {
        AgentHost host = new AgentHost(settings, agents);
        host.served.forEach(agent -> agent.start(host::fail));
        return host;
    }

    private void provision(KafkaClients clients, HttpSchemaRegistry registry, List<AgentDefinition> agents) {
        ClusterSettings cluster = clients.settings();
        try (Admin admin = clients.admin("agent-provisioning")) {
            Provisioner provisioner = new Provisioner(LiveCatalogue.of(admin, cluster.names()), admin, registry);
            provisioner.provisionMessages();
            Handover handover = new Handover(admin, cluster.names());
            for (AgentDefinition agent : agents) {
                provision(provisioner, agent.name());
                switch (settings.consumption()) {
                    case GROUP -> handover.toGroup(agent.name());
                    case SHARE -> handover.toLanes(agent.name(), settings.recordLock());
                }
            }
        }
    }

    private void provision(Provisioner provisioner, String agent) {
        if (settings.partitions().isPresent()) {
            provisioner.provisionAgent(agent, settings.partitions().getAsInt());
        } else {
            provisioner.provisionAgent(agent);
        }
    }

    /** Results are not given up while the process lives: one that was not told makes its task run again. */
    private Map<String, Object> producerConfig(KafkaClients clients) {
        Map<String, Object> config = clients.producerConfig(settings.instance());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(Integer.MAX_VALUE));
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        return config;
    }

    private void fail(Throwable cause) {
        if (over.completeExceptionally(cause)) {
            LOG.atError().addKeyValue("instance", settings.instance()).log("the host cannot go on", cause);
        }
    }

    /** Completes when the host has been drained; exceptionally, with the reason, when it cannot go on: then {@link #drain()} and leave. */
    public CompletableFuture<Void> ended() {
        return over.copy();
    }

    /** Completes when every agent has been given its share of the work. */
    public CompletableFuture<Void> joined() {
        return CompletableFuture.allOf(served.stream().map(ServedAgent::joined).toArray(CompletableFuture[]::new));
    }

    /** The agents it serves, as they run: with the width that was set. */
    public List<AgentDefinition> agents() {
        return served.stream().map(ServedAgent::definition).toList();
    }

    /** The name of this process among those of its agents. */
    public String instance() {
        return settings.instance();
    }

    public Health health() {
        if (over.isCompletedExceptionally()) {
            return new Health(
                    Health.Status.BROKEN, String.valueOf(over.exceptionNow().getMessage()));
        }
        if (draining.get()) {
            return new Health(Health.Status.DRAINING, "the process is to end");
        }
        return joined().isDone()
                ? new Health(Health.Status.SERVING, "")
                : new Health(Health.Status.STARTING, "waiting for the groups to answer");
    }

    /**
     * Begins nothing new, lets running tasks end within the time set, tells what was given up, and leaves the groups. Blocks; once done,
     * further calls do nothing.
     */
    public void drain() {
        if (!draining.compareAndSet(false, true)) {
            return;
        }
        try {
            long end = System.nanoTime() + settings.drain().toNanos();
            served.forEach(ServedAgent::stopStarting);
            for (ServedAgent agent : served) {
                agent.finishUntil(end);
            }
            served.forEach(ServedAgent::leave);
            if (!writer.awaitAcknowledged(LAST_WORDS)) {
                LOG.atWarn().log("some records were not acknowledged before the process had to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            switchboard.close();
            timer.shutdownNow();
            writer.close();
            registry.close();
            over.complete(null);
        }
    }
}
