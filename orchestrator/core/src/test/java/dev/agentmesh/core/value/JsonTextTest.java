package dev.agentmesh.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Property
    void what_is_quoted_reads_back(@ForAll String text) {
        String quoted = JsonText.quote(text);
        assertThat(quoted).startsWith("\"").endsWith("\"");
        assertThat(quoted.chars()).allMatch(c -> c >= 0x20);
        // Half a character has no bytes; a value that came as UTF-8 holds none.
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            assertThat(JsonText.plain(Payload.json(quoted))).isEqualTo(text);
        }
    }

    @Test
    void every_escape_of_json_is_read() {
        assertThat(JsonText.plain(Payload.json("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\"")))
                .isEqualTo("\"\\/\b\f\n\r\tA\u00e9");
    }

    @Test
    void another_document_is_its_own_text() {
        for (String json : new String[] {"1", "true", "null", "{\"a\":\"b\"}", "[\"a\"]"}) {
            assertThat(JsonText.plain(Payload.json(json))).isEqualTo(json);
        }
    }
}
