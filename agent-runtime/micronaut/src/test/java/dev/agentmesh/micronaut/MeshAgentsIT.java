package dev.agentmesh.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.host.AgentHost.Health;
import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordKey;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import io.micronaut.context.ApplicationContext;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class MeshAgentsIT {
    private final StubRegistry registry = StubRegistry.start();
    private final String namespace = TestBroker.unique("micronaut");
    private final ClusterSettings cluster = ClusterSettings.of(Map.of(
            "bootstrap.servers", TestBroker.shared().bootstrapServers(),
            "schema.registry.url", registry.url(),
            "mesh.namespace", namespace));
    private final KafkaClients clients = new KafkaClients(cluster);
    private final HttpSchemaRegistry schemas = HttpSchemaRegistry.from(cluster.properties());
    private final MessageCodecs codecs =
            new MessageCodecs(RecordSerde.open(cluster.properties(), schemas), cluster.names());

    @AfterEach
    void stop() {
        schemas.close();
        registry.close();
    }

    @Test
    void a_bean_that_carries_the_annotation_is_served_with_what_was_injected_and_drained_at_the_end() {
        provision();
        try (ApplicationContext context = ApplicationContext.run(configuration())) {
            MeshAgents agents = context.getBean(MeshAgents.class);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(agents.health()).contains(new Health(Health.Status.SERVING, "")));
            assertThat(health(context).getStatus()).isEqualTo(HealthStatus.UP);

            send("librarian", "find", "{\"title\": \"Emma\"}");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(results())
                            .singleElement()
                            .satisfies(result -> assertThat(result.body())
                                    .isInstanceOfSatisfying(
                                            ResultMessage.Completed.class,
                                            completed -> assertThat(
                                                            completed.output().text())
                                                    .isEqualTo("\"shelf E\""))));
            assertThat(results().getFirst().instance()).isEqualTo("m-1");
            context.close();
            assertThat(agents.health().orElseThrow().status()).isEqualTo(Health.Status.DRAINING);
        }
    }

    @Test
    void nothing_is_served_when_it_is_switched_off() {
        try (ApplicationContext context = ApplicationContext.run(Map.of("mesh.agents.enabled", "false"))) {
            assertThat(context.findBean(MeshAgents.class)).isEmpty();
            assertThat(context.findBean(MeshAgentsHealth.class)).isEmpty();
        }
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "mesh.bootstrap",
                cluster.bootstrapServers(),
                "mesh.registry",
                registry.url(),
                "mesh.namespace",
                namespace,
                "mesh.instance",
                "m-1",
                "mesh.topics.replication.factor",
                "1",
                "mesh.agent.drain",
                "5s");
    }

    private static HealthResult health(ApplicationContext context) {
        return Mono.from(context.getBean(MeshAgentsHealth.class).getResult())
                .blockOptional()
                .orElseThrow();
    }

    private void provision() {
        try (Admin admin = clients.admin("test")) {
            Provisioner provisioner =
                    new Provisioner(new Catalogue(cluster.names(), CatalogueSettings.development()), admin, schemas);
            provisioner.apply();
            provisioner.provisionAgent("librarian");
        }
    }

    private void send(String agent, String skill, String input) {
        TaskMessage task = new TaskMessage(
                MessageHeader.of("run-1", Instant.now(), "test"),
                "run-1/step",
                "step",
                1,
                "lease",
                agent,
                new TaskMessage.Execute(
                        skill, Payload.json(input), Instant.now().plusSeconds(60), "key"));
        try (KafkaProducer<byte[], byte[]> producer = clients.producer("test")) {
            producer.send(new ProducerRecord<>(
                    cluster.names().tasks(agent),
                    RecordKey.of(task),
                    codecs.tasks().encode(task)));
        }
    }

    private List<ResultMessage> results() {
        List<ResultMessage> results = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("test")) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(cluster.names().results())
                    .stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    results.add(codecs.results().decode(record.value()));
                }
            }
        } catch (UndecodableRecord e) {
            throw new AssertionError(e);
        }
        return results;
    }
}
