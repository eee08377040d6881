package dev.agentmesh.language.format;

import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which comments, and which empty lines, belong to which entry of a file. */
final class Comments {
    private final Map<YamlNode, List<String>> above = new IdentityHashMap<>();
    private final Map<YamlNode, String> beside = new IdentityHashMap<>();
    private final List<String> below = new ArrayList<>();
    private final SourceText source;
    private final List<Place> entries = new ArrayList<>();
    private final BitSet covered = new BitSet();
    private final BitSet continued = new BitSet();
    private int next;

    /** An entry, and where the last value in it ends. */
    private record Place(YamlNode entry, int end) {
        int start() {
            return entry.span().start();
        }
    }

    private Comments(SourceText source) {
        this.source = source;
    }

    static Comments of(SourceText source, YamlNode root) {
        var comments = new Comments(source);
        comments.collect(root);
        comments.attach();
        return comments;
    }

    /** The comments and empty lines before an entry; an item is known by its value, a field by its key. */
    List<String> above(YamlNode entry) {
        return above.getOrDefault(entry, List.of());
    }

    String beside(YamlNode entry) {
        return beside.getOrDefault(entry, "");
    }

    /** What stands behind the last entry. */
    List<String> below() {
        return below;
    }

    /** Every comment of the file, in order. */
    static List<String> all(SourceText source, YamlNode root) {
        var comments = new Comments(source);
        comments.collect(root);
        List<String> all = new ArrayList<>();
        for (int line = 1; line <= source.lines(); line++) {
            comments.comment(line).ifPresent(at -> all.add(comments.text(at)));
        }
        return all;
    }

    private void collect(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> cover(scalar);
            case YamlNode.Items items ->
                items.items().forEach(item -> {
                    entries.add(new Place(item, end(item)));
                    collect(item);
                });
            case YamlNode.Fields fields ->
                fields.fields().forEach(field -> {
                    entries.add(new Place(field.key(), Math.max(end(field.key()), end(field.value()))));
                    cover(field.key());
                    collect(field.value());
                });
        }
    }

    private void attach() {
        List<String> pending = new ArrayList<>();
        for (int line = 1; line <= source.lines(); line++) {
            String text = source.lineText(line);
            Optional<Integer> comment = comment(line);
            boolean whole = comment.isPresent()
                    && source.between(source.lineStart(line), comment.get()).isBlank();
            if (continued.get(line)) {
                continue;
            }
            if (text.isBlank()) {
                blank(pending);
            } else if (whole) {
                pending.add(text(comment.orElseThrow()));
            } else {
                begin(line, pending);
                comment.ifPresent(at -> beside(at, pending));
            }
        }
        while (!pending.isEmpty() && pending.getLast().isEmpty()) {
            pending.removeLast();
        }
        below.addAll(pending);
    }

    /** At most one empty line in a row, and none at the start of the file. */
    private void blank(List<String> pending) {
        boolean first = next == 0 && pending.isEmpty();
        if (!first && (pending.isEmpty() || !pending.getLast().isEmpty())) {
            pending.add("");
        }
    }

    /** Gives what is pending to the first entry that begins on the line. */
    private void begin(int line, List<String> pending) {
        boolean given = false;
        while (next < entries.size() && source.line(entries.get(next).start()) <= line) {
            if (!given && !pending.isEmpty()) {
                above.put(entries.get(next).entry(), List.copyOf(pending));
                pending.clear();
            }
            given = true;
            next++;
        }
    }

    /**
     * To the last entry that begins and ends on the line, and of those inside each other to the outermost; where none ends there,
     * to the last one that begins; behind a closing bracket to whatever comes next.
     */
    private void beside(int at, List<String> pending) {
        int line = source.line(at);
        Optional<Place> found = Optional.empty();
        for (int i = first(line); i < next; i++) {
            Place place = entries.get(i);
            boolean inside = found.isPresent() && place.start() < found.get().end();
            if (!inside && !isBlock(place.entry()) && source.line(Math.max(place.start(), place.end() - 1)) == line) {
                found = Optional.of(place);
            }
        }
        if (found.isEmpty() && first(line) < next) {
            found = Optional.of(entries.get(next - 1));
        }
        if (found.isPresent() && !beside.containsKey(found.get().entry())) {
            beside.put(found.get().entry(), text(at));
        } else {
            pending.add(text(at));
        }
    }

    /** An item over lines of its own: what stands beside its first line is beside that line's field or item. */
    private boolean isBlock(YamlNode entry) {
        int sign =
                entry.span().start() < source.length() ? source.at(entry.span().start()) : ' ';
        return entry instanceof YamlNode.Fields && sign != '{' || entry instanceof YamlNode.Items && sign != '[';
    }

    /** The first of the entries so far that begins on the line. */
    private int first(int line) {
        int first = next;
        while (first > 0 && source.line(entries.get(first - 1).start()) == line) {
            first--;
        }
        return first;
    }

    private static int end(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.span().start() + scalar.span().length();
            case YamlNode.Items items ->
                items.items().isEmpty()
                        ? node.span().start() + 1
                        : end(items.items().getLast());
            case YamlNode.Fields fields ->
                fields.fields().isEmpty()
                        ? node.span().start() + 1
                        : Math.max(
                                end(fields.fields().getLast().key()),
                                end(fields.fields().getLast().value()));
        };
    }

    private String text(int at) {
        return source.between(at, source.lineEnd(source.line(at))).stripTrailing();
    }

    /** Where the comment of a line begins. */
    private Optional<Integer> comment(int line) {
        int end = source.lineEnd(line);
        for (int at = source.lineStart(line); at < end; at++) {
            boolean apart = at == source.lineStart(line) || Character.isWhitespace(source.at(at - 1));
            if (source.at(at) == '#' && apart && !covered.get(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Notes what a scalar covers: the characters that are its own, and the lines that continue it. */
    private void cover(YamlNode.Scalar scalar) {
        Span span = scalar.span();
        int first = source.line(span.start());
        if (scalar.style() == YamlNode.Style.LITERAL || scalar.style() == YamlNode.Style.FOLDED) {
            int last = BlockText.lastLine(source, scalar);
            continued.set(first + 1, last + 1);
            covered.set(source.lineEnd(first), source.lineEnd(last));
        } else {
            covered.set(span.start(), span.start() + span.length());
            int end = Math.max(span.start(), span.start() + span.length() - 1);
            continued.set(first + 1, Math.max(first, source.line(Math.min(end, source.length()))) + 1);
        }
    }
}
