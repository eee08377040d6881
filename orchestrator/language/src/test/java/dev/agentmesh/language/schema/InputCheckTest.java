package dev.agentmesh.language.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.value.Payload;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class InputCheckTest {
    private static final String SCHEMA = """
            {"type":"object","required":["question","depth"],"additionalProperties":false,
             "properties":{"question":{"type":"string","pattern":"^[a-z]+$"},
                           "depth":{"type":"integer","minimum":1,"maximum":9},
                           "kind":{"enum":["a","b"]},
                           "tags":{"type":"array","items":{"type":"string"}}}}
            """;

    private final InputCheck check = new InputCheck();

    @Test
    void what_fits_has_no_misfit() {
        assertThat(check.check(SCHEMA, Payload.json("{\"question\":\"heat\",\"depth\":2,\"tags\":[\"x\"]}")))
                .isEmpty();
    }

    @Test
    void a_missing_field_is_named_with_an_example() {
        assertThat(check.check(SCHEMA, Payload.json("{\"depth\":2}")))
                .containsExactly(new InputMisfit(
                        "MESH-6003", "/question", "there", "missing", "{\"question\":\"text\",\"depth\":1}"));
    }

    @Test
    void a_wrong_type_says_what_was_found() {
        assertThat(check.check(SCHEMA, Payload.json("{\"question\":\"q\",\"depth\":\"deep\",\"tags\":[1]}")))
                .extracting(InputMisfit::message)
                .containsExactlyInAnyOrder(
                        "input does not fit: /depth should be integer but is string \"deep\"",
                        "input does not fit: /tags/0 should be string but is number 1");
    }

    @Test
    void other_rules_are_told_in_the_same_words_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(check.check(SCHEMA, Payload.json("{\"question\":\"Q\",\"depth\":20,\"kind\":\"c\",\"more\":1}")))
                    .extracting(InputMisfit::message)
                    .containsExactlyInAnyOrder(
                            "input does not fit: /question should be as the schema says (does not match the regex pattern ^[a-z]+$) but is string \"Q\"",
                            "input does not fit: /depth should be as the schema says (must have a maximum value of 9) but is number 20",
                            "input does not fit: /kind should be one of [\"a\",\"b\"] but is string \"c\"",
                            "input does not fit: /more should be left out but is there");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void the_whole_input_can_be_of_the_wrong_type() {
        assertThat(check.check(SCHEMA, Payload.json("[1,2]")))
                .extracting(InputMisfit::message)
                .containsExactly("input does not fit: the input should be object but is an array of 2");
    }

    @Test
    void what_is_no_json_is_a_misfit() {
        assertThat(check.check(SCHEMA, Payload.json("{\"a\":1,\"a\":2}")))
                .extracting(InputMisfit::expected)
                .containsExactly("one JSON document");
    }

    @Test
    void a_long_value_is_shortened() {
        assertThat(check.check("{\"type\":\"integer\"}", Payload.json("\"" + "x".repeat(1_000) + "\""))
                        .getFirst()
                        .actual())
                .hasSizeLessThan(80)
                .endsWith("...");
    }

    @Test
    void a_pattern_made_to_run_for_ever_does_not() {
        String schema = "{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}";

        assertThat(check.check(schema, Payload.json("\"" + "a".repeat(50_000) + "!\"")))
                .hasSize(1);
    }

    @Test
    void a_schema_can_refer_to_itself() {
        String tree =
                "{\"$defs\":{\"t\":{\"type\":\"object\",\"required\":[\"next\"],\"properties\":{\"next\":{\"$ref\":\"#/$defs/t\"}}}},\"$ref\":\"#/$defs/t\"}";

        assertThat(SchemaText.problem(tree)).isEmpty();
        assertThat(check.check(tree, Payload.json("{\"next\":{}}")))
                .extracting(InputMisfit::path)
                .contains("/next/next");
    }

    @Test
    void a_schema_that_needs_another_file_cannot_be_used() {
        assertThat(SchemaText.problem("{\"allOf\":[{\"$ref\":\"file:///etc/passwd\"}]}"))
                .map(SchemaText.Unusable::pointer)
                .contains("/allOf/0/$ref");
        assertThat(SchemaText.problem("{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}"))
                .isPresent();
        assertThat(SchemaText.problem("{\"properties\":5}"))
                .map(SchemaText.Unusable::pointer)
                .contains("/properties");
        assertThat(SchemaText.problem("{\"pattern\":\"((((a{100}){100}){100}){100})\"}"))
                .isPresent();
    }
}
