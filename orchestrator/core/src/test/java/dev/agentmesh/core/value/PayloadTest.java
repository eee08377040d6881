package dev.agentmesh.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void nobody_can_change_it_from_outside() {
        byte[] bytes = "[1]".getBytes(StandardCharsets.UTF_8);
        Payload payload = Payload.of(bytes);
        bytes[1] = '2';
        payload.bytes()[1] = '3';
        assertThat(payload.text()).isEqualTo("[1]");
    }

    @Test
    void it_is_equal_by_its_bytes() {
        assertThat(Payload.json("1")).isEqualTo(Payload.json("1")).hasSameHashCodeAs(Payload.json("1"));
        assertThat(Payload.json("1")).isNotEqualTo(Payload.json("1 ")).isNotEqualTo("1");
        assertThat(Payload.json("null").isNull()).isTrue();
        assertThat(Payload.json("0").isNull()).isFalse();
    }

    @Test
    void its_size_is_in_bytes() {
        assertThat(Payload.json("\"\u00e9\"").size()).isEqualTo(4);
    }

    @Test
    void a_long_one_is_not_written_out() {
        assertThat(Payload.json("\"" + "x".repeat(300) + "\"")).hasToString("Payload[302 bytes]");
        assertThat(Payload.json("1")).hasToString("1");
    }

    @Test
    void usage_is_never_negative() {
        assertThat(new Usage("m", 0, 0, 0).usd()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Usage("m", -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Usage("m", 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Usage("m", 0, 0, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Usage("m", 0, 0, Double.NaN));
    }
}
