package dev.agentmesh.language.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Strict JSON to values: {@code Long}, {@code Double}, {@code String}, {@code Boolean}, {@link JsonNull}, {@code List},
 * {@code Map} in the document's order. A number that 64 bits cannot hold without loss stays a {@code BigInteger} or
 * {@code BigDecimal}, so that passing it on does not change it.
 */
final class JsonReader {
    static final int MAX_DEPTH = 64;
    private static final int EXACT_DIGITS = 15;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonReader() {}

    /** The value of the one document in {@code json}. Fails with {@link ExpressionCodes#ARGUMENT} if there is none. */
    static Object read(byte[] json) throws Fault {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return document(parser);
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    static Object read(String json) throws Fault {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return document(parser);
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private static Object document(JsonParser parser) throws Fault {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Fault(ExpressionCodes.ARGUMENT, "expected a JSON document but found nothing");
        }
        Object value = value(parser, first);
        if (parser.nextToken() != null) {
            throw new Fault(ExpressionCodes.ARGUMENT, "expected one JSON document but found more text behind it");
        }
        return value;
    }

    private static Fault notJson(JacksonException e) {
        return new Fault(ExpressionCodes.ARGUMENT, "expected strict JSON but found: " + e.getOriginalMessage());
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> JsonNull.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("Expected a JSON value but found " + token);
        };
    }

    private static Object integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getBigIntegerValue();
        };
    }

    private static Object decimal(String text) {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)
                && (text.length() <= EXACT_DIGITS || new BigDecimal(text).compareTo(BigDecimal.valueOf(value)) == 0)) {
            return value;
        }
        return new BigDecimal(text);
    }

    private static List<Object> array(JsonParser parser) {
        var items = new ArrayList<Object>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            items.add(value(parser, next));
        }
        return Collections.unmodifiableList(items);
    }

    private static Map<Object, Object> object(JsonParser parser) {
        var fields = new LinkedHashMap<Object, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            fields.put(name, value(parser, parser.nextToken()));
        }
        return Collections.unmodifiableMap(fields);
    }
}
