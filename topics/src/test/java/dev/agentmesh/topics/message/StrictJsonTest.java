package dev.agentmesh.topics.message;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                " [1, -0, 0.5, 1e9, 1.25E-3] ",
                "\"\"",
                "{}",
                "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}]}",
                "\"\\u00e9 \\ud83e\\udd8a \\\\ud800 \\/ \\b\\f\\n\\r\\t\"",
                "\"日本語 🦊 \u2028 \u202e\"",
                "{\"@class\":\"java.lang.Runtime\",\"$type\":\"x\"}"
            })
    void what_every_parser_reads_alike_is_taken(String json) {
        assertThatCode(() -> StrictJson.check(json.getBytes(UTF_8))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "1 2",
                        "{}{}", "nul",
                "nulll", "True", "NaN", "-NaN", "Infinity", "-Infinity", "[NaN]", "01", "-", "+1", ".5", "1.", "1e",
                        "1e+", "0x1",
                "// c\n1", "/* c */ 1", "[1 /* c */]", "\"a\nb\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"open",
                        "\"\\", ",", "]", "}"
            })
    void what_is_not_strict_json_is_refused(String json) {
        assertThatThrownBy(() -> StrictJson.check(json.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        InvalidPayload.class, e -> assertThat(e.code()).isEqualTo("MESH-6009"));
    }

    @ParameterizedTest
    @CsvSource({
        "22 c0 af 22, 1", // an overlong slash
        "22 61 ed a0 80 22, 2", // a surrogate as bytes
        "22 f4 90 80 80 22, 1", // past U+10FFFF
        "22 f8 88 80 80 80 22, 1",
        "22 e2 82 22, 1", // cut short
        "22 80 22, 1",
        "ff fe 22 00, 0", // UTF-16 with a byte order mark
        "ef bb bf 7b 7d, 0", // UTF-8 with one
        "22 00 22, 1"
    })
    void bytes_that_are_not_plain_utf8_are_refused_with_their_place(String hex, int position) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

        assertThatThrownBy(() -> StrictJson.check(bytes))
                .isInstanceOf(InvalidPayload.class)
                .hasMessageContaining("MESH-6009")
                .hasMessageContaining("at byte " + position);
    }

    @Test
    void utf16_is_refused() {
        assertThatThrownBy(() -> StrictJson.check("{\"a\":1}".getBytes(UTF_16BE)))
                .isInstanceOf(InvalidPayload.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\ud800\\ud800\"",
                "\"\\ud800\\n\"",
                "{\"\\ud800\":1}"
            })
    void a_lone_surrogate_is_refused(String json) {
        assertThatThrownBy(() -> StrictJson.check(json.getBytes(UTF_8)))
                .isInstanceOf(InvalidPayload.class)
                .hasMessageContaining("surrogate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tenant\":\"a\",\"tenant\":\"b\"}",
                "{\"tenant\":\"a\",\"ten\\u0061nt\":\"b\"}",
                "[{\"x\":{\"k\":1,\"j\":2,\"k\":3}}]",
                "{\"é\":1,\"\\u00e9\":2}"
            })
    void a_key_twice_in_one_object_is_refused_however_it_is_spelt(String json) {
        assertThatThrownBy(() -> StrictJson.check(json.getBytes(UTF_8)))
                .isInstanceOf(InvalidPayload.class)
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void nesting_is_bounded(String open) {
        String close = open.equals("[") ? "]" : "}";

        assertThatCode(() -> StrictJson.check((open.repeat(64) + "1" + close.repeat(64)).getBytes(UTF_8)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> StrictJson.check((open.repeat(65) + "1" + close.repeat(65)).getBytes(UTF_8)))
                .hasMessageContaining("deeper than 64");
        assertThatThrownBy(() -> StrictJson.check(open.repeat(10_000).getBytes(UTF_8)))
                .hasMessageContaining("deeper than 64");
    }

    @Test
    void keys_of_one_object_are_bounded() {
        assertThatCode(() -> StrictJson.check(keys(10_000))).doesNotThrowAnyException();
        assertThatThrownBy(() -> StrictJson.check(keys(10_001))).hasMessageContaining("more than 10000 keys");
    }

    @Test
    void numbers_are_bounded() {
        assertThatCode(() -> StrictJson.check("1".repeat(1_000).getBytes(UTF_8)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> StrictJson.check("1".repeat(1_001).getBytes(UTF_8)))
                .hasMessageContaining("more than 1000 characters");
    }

    @Test
    void a_serialized_java_object_is_refused() {
        assertThatThrownBy(() -> StrictJson.check(HexFormat.of().parseHex("aced000573720011")))
                .isInstanceOf(InvalidPayload.class);
    }

    /** Ten thousand damaged documents: never a crash, and never anything taken that Jackson at its strictest refuses. */
    @Test
    void nothing_is_taken_that_another_strict_parser_refuses() {
        Random random = new Random(20261121);
        byte[] sample = "{\"a\":[1,-2.5e3,\"x\\n\\u00e9日\"],\"b\":{\"c\":null,\"d\":true,\"e\":\"\"}}".getBytes(UTF_8);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = sample.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] =
                        random.nextBoolean() ? sample[random.nextInt(sample.length)] : (byte) random.nextInt(256);
            }
            try {
                StrictJson.check(damaged);
                taken++;
            } catch (InvalidPayload refused) {
                continue;
            }
            assertThat(jacksonReads(damaged))
                    .as(HexFormat.of().formatHex(damaged))
                    .isTrue();
        }
        assertThat(taken).isBetween(200, 9_800);
    }

    private static boolean jacksonReads(byte[] json) {
        try (JsonParser parser = JACKSON.createParser(json)) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(UTF_8);
    }
}
