package dev.agentmesh.language.format;

import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Lines;
import dev.agentmesh.language.format.Part.Listing;
import dev.agentmesh.language.format.Part.Mapping;
import dev.agentmesh.language.format.Part.Word;
import dev.agentmesh.language.problem.Characters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a document: two spaces for each level, brackets only on one line. For one document. */
public final class PartWriter {
    /** Longer than this, what may stand in brackets is spread over lines. */
    static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();

    private PartWriter() {}

    /** @param below lines of comments behind everything else */
    public static String write(Part document, List<String> below) {
        var writer = new PartWriter();
        switch (document) {
            case Mapping mapping when !mapping.entries().isEmpty() -> writer.mapping(mapping, 0, false);
            case Listing listing when !listing.items().isEmpty() -> writer.listing(listing, 0);
            case Mapping _, Listing _, Word _, Lines _ -> {
                writer.value(document, 1, "");
                writer.out.deleteCharAt(0);
            }
        }
        below.forEach(line -> writer.out.append(line).append('\n'));
        return writer.out.toString();
    }

    private void indent(int level) {
        out.append("  ".repeat(level));
    }

    private void above(Entry entry, int level) {
        for (String line : entry.above()) {
            if (!line.isEmpty()) {
                indent(level);
            }
            out.append(line).append('\n');
        }
    }

    /** @param begun whether the first entry continues a line */
    private void mapping(Mapping mapping, int level, boolean begun) {
        boolean first = begun;
        for (Entry entry : mapping.entries()) {
            if (!first) {
                above(entry, level);
                indent(level);
            }
            first = false;
            out.append(Quoting.written(entry.key(), false)).append(':');
            value(entry.value(), level + 1, entry.beside());
        }
    }

    private void listing(Listing listing, int level) {
        for (Entry item : listing.items()) {
            above(item, level);
            indent(level);
            out.append('-');
            boolean block = item.value() instanceof Mapping mapping
                    && !mapping.entries().isEmpty()
                    && mapping.entries().getFirst().above().stream().allMatch(String::isEmpty)
                    && item.beside().isEmpty()
                    && brackets(mapping).isEmpty();
            if (block) {
                out.append(' ');
                mapping((Mapping) item.value(), level + 1, true);
            } else {
                value(item.value(), level + 1, item.beside());
            }
        }
    }

    /** What stands behind a key or a dash, to the end of its last line. */
    private void value(Part value, int level, String beside) {
        Optional<String> brackets = brackets(value);
        if (brackets.isPresent()) {
            line(brackets.get(), beside);
            return;
        }
        switch (value) {
            case Word word -> word(word, level, beside);
            case Lines lines -> {
                line(lines.sign(), beside);
                lines.lines().forEach(line -> {
                    if (!line.isEmpty()) {
                        indent(level);
                    }
                    out.append(line).append('\n');
                });
            }
            case Mapping mapping -> {
                line("", beside);
                mapping(mapping, level, false);
            }
            case Listing listing -> {
                line("", beside);
                listing(listing, level);
            }
        }
    }

    private void line(String text, String beside) {
        if (!text.isEmpty()) {
            out.append(' ').append(text);
        }
        if (!beside.isEmpty()) {
            out.append(' ').append(beside);
        }
        out.append('\n');
    }

    private void word(Word word, int level, String beside) {
        if (word.form() == Part.Form.TEXT && isProse(word.text())) {
            String text = word.text();
            boolean ends = text.endsWith("\n");
            line(ends ? "|" : "|-", beside);
            (ends ? text.substring(0, text.length() - 1) : text).lines().forEach(line -> {
                if (!line.isEmpty()) {
                    indent(level);
                }
                out.append(line).append('\n');
            });
        } else {
            line(Quoting.written(word, false), beside);
        }
    }

    /** Lines that a block can hold without changing one character. */
    private static boolean isProse(String text) {
        return text.indexOf('\n') > 0
                && !text.startsWith(" ")
                && !text.endsWith("\n\n")
                && text.lines().noneMatch(line -> line.isBlank() && !line.isEmpty())
                && text.codePoints().noneMatch(c -> c == '\r' || c == '\t' || Characters.isUnprintable(c));
    }

    /** The value in brackets, where it may stand there and fits on the line. */
    private Optional<String> brackets(Part part) {
        if (!mayStandInBrackets(part)) {
            return Optional.empty();
        }
        String text = inBrackets(part);
        int begun = out.length() - (out.lastIndexOf("\n") + 1);
        boolean empty = text.length() == 2;
        return empty || begun + 1 + text.length() <= WIDTH ? Optional.of(text) : Optional.empty();
    }

    private static boolean mayStandInBrackets(Part part) {
        return switch (part) {
            case Word _, Lines _ -> false;
            case Mapping(List<Entry> entries, Layout layout) ->
                entries.isEmpty() || layout == Layout.FLOW && entries.stream().allMatch(PartWriter::fitsInBrackets);
            case Listing(List<Entry> items, Layout layout) ->
                items.isEmpty() || layout == Layout.FLOW && items.stream().allMatch(PartWriter::fitsInBrackets);
        };
    }

    private static boolean fitsInBrackets(Entry entry) {
        return !entry.isCommented()
                && switch (entry.value()) {
                    case Word word -> !word.text().isEmpty() || word.form() != Part.Form.BARE;
                    case Lines _ -> false;
                    case Mapping _, Listing _ -> mayStandInBrackets(entry.value());
                };
    }

    private static String inBrackets(Part part) {
        return switch (part) {
            case Word word -> Quoting.written(word, true);
            case Lines _ -> throw new IllegalStateException("Expected no lines inside brackets");
            case Mapping(List<Entry> entries, Layout _) ->
                entries.isEmpty()
                        ? "{}"
                        : entries.stream()
                                .map(entry -> Quoting.written(entry.key(), true) + ": " + inBrackets(entry.value()))
                                .collect(Collectors.joining(", ", "{ ", " }"));
            case Listing(List<Entry> items, Layout _) ->
                items.stream().map(item -> inBrackets(item.value())).collect(Collectors.joining(", ", "[", "]"));
        };
    }
}
