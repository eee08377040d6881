package dev.agentmesh.core.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A JSON document as a tree, for what a pattern has to find in an agent's answer. Two are equal when they say the same: the
 * order of fields does not count, 1.0 and 1 are one number.
 */
public sealed interface Json {
    record Text(String value) implements Json {}

    record Number(BigDecimal value) implements Json {
        public Number {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    record Array(List<Json> items) implements Json {
        public Array {
            items = List.copyOf(items);
        }
    }

    record Object(SequencedMap<String, Json> fields) implements Json {
        public Object {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    /** Empty for what is no JSON, is nested deeper than 64, or has numbers of more than 400 digits. */
    static Optional<Json> of(Payload payload) {
        return JsonReader.read(payload.text());
    }

    static Json text(String value) {
        return new Text(value);
    }

    static Json number(long value) {
        return new Number(BigDecimal.valueOf(value));
    }

    /** The field of an object; empty for anything else, for a field that is not there, and for {@code null}. */
    default Optional<Json> field(String name) {
        return this instanceof Object object
                ? Optional.ofNullable(object.fields().get(name)).filter(value -> !(value instanceof Null))
                : Optional.empty();
    }

    /** The text of a string; empty for anything else. */
    default Optional<String> asText() {
        return this instanceof Text(String value) ? Optional.of(value) : Optional.empty();
    }

    default Optional<BigDecimal> asNumber() {
        return this instanceof Number(BigDecimal value) ? Optional.of(value) : Optional.empty();
    }

    default Payload payload() {
        return Payload.json(write());
    }

    /** Without white space. */
    default String write() {
        return switch (this) {
            case Text(String value) -> JsonText.quote(value);
            case Number(BigDecimal value) -> value.scale() < -20 ? value.toString() : value.toPlainString();
            case Bool(boolean value) -> Boolean.toString(value);
            case Null() -> "null";
            case Array(List<Json> items) -> items.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            case Object(SequencedMap<String, Json> fields) ->
                fields.entrySet().stream()
                        .map(field -> JsonText.quote(field.getKey()) + ":"
                                + field.getValue().write())
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }
}
