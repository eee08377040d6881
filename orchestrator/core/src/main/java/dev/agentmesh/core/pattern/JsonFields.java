package dev.agentmesh.core.pattern;

import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A JSON object while it is put together. */
final class JsonFields {
    private final SequencedMap<String, Json> fields = new LinkedHashMap<>();

    JsonFields put(String name, Json value) {
        fields.put(name, value);
        return this;
    }

    JsonFields put(String name, String value) {
        return put(name, Json.text(value));
    }

    JsonFields put(String name, long value) {
        return put(name, Json.number(value));
    }

    JsonFields put(String name, Payload value) {
        return put(name, Json.of(value).orElseGet(() -> Json.text(value.text())));
    }

    JsonFields put(String name, Optional<Payload> value) {
        return put(name, value.orElse(Payload.NULL));
    }

    Json json() {
        return new Json.Object(fields);
    }

    Payload payload() {
        return json().payload();
    }
}
