package dev.agentmesh.host.shape;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The form a JSON value must have. */
public sealed interface Shape {
    /** Any value, null among them. */
    record Anything() implements Shape {}

    /** Null: the output of a skill that returns nothing. */
    record Nothing() implements Shape {}

    record Truth() implements Shape {}

    record Text(Format format) implements Shape {}

    /** A number without a fraction; {@code 3.0} is one, as in JSON Schema. Empty bounds mean none. */
    record Whole(Optional<BigInteger> least, Optional<BigInteger> most) implements Shape {}

    /** Any number a 64-bit float can hold. */
    record Decimal() implements Shape {}

    /** One of some words, in the order of the enum. */
    record Choice(List<String> words) implements Shape {
        public Choice {
            words = List.copyOf(words);
        }
    }

    record Array(Shape item) implements Shape {}

    /** An object whose keys are data. */
    record Dictionary(Shape value) implements Shape {}

    /** An object with known fields, in the order of the record's components. Further fields are let through and ignored. */
    record Fields(String name, SequencedMap<String, Field> fields) implements Shape {
        public Fields {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    record Field(Shape shape, Presence presence) {}

    enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** The value or null. */
    record Nullable(Shape value) implements Shape {}

    /** The definition of that name in the same {@link Schema}; how a form may contain itself. */
    record Reference(String definition) implements Shape {}

    /** The value itself, or an object that has it as its only field: how {@code with: {name: Ada}} reaches a skill that takes a string. */
    record Wrappable(String field, Shape value) implements Shape {}

    /** What a string must read as; {@code schemaWord} is JSON Schema's {@code format}, empty where it has none. */
    enum Format {
        FREE(""),
        DATE_TIME("date-time"),
        LOCAL_DATE_TIME(""),
        DATE("date"),
        TIME(""),
        DURATION("duration"),
        UUID("uuid"),
        URI("uri-reference"),
        CHARACTER(""),
        BASE64("");

        private final String schemaWord;

        Format(String schemaWord) {
            this.schemaWord = schemaWord;
        }

        String schemaWord() {
            return schemaWord;
        }
    }
}
