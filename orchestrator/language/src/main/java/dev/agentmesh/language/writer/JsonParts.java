package dev.agentmesh.language.writer;

import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** JSON text as a piece of YAML: keys in their order, numbers as they are written. */
final class JsonParts {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonParts() {}

    static Part of(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static Part value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                List<Entry> entries = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    entries.add(Entry.of(name, value(parser)));
                }
                yield new Part.Mapping(entries, Layout.FLOW);
            }
            case START_ARRAY -> {
                List<Entry> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(Entry.item(value(parser)));
                }
                yield new Part.Listing(items, Layout.FLOW);
            }
            case VALUE_STRING -> Word.text(parser.getString());
            case VALUE_NULL, VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Word.bare(parser.getString());
            default -> throw new IllegalArgumentException("Expected a JSON value but found " + token);
        };
    }
}
