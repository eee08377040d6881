package dev.agentmesh.core.pattern;

import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A JSON object, put together field by field; what is absent is left out. */
final class Fields {
    private final LinkedHashMap<String, Json> fields = new LinkedHashMap<>();

    Fields with(String name, Json value) {
        fields.put(name, value);
        return this;
    }

    Fields with(String name, String value) {
        return with(name, Json.text(value));
    }

    Fields with(String name, long value) {
        return with(name, Json.number(value));
    }

    Fields with(String name, Optional<Json> value) {
        value.ifPresent(json -> fields.put(name, json));
        return this;
    }

    Fields with(String name, List<String> values) {
        return with(name, new Json.Array(values.stream().map(Json::text).toList()));
    }

    Json json() {
        return new Json.Object(fields);
    }

    Payload payload() {
        return json().payload();
    }

    /** Payloads of a run are JSON; {@code null} stands for what is nested too deep to be looked into. */
    static Json of(Payload payload) {
        return Json.of(payload).orElseGet(Json.Null::new);
    }

    static long number(Json json, String field) {
        return json.field(field).flatMap(Json::asNumber).map(Number::longValue).orElse(0L);
    }

    static List<Json> list(Json json, String field) {
        return json.field(field).orElse(null) instanceof Json.Array(List<Json> items) ? items : List.of();
    }

    static List<String> texts(Json json, String field) {
        return list(json, field).stream()
                .flatMap(item -> item.asText().stream())
                .toList();
    }
}
