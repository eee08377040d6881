package dev.agentmesh.language.yaml;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.problem.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what is wrong where YAML does not parse. Where an expression met YAML's own signs, it offers the line as it
 * should read, and only if the file gets further with it.
 */
final class SyntaxTraps {
    private static final Pattern BARE_EXPRESSION =
            Pattern.compile("(?:^\\s*(?:- )*|[{,]\\s*)(?:when|over|until|match|ballot):");
    private static final Pattern TAGGED = Pattern.compile("!(\\S+)");

    private SyntaxTraps() {}

    static void report(Problems problems, int offset, int context, String yamlSays) {
        SourceText source = problems.source();
        int line = source.line(Math.max(0, Math.min(offset, source.length() - 1)));
        if (isIndentedByTab(source.lineText(line))) {
            problems.at(new Span(source.lineStart(line), 1), Codes.NOT_YAML, "line " + line + " is indented with a tab")
                    .cause("YAML allows only spaces there")
                    .fix("use two spaces for each level:\n"
                            + source.lineText(line).replace("\t", "  "));
            return;
        }
        for (int candidate : List.of(line, source.line(context), Math.max(1, line - 1))) {
            Optional<String> corrected = correction(source, candidate, offset);
            if (corrected.isPresent()) {
                offer(problems, candidate, offset, corrected.get());
                return;
            }
        }
        problems.at(new Span(offset, 1), Codes.NOT_YAML, "not valid YAML at line " + line)
                .cause(yamlSays)
                .fix("mend the line; often a value must be quoted, or the indentation is off");
    }

    private static boolean isIndentedByTab(String line) {
        return line.substring(0, line.length() - line.stripLeading().length()).contains("\t");
    }

    private static void offer(Problems problems, int line, int offset, String corrected) {
        SourceText source = problems.source();
        String written = source.lineText(line);
        int place = source.line(Math.min(offset, source.length())) == line
                ? offset
                : source.lineStart(line)
                        + written.length()
                        - written.stripLeading().length();
        boolean braces = written.contains("{{");
        boolean expression =
                written.contains("${") || BARE_EXPRESSION.matcher(written).find();
        String message = braces
                ? "{{ }} is not this language's sign for an expression"
                : expression ? "the expression in line " + line + " must be quoted" : "not valid YAML at line " + line;
        problems.at(new Span(place, 1), braces || expression ? Codes.QUOTE_EXPRESSION : Codes.NOT_YAML, message)
                .cause("YAML reads a part of it as its own sign")
                .fix("write it as:\n" + corrected.strip());
    }

    /** A line as it should have been written. */
    record Correction(int line, String text) {}

    /** How the error at {@code offset} is mended, where that is known. */
    static Optional<Correction> correction(SourceText source, int offset) {
        int line = source.line(Math.max(0, Math.min(offset, source.length() - 1)));
        for (int candidate : List.of(line, Math.max(1, line - 1))) {
            Optional<String> corrected = correction(source, candidate, offset);
            if (corrected.isPresent()) {
                return Optional.of(new Correction(candidate, corrected.get()));
            }
        }
        return Optional.empty();
    }

    /** The first corrected form of the line with which the file parses further than before. */
    private static Optional<String> correction(SourceText source, int line, int offset) {
        String written = source.lineText(line);
        for (String candidate : LineRepairs.of(written)) {
            Optional<Integer> next = YamlReader.firstError(source.withLine(line, candidate));
            int gain = candidate.length() - written.length();
            boolean further =
                    next.isEmpty() || next.get() - Math.max(0, gain) > source.lineEnd(line) && next.get() > offset;
            if (further) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** {@code {{ x }}} is a map with a map for its key, where it is read at all. */
    static void reportMapAsKey(Problems problems, Span span) {
        SourceText source = problems.source();
        int line = source.line(span.start());
        String written = source.lineText(line);
        if (written.contains("{{")) {
            offer(problems, line, span.start(), LineRepairs.withoutDoubleBraces(written));
        } else {
            problems.at(span, Codes.NOT_YAML, "a key must be a plain text")
                    .cause("YAML reads a list or a map as the key here")
                    .fix("quote the value, or write the key as text");
        }
    }

    /** {@code when: !x} is a tag with nothing behind it. */
    static void reportTag(Problems problems, Span span, String tag) {
        SourceText source = problems.source();
        int line = source.line(span.start());
        Matcher expression = TAGGED.matcher(tag);
        if (expression.matches()
                && !tag.startsWith("!!")
                && BARE_EXPRESSION.matcher(source.lineText(line)).find()) {
            problems.at(
                            new Span(span.start(), tag.length()),
                            Codes.QUOTE_EXPRESSION,
                            "the expression in line " + line + " must be quoted")
                    .cause("YAML reads \"" + tag + "\" as a tag")
                    .fix("write it as:\n"
                            + source.lineText(line)
                                    .replace(tag, expression.group(1) + " == false")
                                    .strip());
            return;
        }
        problems.at(span, Codes.YAML_FEATURE, "the tag " + tag + " is not allowed in a definition")
                .fix("remove it; for text that starts with \"!\", quote the value");
    }
}
