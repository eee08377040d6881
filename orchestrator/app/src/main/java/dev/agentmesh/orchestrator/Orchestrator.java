package dev.agentmesh.orchestrator;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.eventlog.chain.EventAppender;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.orchestrator.definition.DefinitionCatalogue;
import dev.agentmesh.orchestrator.definition.DefinitionFeed;
import dev.agentmesh.orchestrator.definition.DefinitionReader;
import dev.agentmesh.orchestrator.definition.PublishTopics;
import dev.agentmesh.orchestrator.follow.TopicFollower;
import dev.agentmesh.orchestrator.health.BreakerBoard;
import dev.agentmesh.orchestrator.health.BreakerFeed;
import dev.agentmesh.orchestrator.health.Health;
import dev.agentmesh.orchestrator.lease.LeaseSeal;
import dev.agentmesh.orchestrator.lease.LeaseSecret;
import dev.agentmesh.orchestrator.roll.AgentFeed;
import dev.agentmesh.orchestrator.roll.AgentRoll;
import dev.agentmesh.orchestrator.topology.Backlog;
import dev.agentmesh.orchestrator.topology.CountingClients;
import dev.agentmesh.orchestrator.topology.MeshTopology;
import dev.agentmesh.orchestrator.topology.Parts;
import dev.agentmesh.orchestrator.topology.StartCheck;
import dev.agentmesh.orchestrator.topology.WriterIds;
import dev.agentmesh.orchestrator.wire.Inbound;
import dev.agentmesh.orchestrator.wire.Outbound;
import dev.agentmesh.topics.catalogue.LiveCatalogue;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One orchestrator: the Streams application and the feed of definitions beside it. Fails as a whole: an error no record
 * can be blamed for ends it, and whoever runs it starts it again on the state that was committed.
 */
public final class Orchestrator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);

    /** What the orchestrator needs of the workflow language. */
    public record Language(
            DefinitionReader reader, Expressions expressions, StartCheck startCheck, FormCheck formCheck) {}

    private final HttpSchemaRegistry registry;
    private final Admin admin;
    private final DefinitionFeed feed;
    private final TopicFollower agents;
    private final TopicFollower breakers;
    private final AbandonedTransactions abandoned;
    private final KafkaStreams streams;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    public Orchestrator(OrchestratorSettings settings, Language language) {
        Map<String, String> properties = settings.cluster().properties();
        KafkaClients clients = new KafkaClients(settings.cluster());
        TopicNames names = settings.cluster().names();
        registry = HttpSchemaRegistry.from(properties);
        RecordSerde serde = RecordSerde.open(properties, registry);
        MessageCodecs codecs = new MessageCodecs(serde, names);
        admin = clients.admin(settings.instance() + "-admin");
        Provisioner provisioner = new Provisioner(LiveCatalogue.of(admin, names), admin, registry);
        int copies = copiesOfEqualPartitions(admin, names);
        DefinitionCatalogue definitions = new DefinitionCatalogue();
        PublishTopics published = new PublishTopics(names, provisioner, admin);
        feed = new DefinitionFeed(
                clients.consumer(settings.instance() + "-definitions"),
                names.workflows(),
                codecs.workflows(),
                language.reader(),
                provisioner,
                definitions,
                published);
        AgentRoll roll = new AgentRoll(InstantSource.system());
        AgentFeed announcements = new AgentFeed(codecs.agents(), announcement -> {
            roll.take(announcement);
            definitions.heardOf(announcement.agent());
        });
        agents = new TopicFollower(clients.consumer(settings.instance() + "-agents"), names.agents(), announcements);
        provisioner.provisionHealth();
        BreakerBoard board = new BreakerBoard();
        breakers = new TopicFollower(
                clients.consumer(settings.instance() + "-breakers"),
                names.breakers(),
                new BreakerFeed(codecs.breakers(), board));
        LeaseSeal leases = new LeaseSeal(secret(settings));
        Backlog backlog = new Backlog(settings.mostResults());
        WriterIds writers = new WriterIds(settings.applicationId(), settings.instance());
        abandoned = new AbandonedTransactions(admin, settings.applicationId(), writers);
        Parts parts = new Parts(
                names,
                codecs,
                new EventAppender(new EventCodec(serde, names.events())),
                new Decider(language.expressions(), new LiveSurroundings(roll, published, language.formCheck(), board)),
                definitions,
                language.startCheck(),
                new Inbound(leases),
                new Outbound(leases, codecs),
                backlog,
                settings.keepFinished(),
                new Health(settings.breakers(), board));
        streams = new KafkaStreams(
                MeshTopology.of(parts),
                StreamsSettings.of(settings, kafkaProperties(properties), copies),
                new CountingClients(backlog, names.results(), writers));
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> LOG.info("orchestrator is {}", now));
    }

    private StreamThreadExceptionResponse failed(Throwable cause) {
        LOG.error("an error no record can be blamed for ends this orchestrator", cause);
        ended.completeExceptionally(cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Reads the definitions, then begins to decide. */
    public void start() {
        feed.start();
        agents.start();
        breakers.readToEnd();
        breakers.start();
        abandoned.start();
        streams.start();
    }

    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    public KafkaStreams streams() {
        return streams;
    }

    /** Completes when the orchestrator has ended, exceptionally when it did not mean to. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private static byte[] secret(OrchestratorSettings settings) {
        return settings.leaseSecret()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> LeaseSecret.keptIn(settings.stateDirectory().resolve("lease.key")));
    }

    /** How many copies the log has, once it is clear that what has to lie together does. */
    private static int copiesOfEqualPartitions(Admin admin, TopicNames names) {
        List<String> together = List.of(names.commands(), names.results(), names.events());
        Map<String, TopicDescription> found = admin.describeTopics(together)
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Map<String, Integer> counts = new HashMap<>();
        found.forEach((name, topic) -> counts.put(name, topic.partitions().size()));
        if (counts.values().stream().distinct().count() > 1) {
            throw new MeshException(
                    TopicErrors.PARTITIONS, "commands, results and events have different partition counts: " + counts);
        }
        return found.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1);
    }

    /** What is Kafka's among the cluster's properties; the registry's are not. */
    private static Map<String, String> kafkaProperties(Map<String, String> properties) {
        Map<String, String> kafka = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith("security.") || key.startsWith("sasl.") || key.startsWith("ssl.")) {
                kafka.put(key, value);
            }
        });
        return kafka;
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(20));
        feed.close();
        agents.close();
        breakers.close();
        abandoned.close();
        admin.close(Duration.ofSeconds(5));
        registry.close();
        ended.complete(null);
    }
}
