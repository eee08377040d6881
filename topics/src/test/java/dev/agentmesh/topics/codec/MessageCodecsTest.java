package dev.agentmesh.topics.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.ControlSignal;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.registry.InMemoryRegistry;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecsTest {
    private static final int TRIES = 50;

    static final MessageCodecs CODECS = new MessageCodecs(
            RecordSerde.open(Map.of("auto.register.schemas", "true"), new InMemoryRegistry()), new TopicNames("test"));

    record Kind<T>(Class<T> type, MessageCodec<T> codec) {}

    static final List<Kind<?>> KINDS = List.of(
            new Kind<>(CommandMessage.class, CODECS.commands()),
            new Kind<>(ResultMessage.class, CODECS.results()),
            new Kind<>(TaskMessage.class, CODECS.tasks()),
            new Kind<>(OutcomeMessage.class, CODECS.outcomes()),
            new Kind<>(DeadLetter.class, CODECS.deadLetters()),
            new Kind<>(WorkflowDeployment.class, CODECS.workflows()),
            new Kind<>(AgentAnnouncement.class, CODECS.agents()),
            new Kind<>(ControlSignal.class, CODECS.control()),
            new Kind<>(PeerMessage.class, CODECS.messages()),
            new Kind<>(HealthSignal.class, CODECS.health()),
            new Kind<>(BreakerState.class, CODECS.breakers()));

    record Variant<T>(Kind<T> kind, Class<?> body) {
        @Override
        public String toString() {
            return kind.type().getSimpleName() + " with " + body.getSimpleName();
        }
    }

    static Stream<Variant<?>> variants() {
        return KINDS.stream().flatMap(kind -> bodies(kind.type()).map(body -> new Variant<>(kind, body)));
    }

    private static Stream<Class<?>> bodies(Class<?> type) {
        return Arrays.stream(type.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals("Body"))
                .findFirst()
                .map(body -> RandomMessages.leavesOf(body).stream())
                .orElseGet(() -> Stream.of(type));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void every_variant_reads_back_as_it_was_written(Variant<?> variant) throws Exception {
        roundTrips(variant);
    }

    private static <T> void roundTrips(Variant<T> variant) throws Exception {
        for (long seed = 0; seed < TRIES; seed++) {
            T message = new RandomMessages(seed).message(variant.kind().type(), variant.body());
            T read = variant.kind().codec().decode(variant.kind().codec().encode(message));
            assertThat(read).as("seed " + seed).isEqualTo(message);
        }
    }

    @Test
    void all_bodies_of_all_topics_are_among_the_variants() {
        assertThat(variants().map(Variant::toString))
                .hasSize(33)
                .contains("TaskMessage with Cancel", "ResultMessage with Lost", "DeadLetter with Redriven");
    }
}
