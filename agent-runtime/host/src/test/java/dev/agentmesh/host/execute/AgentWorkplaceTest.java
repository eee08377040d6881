package dev.agentmesh.host.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.agent.History;
import dev.agentmesh.agent.Peers;
import dev.agentmesh.agent.spi.AgentDeclaration.Functional;
import dev.agentmesh.agent.spi.AgentDeclaration.FunctionalSkill;
import dev.agentmesh.host.consume.Examined;
import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.share.GivenContext;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.registry.RegistryUnavailable;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AgentWorkplaceTest {
    private static final TaskMessage TASK = new TaskMessage(
            MessageHeader.of("run-1", Instant.EPOCH, "test"),
            "run-1/step",
            "step",
            2,
            "lease",
            "greeter",
            new TaskMessage.Execute("greet", Payload.json("1"), Instant.EPOCH, "key"));

    private final StubRegistry stub = StubRegistry.start();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        stub.close();
    }

    @Test
    void a_registry_out_of_reach_is_waited_for_and_says_nothing_about_the_record() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        AgentWorkplace workplace = workplace(new MessageCodec<>() {
            @Override
            public byte[] encode(TaskMessage message) {
                throw new UnsupportedOperationException();
            }

            @Override
            public TaskMessage decode(byte @Nullable [] value) {
                if (tries.incrementAndGet() < 3) {
                    throw new RegistryUnavailable("down", null);
                }
                return TASK;
            }
        });

        Examined examined = workplace.examine(record("run-1/step"));

        assertThat(tries).hasValue(3);
        assertThat(examined).isInstanceOfSatisfying(Examined.Work.class, work -> {
            assertThat(work.message()).isEqualTo(TASK);
            assertThat(work.source()).isEqualTo("tasks.greeter-3:42");
            assertThat(work.position().partition()).isEqualTo(3);
        });
    }

    @Test
    void a_record_that_breaks_its_reader_is_buried_instead_of_breaking_one_process_after_the_other()
            throws InterruptedException {
        AgentWorkplace workplace = workplace(new MessageCodec<>() {
            @Override
            public byte[] encode(TaskMessage message) {
                throw new UnsupportedOperationException();
            }

            @Override
            public TaskMessage decode(byte @Nullable [] value) {
                throw new IllegalStateException("nobody thought of it");
            }
        });

        assertThat(workplace.examine(record("run-1/step")))
                .isInstanceOfSatisfying(
                        Examined.Unusable.class,
                        unusable -> assertThat(unusable.message()).contains("nobody thought of it"));
    }

    private AgentWorkplace workplace(MessageCodec<TaskMessage> codec) {
        TopicNames names = new TopicNames("mesh");
        Map<String, String> properties = Map.of("schema.registry.url", stub.url());
        HttpSchemaRegistry registry = HttpSchemaRegistry.from(properties);
        MeshWriter writer = new MeshWriter(
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
                names,
                new MessageCodecs(RecordSerde.open(properties, registry), names));
        FunctionalSkill greet = new FunctionalSkill("greet", "", Integer.class, String.class, (x, task) -> "hi");
        AgentDefinition agent = AgentDefinition.of(new Functional("greeter", "", 1, true, List.of(greet)));
        return new AgentWorkplace(
                agent, "g-1", codec, writer, timer, Clock.systemUTC(), Duration.ofSeconds(1), new NoLinks());
    }

    private static final class NoLinks implements Links {
        @Override
        public Peers peers(Examined.Work work, GivenContext context) {
            throw new UnsupportedOperationException("alone");
        }

        @Override
        public History history(Examined.Work work, GivenContext context) {
            throw new UnsupportedOperationException("alone");
        }

        @Override
        public Artifacts artifacts() {
            throw new UnsupportedOperationException("alone");
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(String key) {
        return new ConsumerRecord<>("tasks.greeter", 3, 42, key.getBytes(UTF_8), new byte[] {1});
    }
}
