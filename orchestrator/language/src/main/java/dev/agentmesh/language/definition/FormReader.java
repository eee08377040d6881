package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Reads a form: fields with a type each, and gives the JSON Schema their values must fit. */
final class FormReader {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("type", "optional", "of", "about"));
    private static final Set<String> TYPES = new TreeSet<>(Set.of("text", "number", "whole", "bool", "choice"));

    private final Reading reading;

    FormReader(Reading reading) {
        this.reading = reading;
    }

    Optional<String> schema(YamlNode node) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"form\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (fields.get().fields().isEmpty()) {
            reading.missing(node.span(), "\"form\" needs at least one field", "form:\n  comment: { type: text }");
        }
        var properties = new StringJoiner(",", "{", "}");
        var required = new StringJoiner(",", "[", "]");
        for (YamlNode.Field field : fields.get().fields()) {
            if (!VerbReader.VARIABLE.matcher(field.name()).matches()) {
                reading.problems()
                        .at(
                                field.key().span(),
                                Codes.BAD_NAME,
                                "a field cannot be \"" + Reading.shortened(field.name()) + "\"")
                        .fix("a letter or _ first, then letters, digits and _");
                continue;
            }
            reading.fields(field.value(), "a field of a form").ifPresent(of -> {
                properties.add(JsonText.quoted(field.name()) + ":" + property(of));
                if (!isOptional(of)) {
                    required.add(JsonText.quoted(field.name()));
                }
            });
        }
        return Optional.of("{\"type\":\"object\",\"properties\":" + properties + ",\"required\":" + required
                + ",\"additionalProperties\":false}");
    }

    private String property(YamlNode.Fields fields) {
        reading.keys(fields, KEYS, Set.of(), "a field of a form");
        String about = fields.value("about")
                .flatMap(node -> reading.text(node, "\"about\""))
                .map(text -> ",\"description\":" + JsonText.quoted(text))
                .orElse("");
        return "{" + type(fields) + about + "}";
    }

    private String type(YamlNode.Fields fields) {
        Optional<YamlNode> node = fields.value("type");
        if (node.isEmpty()) {
            reading.missing(fields.span(), "a field of a form needs a \"type\"", "comment: { type: text }");
        }
        String type = node.flatMap(of -> reading.text(of, "\"type\"")).orElse("text");
        return switch (type) {
            case "text" -> "\"type\":\"string\"";
            case "number" -> "\"type\":\"number\"";
            case "whole" -> "\"type\":\"integer\"";
            case "bool" -> "\"type\":\"boolean\"";
            case "choice" -> "\"enum\":" + options(fields);
            default -> {
                reading.wrong(node.orElse(fields), "\"type\"", "one of " + String.join(", ", TYPES));
                yield "\"type\":\"string\"";
            }
        };
    }

    private String options(YamlNode.Fields fields) {
        List<String> options = new ArrayList<>();
        Optional<YamlNode> of = fields.value("of");
        of.flatMap(node -> reading.items(node, "\"of\""))
                .ifPresent(items -> items.items()
                        .forEach(item -> reading.text(item, "an option")
                                .map(JsonText::quoted)
                                .ifPresent(options::add)));
        if (options.isEmpty()) {
            reading.missing(
                    fields.span(), "a choice needs its options in \"of\"", "risk: { type: choice, of: [low, high] }");
        }
        return "[" + String.join(",", options) + "]";
    }

    private boolean isOptional(YamlNode.Fields fields) {
        return fields.value("optional")
                .filter(node -> node instanceof YamlNode.Scalar scalar
                        && scalar.style() == YamlNode.Style.PLAIN
                        && scalar.value().equals("true"))
                .isPresent();
    }
}
