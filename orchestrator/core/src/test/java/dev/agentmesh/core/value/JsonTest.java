package dev.agentmesh.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JsonTest {
    private static String again(String json) {
        return Json.of(Payload.json(json)).orElseThrow().write();
    }

    @Example
    void a_document_comes_back_as_it_was() {
        for (String json : List.of(
                "{\"a\":[1,2.5,-3],\"b\":{},\"c\":\"x \\\"y\\\" \\\\ \\n\",\"d\":null,\"e\":true}",
                "[]",
                "\"\"",
                "0",
                "false")) {
            assertThat(again(json)).isEqualTo(json);
        }
    }

    @Example
    void white_space_and_escapes_are_read() {
        assertThat(again(" { \"a\" :\n[ 1 ,\t2 ] } ")).isEqualTo("{\"a\":[1,2]}");
        assertThat(again("\"\\u0041\\/\\b\"")).isEqualTo("\"A/\\u0008\"");
    }

    @Example
    void what_says_the_same_is_equal() {
        assertThat(Json.of(Payload.json("{\"a\":1.0,\"b\":2}"))).isEqualTo(Json.of(Payload.json("{\"b\":2,\"a\":1}")));
        assertThat(Json.of(Payload.json("1e3"))).isEqualTo(Json.of(Payload.json("1000")));
        assertThat(Json.of(Payload.json("-0.0"))).isEqualTo(Json.of(Payload.json("0")));
    }

    @Example
    void what_is_no_json_is_none() {
        for (String text : List.of(
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "\"x",
                "01",
                "1.",
                "+1",
                "NaN",
                "1 2",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"a\nb\"",
                "nul",
                "[1 2]",
                "{\"a\":1 \"b\":2}",
                "'x'",
                "]")) {
            assertThat(Json.of(Payload.json(text))).as(text).isEmpty();
        }
    }

    @Example
    void what_would_cost_too_much_is_none() {
        assertThat(Json.of(Payload.json("1e9999"))).isEmpty();
        assertThat(Json.of(Payload.json("9".repeat(401)))).isEmpty();
        assertThat(Json.of(Payload.json("[".repeat(65) + "]".repeat(65)))).isEmpty();
        assertThat(Json.of(Payload.json("[".repeat(64) + "]".repeat(64)))).isPresent();
    }

    @Property
    void any_text_is_a_document_or_none_and_never_a_crash(@ForAll String text) {
        Json.of(Payload.json(text))
                .ifPresent(json -> assertThat(again(json.write())).isEqualTo(json.write()));
    }

    @Property
    void any_string_comes_back(@ForAll String text) {
        assertThat(Json.of(Json.text(text).payload())).contains(Json.text(text));
    }

    @Example
    void a_field_of_null_is_none() {
        Json json = Json.of(Payload.json("{\"a\":null,\"b\":\"x\",\"c\":2}")).orElseThrow();
        assertThat(json.field("a")).isEmpty();
        assertThat(json.field("z")).isEmpty();
        assertThat(Json.text("x").field("a")).isEmpty();
        assertThat(json.field("b").flatMap(Json::asText)).contains("x");
        assertThat(json.field("c").flatMap(Json::asNumber)).contains(new java.math.BigDecimal(2));
        assertThat(json.field("c").flatMap(Json::asText)).isEmpty();
    }
}
