package dev.agentmesh.language.yaml;

import dev.agentmesh.language.problem.Span;
import java.util.List;
import java.util.Optional;

/** What is written in a file, with its place. */
public sealed interface YamlNode {
    Span span();

    /** What a message calls it. */
    String described();

    /** The node that a JSON Pointer leads to, or the last one on the way. */
    default YamlNode at(String pointer) {
        YamlNode node = this;
        for (String part : pointer.split("/", -1)) {
            String name = part.replace("~1", "/").replace("~0", "~");
            if (node instanceof Fields fields && fields.value(name).isPresent()) {
                node = fields.value(name).get();
            } else if (node instanceof Items list
                    && name.matches("\\d{1,6}")
                    && Integer.parseInt(name) < list.items().size()) {
                node = list.items().get(Integer.parseInt(name));
            }
        }
        return node;
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /** A single value; what a plain one means is {@link PlainScalar}'s to say. */
    record Scalar(Span span, String value, Style style) implements YamlNode {
        @Override
        public String described() {
            return value.isEmpty() && style == Style.PLAIN
                    ? "nothing"
                    : style == Style.PLAIN ? PlainScalar.of(value).kind().described() : "text";
        }

        public boolean isEmpty() {
            return value.isEmpty() && style == Style.PLAIN;
        }
    }

    record Items(Span span, List<YamlNode> items) implements YamlNode {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    record Fields(Span span, List<Field> fields) implements YamlNode {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public String described() {
            return "a map";
        }

        public Optional<Field> field(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        public Optional<YamlNode> value(String name) {
            return field(name).map(Field::value);
        }
    }

    record Field(Scalar key, YamlNode value) {
        public String name() {
            return key.value();
        }
    }
}
