package dev.agentmesh.language.format;

import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text that stands below its sign, as they are in the file. */
final class BlockText {
    private BlockText() {}

    /** {@code |}, {@code >-} and the like. */
    static String sign(SourceText source, YamlNode.Scalar scalar) {
        int start = scalar.span().start();
        String line = source.between(start, source.lineEnd(source.line(start)));
        int comment = line.indexOf(" #");
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    /** The last line that belongs to it, from 1. */
    static int lastLine(SourceText source, YamlNode.Scalar scalar) {
        int first = source.line(scalar.span().start());
        int indent = indent(source, first);
        int last = first;
        for (int line = first + 1; line <= source.lines(); line++) {
            String text = source.lineText(line);
            if (!text.isBlank() && indent(text) < indent) {
                break;
            }
            last = text.isBlank() ? last : line;
        }
        return last;
    }

    /** Its lines without their indentation. */
    static List<String> lines(SourceText source, YamlNode.Scalar scalar) {
        int first = source.line(scalar.span().start());
        int indent = indent(source, first);
        List<String> lines = new ArrayList<>();
        for (int line = first + 1; line <= lastLine(source, scalar); line++) {
            String text = source.lineText(line);
            lines.add(text.length() <= indent ? "" : text.substring(indent));
        }
        return lines;
    }

    private static int indent(SourceText source, int sign) {
        for (int line = sign + 1; line <= source.lines(); line++) {
            if (!source.lineText(line).isBlank()) {
                return Math.max(1, indent(source.lineText(line)));
            }
        }
        return 1;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
