package dev.agentmesh.topics.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @Test
    void a_payload_knows_size_and_hash() {
        Payload payload = Payload.json("{\"a\":1}");

        assertThat(payload.size()).isEqualTo(7);
        assertThat(payload.contentType()).isEqualTo("application/json");
        assertThat(HexFormat.of().formatHex(payload.sha256().toArray()))
                .isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
        assertThat(payload.text()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {Payload.MAX_INLINE - 1, Payload.MAX_INLINE})
    void up_to_the_limit_is_taken(int size) {
        assertThat(Payload.json(ofSize(size)).size()).isEqualTo(size);
    }

    @Test
    void one_byte_over_the_limit_is_refused() {
        assertThatThrownBy(() -> Payload.json(ofSize(Payload.MAX_INLINE + 1)))
                .isInstanceOfSatisfying(
                        InvalidPayload.class, e -> assertThat(e.code()).isEqualTo("MESH-5003"))
                .hasMessageContaining("262145");
    }

    @Test
    void a_received_payload_over_the_limit_is_kept_but_not_strict() {
        byte[] bytes = ofSize(Payload.MAX_INLINE + 1);
        Payload received = received(bytes);

        assertThat(received.size()).isEqualTo(bytes.length);
        assertThatThrownBy(received::requireStrict).hasMessageContaining("MESH-5003");
    }

    @Test
    void a_received_payload_that_is_not_json_is_kept_but_not_strict() {
        assertThatThrownBy(received("nonsense".getBytes(UTF_8))::requireStrict).hasMessageContaining("MESH-6009");
    }

    @Test
    void a_received_payload_must_have_the_hash_it_states() {
        byte[] bytes = "{}".getBytes(UTF_8);
        byte[] wrong = Payload.json("[]").sha256().toArray();

        assertThatThrownBy(() -> Payload.received("application/json", 2, wrong, bytes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Payload.received(
                        "application/json", 3, Payload.json("{}").sha256().toArray(), bytes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void payloads_are_equal_by_content() {
        assertThat(Payload.json("[1]")).isEqualTo(Payload.json("[1]")).hasSameHashCodeAs(Payload.json("[1]"));
        assertThat(Payload.json("[1]")).isNotEqualTo(Payload.json("[2]")).isNotEqualTo(Payload.json("[ 1]"));
    }

    @Test
    void nobody_can_change_a_payload() {
        byte[] given = "[1]".getBytes(UTF_8);
        Payload payload = Payload.json(given);

        given[1] = '9';
        payload.bytes()[1] = '9';

        assertThat(payload.text()).isEqualTo("[1]");
        assertThatThrownBy(() -> payload.asBuffer().put(0, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void a_payload_kept_elsewhere_has_no_bytes_here() {
        Payload kept = Payload.kept("application/json", 1_000_000, new byte[32], "s3://bucket/key");

        assertThat(kept.isInline()).isFalse();
        assertThat(kept.reference()).hasValue("s3://bucket/key");
        assertThatThrownBy(kept::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void contents_stay_out_of_logs() {
        assertThat(Payload.json("{\"password\":\"secret\"}").toString())
                .isEqualTo("Payload[application/json, 21 bytes]");
    }

    private static Payload received(byte[] bytes) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
            return Payload.received("application/json", bytes.length, hash, bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] ofSize(int size) {
        return ("\"" + "x".repeat(size - 2) + "\"").getBytes(UTF_8);
    }

    @Test
    void a_payload_kept_as_an_artifact_knows_its_reference_and_no_other_does() {
        var ref = new dev.agentmesh.topics.artifact.ArtifactRef("0a".repeat(32), 7, "text/plain");

        assertThat(Payload.kept(ref).artifact()).hasValue(ref);
        assertThat(Payload.kept("text/plain", 7, new byte[32], "artifact:" + "0a".repeat(32))
                        .artifact())
                .isEmpty();
        assertThat(Payload.kept("no type", 7, new byte[32], "artifact:" + "00".repeat(32))
                        .artifact())
                .isEmpty();
        assertThat(Payload.json("1").artifact()).isEmpty();
    }
}
