package dev.agentmesh.topics.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.registry.RegistryRefused;
import dev.agentmesh.topics.registry.RegistryUnavailable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/**
 * The adapter against stand-ins that fail as Confluent's classes do. That the genuine classes work behind it needs their jars and is not
 * proved here.
 */
class ConfluentSerdeTest {
    private final Map<String, Object> seen = new HashMap<>();
    private final Probe probe = new Probe();

    /** Named as theirs is: the adapter knows it by name. */
    static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        RestClientException(int code) {
            super("code " + code);
            this.code = code;
        }

        public int getErrorCode() {
            return code;
        }
    }

    @Test
    void without_their_jars_the_message_says_how_to_get_them() {
        assertThatThrownBy(() -> RecordSerde.open(Map.of("schema.serde", "confluent"), probe.registry))
                .hasMessageContaining("MESH-5018")
                .hasMessageContaining("-Pconfluent-serdes");
    }

    @Test
    void schemas_are_not_registered_by_use_and_records_are_specific() {
        codec(bytes -> bytes);

        assertThat(seen).containsEntry("auto.register.schemas", "false").containsEntry("specific.avro.reader", "true");
    }

    @Test
    void an_unregistered_schema_is_told_from_an_outage() {
        assertThatThrownBy(() -> codec(failing(new RestClientException(40403))).encode(Probe.task()))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("MESH-6007");
        assertThatThrownBy(() -> codec(failing(new IOException("refused"))).encode(Probe.task()))
                .isInstanceOf(RegistryUnavailable.class);
        assertThatThrownBy(() -> codec(failing(new RestClientException(50001))).encode(Probe.task()))
                .isInstanceOf(RegistryUnavailable.class);
    }

    @Test
    void an_unknown_id_is_poison_and_an_outage_is_not() {
        byte[] value = Probe.framed(5, new byte[3]);

        assertThatThrownBy(() -> codec(failing(new RestClientException(40403))).decode(value))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("MESH-6001");
        assertThatThrownBy(() -> codec(failing(new IOException("refused"))).decode(value))
                .isInstanceOf(RegistryUnavailable.class);
        assertThatThrownBy(
                        () -> codec(failing(new RuntimeException("bad varint"))).decode(value))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("MESH-6005");
        assertThatThrownBy(() -> codec(bytes -> "a string").decode(value))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("MESH-6010");
    }

    @Test
    void frames_are_checked_before_their_code_sees_them() {
        assertThatThrownBy(() -> codec(bytes -> bytes).decode(new byte[] {'{'})).hasMessageContaining("MESH-6004");
        assertThatThrownBy(() -> codec(bytes -> bytes).decode(null)).hasMessageContaining("MESH-6006");
    }

    private MessageCodec<TaskMessage> codec(Function<byte[], Object> behaviour) {
        Serializer<Object> serializer = new Serializer<>() {
            @Override
            public void configure(Map<String, ?> configs, boolean isKey) {
                seen.putAll(configs);
            }

            @Override
            public byte[] serialize(String topic, Object data) {
                return (byte[]) behaviour.apply(new byte[0]);
            }
        };
        Deserializer<Object> deserializer = (topic, data) -> behaviour.apply(data);
        return new MessageCodecs(new ConfluentSerde(serializer, deserializer, Map.of()), new TopicNames("test"))
                .tasks();
    }

    private static Function<byte[], Object> failing(Exception cause) {
        return bytes -> {
            throw new SerializationException("as theirs does", cause);
        };
    }
}
