package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Mapping;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Verbs that reach outside of their run. */
final class OutsideParts {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** What the types of a form's fields are called in its schema. */
    private static final Map<String, String> TYPES =
            Map.of("string", "text", "number", "number", "integer", "whole", "boolean", "bool");

    private OutsideParts() {}

    static Part human(OutsideVerb.Human human) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("title", JsonParts.of(human.title().json())));
        human.show().ifPresent(show -> entries.add(Entry.of("show", JsonParts.of(show.json()))));
        entries.add(Entry.of("choices", JsonParts.of(MAPPER.writeValueAsString(human.choices()))));
        human.form().ifPresent(form -> entries.add(Entry.of("form", JsonParts.of(fields(form)))));
        human.assign().ifPresent(who -> entries.add(Entry.of("assign", JsonParts.of(who.json()))));
        if (human.quorum() != 1) {
            entries.add(Entry.of("quorum", Word.bare(Integer.toString(human.quorum()))));
        }
        human.due().ifPresent(due -> entries.add(Entry.of("due", Word.text(Words.duration(due)))));
        human.reminder().ifPresent(every -> entries.add(Entry.of("reminder", Word.text(Words.duration(every)))));
        switch (human.overdue()) {
            // That is what happens when nothing is said.
            case Overdue.Fail() -> {}
            case Overdue.Escalate(String to) -> entries.add(Entry.of("overdue", Word.text("escalate " + to)));
            case Overdue.Choose(String choice) ->
                entries.add(Entry.of(
                        "overdue",
                        new Mapping(
                                List.of(Entry.of("choose", Word.text(choice)), Entry.of("confirm", Word.bare("true"))),
                                Layout.FLOW)));
        }
        return new Mapping(entries, Layout.BLOCK);
    }

    /** Whom a verb asks by itself. */
    static Part person(Person person) {
        List<Entry> entries = new ArrayList<>();
        person.assign().ifPresent(who -> entries.add(Entry.of("assign", Word.text(who))));
        person.due().ifPresent(due -> entries.add(Entry.of("due", Word.text(Words.duration(due)))));
        person.reminder().ifPresent(every -> entries.add(Entry.of("reminder", Word.text(Words.duration(every)))));
        if (person.overdue() instanceof Overdue.Escalate(String to)) {
            entries.add(Entry.of("overdue", Word.text("escalate " + to)));
        }
        return entries.isEmpty()
                ? Word.text("human")
                : new Mapping(List.of(Entry.of("human", new Mapping(entries, Layout.FLOW))), Layout.FLOW);
    }

    /** The fields of a form, as JSON, from the schema that was made of them. */
    private static String fields(String schema) {
        JsonNode form = MAPPER.readTree(schema);
        Set<String> required = form.path("required").values().stream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
        ObjectNode fields = MAPPER.createObjectNode();
        form.path("properties").propertyStream().forEach(property -> {
            ObjectNode field = fields.putObject(property.getKey());
            JsonNode of = property.getValue();
            if (of.has("enum")) {
                field.put("type", "choice").set("of", of.get("enum"));
            } else {
                field.put("type", TYPES.getOrDefault(of.path("type").stringValue("string"), "text"));
            }
            if (!required.contains(property.getKey())) {
                field.put("optional", true);
            }
            if (of.has("description")) {
                field.set("about", of.get("description"));
            }
        });
        return MAPPER.writeValueAsString(fields);
    }

    static Part wait(OutsideVerb.Until until) {
        List<Entry> entries = new ArrayList<>();
        switch (until) {
            case OutsideVerb.Until.Passed(var time) -> entries.add(Entry.of("for", Word.text(Words.duration(time))));
            case OutsideVerb.Until.Moment(var moment) -> entries.add(Entry.of("until", moment(moment.json())));
            case OutsideVerb.Until.EventOf event -> {
                entries.add(Entry.of("event", Word.text(event.event())));
                event.match().ifPresent(match -> entries.add(Entry.of("match", Word.code(match.text()))));
                event.timeout().ifPresent(time -> entries.add(Entry.of("timeout", Word.text(Words.duration(time)))));
            }
        }
        return new Mapping(entries, Layout.BLOCK);
    }

    /** A bare expression stands in its template as the only one. */
    private static Part moment(String json) {
        String text = MAPPER.readTree(json).stringValue();
        return text.startsWith("${") ? Word.code(text.substring(2, text.length() - 1)) : JsonParts.of(json);
    }

    static Part publish(OutsideVerb.Publish publish) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("topic", Word.text(publish.topic())));
        publish.key().ifPresent(key -> entries.add(Entry.of("key", JsonParts.of(key.json()))));
        entries.add(Entry.of("value", JsonParts.of(publish.value().json())));
        if (!publish.headers().isEmpty()) {
            List<Entry> headers = new ArrayList<>();
            publish.headers().forEach((name, value) -> headers.add(Entry.of(name, JsonParts.of(value.json()))));
            entries.add(Entry.of("headers", new Mapping(headers, Layout.FLOW)));
        }
        return new Mapping(entries, Layout.BLOCK);
    }

    static Part workflow(OutsideVerb.SubWorkflow sub) {
        return Word.text(
                sub.workflow() + sub.version().map(version -> "@" + version).orElse(""));
    }
}
