package dev.agentmesh.host.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShapeCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Mood {
        GOOD,
        BAD
    }

    record Tree(String name, List<Tree> children) {}

    record Page<T>(List<T> items, int total) {}

    record Everything(
            String text,
            int whole,
            double decimal,
            boolean truth,
            Mood mood,
            List<Integer> numbers,
            Map<String, Boolean> flags,
            Optional<String> maybe,
            @Nullable String nullable,
            Instant at,
            Duration took,
            byte[] bytes) {}

    @Test
    void a_value_that_fits_has_no_violation() throws UndescribableType {
        assertThat(check(Everything.class, """
                        {"text": "a", "whole": 3.0, "decimal": 1, "truth": false, "mood": "BAD", "numbers": [1, 2],
                         "flags": {"x": true}, "maybe": null, "at": "2026-11-21T10:15:30Z", "took": "PT1M", "bytes": "AAE=",
                         "extra": "ignored"}""")).isEmpty();
    }

    @Test
    void each_violation_names_the_place_the_expectation_and_what_was_found() throws UndescribableType {
        assertThat(check(Everything.class, """
                        {"text": 12, "whole": 1.5, "decimal": "x", "truth": null, "mood": "UGLY"}"""))
                .map(Violation::toString)
                .containsExactly(
                        "/text: expected string, found number 12",
                        "/whole: expected integer between -2147483648 and 2147483647, found number 1.5",
                        "/decimal: expected number, found string \"x\"",
                        "/truth: expected boolean, found null",
                        "/mood: expected one of GOOD, BAD, found string \"UGLY\"");
    }

    @Test
    void a_missing_field_is_told_with_the_fields_nobody_asked_for() throws UndescribableType {
        assertThat(check(Tree.class, "{\"nmae\": \"x\", \"children\": []}"))
                .map(Violation::toString)
                .containsExactly("/name: expected string, found nothing (unknown here: nmae)");
    }

    @Test
    void pointers_lead_into_arrays_and_maps_and_escape_their_keys() throws UndescribableType {
        assertThat(check(Tree.class, "{\"name\": \"a\", \"children\": [{\"name\": \"b\", \"children\": [3]}]}"))
                .map(Violation::pointer)
                .containsExactly("/children/0/children/0");
        assertThat(check(
                        new Object() {
                            Map<String, Boolean> flags = Map.of();
                        }.getClass().getDeclaredFields()[0].getGenericType(),
                        "{\"a/b~c\": 1}"))
                .map(Violation::pointer)
                .containsExactly("/a~1b~0c");
    }

    @Test
    void numbers_outside_their_type_are_refused() throws UndescribableType {
        assertThat(check(int.class, "2147483647")).isEmpty();
        assertThat(check(int.class, "2147483648")).hasSize(1);
        assertThat(check(long.class, "9223372036854775808")).hasSize(1);
        assertThat(check(long.class, "1e300")).hasSize(1);
        assertThat(check(double.class, "1e400")).hasSize(1);
        assertThat(check(BigInteger.class, "9223372036854775808")).isEmpty();
    }

    @Test
    void a_text_with_a_format_must_read_as_it() throws UndescribableType {
        assertThat(check(Instant.class, "\"yesterday\""))
                .map(Violation::expected)
                .containsExactly("date and time such as 2026-11-21T10:15:30Z");
        assertThat(check(Duration.class, "\"90s\"")).hasSize(1);
        assertThat(check(java.util.UUID.class, "\"1-1-1-1-1\"")).hasSize(1);
        assertThat(check(char.class, "\"ab\"")).hasSize(1);
    }

    @Test
    void what_was_found_is_shortened_and_harmless_on_a_terminal() throws UndescribableType {
        assertThat(check(int.class, "\"\\u001b[31m\\u202e" + "x".repeat(100) + "\""))
                .singleElement()
                .satisfies(violation -> assertThat(violation.found())
                        .hasSizeLessThan(60)
                        .startsWith("string \"?[31m?")
                        .endsWith("…\""));
    }

    @Test
    void a_type_variable_is_read_with_what_it_stands_for() throws Exception {
        var pages = Holder.class.getDeclaredField("pages").getGenericType();

        assertThat(check(pages, "{\"items\": [\"GOOD\"], \"total\": 1}")).isEmpty();
        assertThat(check(pages, "{\"items\": [\"UGLY\"], \"total\": 1}"))
                .map(Violation::pointer)
                .containsExactly("/items/0");
    }

    static final class Holder {
        @Nullable
        Page<Mood> pages;
    }

    @Test
    void a_class_that_is_no_record_is_refused_with_what_to_use_instead() {
        assertThatThrownBy(() -> ShapeReader.read(Thread.class))
                .isInstanceOf(UndescribableType.class)
                .hasMessageContaining("class java.lang.Thread has no JSON Schema; use a record");
        assertThatThrownBy(() -> ShapeReader.read(
                        Keyed.class.getDeclaredField("byNumber").getGenericType()))
                .hasMessageContaining("needs keys of type String");
    }

    static final class Keyed {
        @Nullable
        Map<Integer, String> byNumber;
    }

    @Test
    void a_schema_reads_the_same_every_time() throws UndescribableType {
        assertThat(SchemaWriter.write(ShapeReader.read(Tree.class)))
                .isEqualTo(
                        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$ref\":\"#/$defs/Tree\","
                                + "\"$defs\":{\"Tree\":{\"type\":\"object\",\"title\":\"Tree\",\"properties\":{\"name\":{\"type\":\"string\"},"
                                + "\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Tree\"}}},\"required\":[\"name\",\"children\"]}}}");
    }

    private static List<Violation> check(java.lang.reflect.Type type, String json) throws UndescribableType {
        try {
            JsonNode node = JSON.readTree(json);
            return new ShapeCheck(ShapeReader.read(type)).violations(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
