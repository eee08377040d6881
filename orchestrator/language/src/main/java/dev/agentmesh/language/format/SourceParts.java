package dev.agentmesh.language.format;

import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Form;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Word;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** A file's tree with its comments, as it is to be written. For one file. */
final class SourceParts {
    private final SourceText source;
    private final Comments comments;

    private SourceParts(SourceText source, Comments comments) {
        this.source = source;
        this.comments = comments;
    }

    static Part of(SourceText source, YamlNode root, Comments comments) {
        return new SourceParts(source, comments).part(root);
    }

    private Part part(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Items items -> {
                List<Entry> parts = new ArrayList<>();
                for (YamlNode item : items.items()) {
                    parts.add(new Entry(Word.text(""), part(item), comments.above(item), comments.beside(item)));
                }
                yield new Part.Listing(parts, layout(node, '['));
            }
            case YamlNode.Fields fields -> {
                List<Entry> parts = new ArrayList<>();
                for (YamlNode.Field field : fields.fields()) {
                    parts.add(new Entry(
                            key(field.key()),
                            part(field.value()),
                            comments.above(field.key()),
                            comments.beside(field.key())));
                }
                yield new Part.Mapping(parts, layout(node, '{'));
            }
        };
    }

    private Layout layout(YamlNode node, char bracket) {
        int start = node.span().start();
        return start < source.length() && source.at(start) == bracket ? Layout.FLOW : Layout.BLOCK;
    }

    private static Word key(YamlNode.Scalar key) {
        boolean plain = key.style() == YamlNode.Style.PLAIN;
        return new Word(key.value(), plain ? Form.CODE : Form.QUOTED);
    }

    private Part scalar(YamlNode.Scalar scalar) {
        return switch (scalar.style()) {
            case PLAIN -> {
                boolean text = PlainScalar.of(scalar.value()).kind() == PlainScalar.Kind.TEXT;
                yield new Word(scalar.value(), text ? Form.TEXT : Form.BARE);
            }
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new Word(scalar.value(), Form.QUOTED);
            case LITERAL, FOLDED -> lines(scalar);
        };
    }

    /** As in the source, moved to its new level; what depends on its exact place is written in quotes instead. */
    private Part lines(YamlNode.Scalar scalar) {
        String sign = BlockText.sign(source, scalar);
        if (sign.length() > 2 || sign.endsWith("+") || !sign.matches("[|>]-?")) {
            return new Word(scalar.value(), Form.QUOTED);
        }
        List<String> lines = BlockText.lines(source, scalar);
        return lines.isEmpty() ? new Word(scalar.value(), Form.QUOTED) : new Part.Lines(sign, lines);
    }
}
