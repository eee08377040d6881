package dev.agentmesh.language.format;

import dev.agentmesh.language.problem.Problem;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.yaml.LineMending;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import dev.agentmesh.language.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/**
 * Gives a file its one layout. Values, the order of keys, comments and single empty lines stay; what YAML could not read, or
 * would read otherwise than it looks, gets its quotes. Formatting twice is formatting once.
 */
public final class Formatter {
    private Formatter() {}

    /** What came of formatting a file. */
    public sealed interface Formatted {
        record Done(String text) implements Formatted {}

        /** It is no YAML, and no quotes would make it so. */
        record Unreadable(List<Problem> problems) implements Formatted {
            public Unreadable {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * The file's text in its layout.
     *
     * @param fileName what problems call it
     */
    public static Formatted format(String text, String fileName) {
        var problems = new Problems(new SourceText(fileName, LineMending.mended(text)));
        Optional<YamlNode> root = YamlReader.read(problems);
        if (root.isEmpty() && problems.isEmpty()) {
            // Nothing but comments, or nothing at all.
            return new Formatted.Done(text);
        }
        if (root.isEmpty() || !problems.isEmpty()) {
            var original = new Problems(new SourceText(fileName, text));
            YamlReader.read(original);
            return new Formatted.Unreadable((original.isEmpty() ? problems : original).sorted());
        }
        SourceText source = problems.source();
        Comments comments = Comments.of(source, root.get());
        String written = PartWriter.write(SourceParts.of(source, root.get(), comments), comments.below());
        expectSame(source, root.get(), written);
        return new Formatted.Done(written);
    }

    /** A formatter must not change what a file means; should it ever, it is better to hear of it here. */
    private static void expectSame(SourceText source, YamlNode root, String written) {
        var problems = new Problems(new SourceText(source.file(), written));
        Optional<YamlNode> again = YamlReader.read(problems);
        boolean same = again.isPresent()
                && isSame(root, again.get())
                && Comments.all(source, root).stream()
                        .sorted()
                        .toList()
                        .equals(Comments.all(problems.source(), again.get()).stream()
                                .sorted()
                                .toList());
        if (!same) {
            throw new IllegalStateException(
                    "Expected the formatted text of " + source.file() + " to mean the same and keep its comments");
        }
    }

    static boolean isSame(YamlNode left, YamlNode right) {
        return switch (left) {
            case YamlNode.Scalar scalar -> right instanceof YamlNode.Scalar other && isSameValue(scalar, other);
            case YamlNode.Items items -> {
                if (!(right instanceof YamlNode.Items others)
                        || others.items().size() != items.items().size()) {
                    yield false;
                }
                boolean same = true;
                for (int i = 0; i < items.items().size(); i++) {
                    same &= isSame(items.items().get(i), others.items().get(i));
                }
                yield same;
            }
            case YamlNode.Fields fields -> {
                if (!(right instanceof YamlNode.Fields others)
                        || others.fields().size() != fields.fields().size()) {
                    yield false;
                }
                boolean same = true;
                for (int i = 0; i < fields.fields().size(); i++) {
                    YamlNode.Field mine = fields.fields().get(i);
                    YamlNode.Field other = others.fields().get(i);
                    same &= mine.name().equals(other.name()) && isSame(mine.value(), other.value());
                }
                yield same;
            }
        };
    }

    private static boolean isSameValue(YamlNode.Scalar left, YamlNode.Scalar right) {
        return left.value().equals(right.value()) && kind(left) == kind(right);
    }

    private static PlainScalar.Kind kind(YamlNode.Scalar scalar) {
        return scalar.style() == YamlNode.Style.PLAIN
                ? PlainScalar.of(scalar.value()).kind()
                : PlainScalar.Kind.TEXT;
    }
}
