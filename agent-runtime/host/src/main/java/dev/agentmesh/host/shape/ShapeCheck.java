package dev.agentmesh.host.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.host.shape.Shape.Field;
import dev.agentmesh.host.shape.Shape.Presence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares values with a schema. Stops at the fifth violation: more does not help a reader. Safe for use by many threads. */
public final class ShapeCheck {
    private static final int MOST_VIOLATIONS = 5;

    private final Schema schema;

    public ShapeCheck(Schema schema) {
        this.schema = schema;
    }

    /** In document order; empty when the value fits. */
    public List<Violation> violations(JsonNode value) {
        List<Violation> found = new ArrayList<>();
        check(schema.root(), value, "", found);
        return List.copyOf(found);
    }

    private void check(Shape declared, JsonNode value, String at, List<Violation> found) {
        if (found.size() >= MOST_VIOLATIONS) {
            return;
        }
        switch (schema.resolve(declared)) {
            case Shape.Anything _ -> {}
            case Shape.Nothing _ -> expect(value.isNull(), "null", value, at, found);
            case Shape.Truth _ -> expect(value.isBoolean(), "boolean", value, at, found);
            case Shape.Text(Shape.Format format) -> text(format, value, at, found);
            case Shape.Whole whole -> whole(whole, value, at, found);
            case Shape.Decimal _ ->
                expect(value.isNumber() && Double.isFinite(value.doubleValue()), "number", value, at, found);
            case Shape.Choice(List<String> words) ->
                expect(
                        value.isTextual() && words.contains(value.textValue()),
                        "one of " + String.join(", ", words),
                        value,
                        at,
                        found);
            case Shape.Array(Shape item) -> array(item, value, at, found);
            case Shape.Dictionary(Shape item) -> dictionary(item, value, at, found);
            case Shape.Fields fields -> fields(fields, value, at, found);
            case Shape.Nullable(Shape inner) -> {
                if (!value.isNull()) {
                    check(inner, value, at, found);
                }
            }
            case Shape.Wrappable(String field, Shape inner) -> {
                JsonNode wrapped = wrapped(field, value);
                check(
                        inner,
                        wrapped == null ? value : wrapped,
                        wrapped == null ? at : at + "/" + escaped(field),
                        found);
            }
            case Shape.Reference _ -> throw new IllegalStateException("a definition is never a reference");
        }
    }

    /** The value inside an object that has nothing but that field; null if it is no such object. An empty name takes any field. */
    public static @Nullable JsonNode wrapped(String field, JsonNode value) {
        if (!value.isObject() || value.size() != 1) {
            return null;
        }
        return field.isEmpty() ? value.elements().next() : value.get(field);
    }

    private static void text(Shape.Format format, JsonNode value, String at, List<Violation> found) {
        if (!value.isTextual()) {
            add("string", value, at, found);
            return;
        }
        Formats.complaint(format, value.textValue()).ifPresent(expected -> add(expected, value, at, found));
    }

    private static void whole(Shape.Whole shape, JsonNode value, String at, List<Violation> found) {
        Optional<BigInteger> number = wholeNumber(value);
        boolean fits = number.isPresent()
                && shape.least()
                        .map(least -> number.get().compareTo(least) >= 0)
                        .orElse(true)
                && shape.most().map(most -> number.get().compareTo(most) <= 0).orElse(true);
        expect(fits, "integer" + range(shape), value, at, found);
    }

    private static Optional<BigInteger> wholeNumber(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(value.bigIntegerValue());
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            return Optional.empty();
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        // A scale far below zero is a number such as 1e300: whole, but not worth a megabyte of digits.
        return number.scale() <= 0 && number.scale() > -400
                ? Optional.of(number.toBigIntegerExact())
                : Optional.empty();
    }

    private static String range(Shape.Whole shape) {
        return shape.least().isPresent() && shape.most().isPresent()
                ? " between " + shape.least().get() + " and " + shape.most().get()
                : "";
    }

    private void array(Shape item, JsonNode value, String at, List<Violation> found) {
        if (!value.isArray()) {
            add("array", value, at, found);
            return;
        }
        for (int i = 0; i < value.size() && found.size() < MOST_VIOLATIONS; i++) {
            check(item, value.get(i), at + "/" + i, found);
        }
    }

    private void dictionary(Shape item, JsonNode value, String at, List<Violation> found) {
        if (!value.isObject()) {
            add("object", value, at, found);
            return;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            check(item, entry.getValue(), at + "/" + escaped(entry.getKey()), found);
        }
    }

    private void fields(Shape.Fields shape, JsonNode value, String at, List<Violation> found) {
        if (!value.isObject()) {
            add(shape.name() + " (object)", value, at, found);
            return;
        }
        for (Map.Entry<String, Field> entry : shape.fields().entrySet()) {
            JsonNode part = value.get(entry.getKey());
            String where = at + "/" + escaped(entry.getKey());
            if (part != null) {
                check(entry.getValue().shape(), part, where, found);
            } else if (entry.getValue().presence() == Presence.REQUIRED && found.size() < MOST_VIOLATIONS) {
                found.add(new Violation(
                        where, kind(entry.getValue().shape()), "nothing" + lookAlike(entry.getKey(), shape, value)));
            }
        }
    }

    private String kind(Shape shape) {
        return new Schema(shape, schema.definitions()).title();
    }

    private static String lookAlike(String missing, Shape.Fields shape, JsonNode value) {
        SequencedSet<String> unknown = value.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !shape.fields().containsKey(key))
                .limit(MOST_VIOLATIONS)
                .map(Found::shortened)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return unknown.isEmpty() ? "" : " (unknown here: " + String.join(", ", unknown) + ")";
    }

    private static void expect(boolean fits, String expected, JsonNode value, String at, List<Violation> found) {
        if (!fits) {
            add(expected, value, at, found);
        }
    }

    private static void add(String expected, JsonNode value, String at, List<Violation> found) {
        found.add(new Violation(at, expected, Found.describe(value)));
    }

    private static String escaped(String key) {
        return Found.shortened(key).replace("~", "~0").replace("/", "~1");
    }
}
