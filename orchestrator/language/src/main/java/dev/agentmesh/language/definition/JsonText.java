package dev.agentmesh.language.definition;

import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;

/** Turns written values into JSON text: keys in their order, texts as they are, plain scalars by what YAML 1.2 says. */
public final class JsonText {
    private final Reading reading;
    private final StringBuilder out = new StringBuilder();

    private JsonText(Reading reading) {
        this.reading = reading;
    }

    /** The JSON text of {@code node}; what cannot be a value is a problem of {@code reading}. */
    public static String of(YamlNode node, Reading reading) {
        var json = new JsonText(reading);
        json.value("", node);
        return json.out.toString();
    }

    /** One text as a JSON string. */
    public static String quoted(String text) {
        var out = new StringBuilder();
        append(text, out);
        return out.toString();
    }

    private void value(String key, YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> scalar(key, scalar);
            case YamlNode.Items items -> {
                String comma = "[";
                for (YamlNode item : items.items()) {
                    out.append(comma);
                    comma = ",";
                    value(key, item);
                }
                out.append(items.items().isEmpty() ? "[]" : "]");
            }
            case YamlNode.Fields fields -> {
                String comma = "{";
                for (YamlNode.Field field : fields.fields()) {
                    out.append(comma);
                    comma = ",";
                    text(field.name());
                    out.append(':');
                    value(field.name(), field.value());
                }
                out.append(fields.fields().isEmpty() ? "{}" : "}");
            }
        }
    }

    private void scalar(String key, YamlNode.Scalar scalar) {
        TextChecks.secret(reading.problems(), key, scalar);
        if (scalar.style() != YamlNode.Style.PLAIN) {
            text(scalar.value());
            return;
        }
        PlainScalar plain = PlainScalar.of(scalar.value());
        if (plain.kind() == PlainScalar.Kind.AMBIGUOUS) {
            reading.ambiguous(scalar);
        }
        plain.json().ifPresentOrElse(out::append, () -> text(scalar.value()));
    }

    private void text(String text) {
        append(text, out);
    }

    private static void append(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !isPaired(text, i)) {
                        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
