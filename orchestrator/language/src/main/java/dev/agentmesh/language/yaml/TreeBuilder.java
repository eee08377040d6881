package dev.agentmesh.language.yaml;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds the tree from events with its own stack, so that no nesting can exhaust the thread's. For one document. */
final class TreeBuilder {
    /** Levels of lists and maps; a step nested in a step takes about three. */
    static final int MAX_DEPTH = 100;

    /** A list or map that is still open. */
    private static final class Open {
        final Span start;
        final boolean map;
        final List<YamlNode> items = new ArrayList<>();
        final List<YamlNode.Field> fields = new ArrayList<>();
        final Map<String, YamlNode.Scalar> keys = new HashMap<>();
        YamlNode.@Nullable Scalar key;

        Open(Span start, boolean map) {
            this.start = start;
            this.map = map;
        }
    }

    private final Problems problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private int documents;

    TreeBuilder(Problems problems) {
        this.problems = problems;
    }

    Optional<YamlNode> root() {
        return Optional.ofNullable(root);
    }

    /** Whether reading goes on. */
    boolean take(Event event) {
        Span span = span(event);
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            node.getAnchor().ifPresent(anchor -> feature(span, "an anchor (&" + anchor.getValue() + ")"));
        }
        return switch (event.getEventId()) {
            case DocumentStart -> document(span);
            case MappingStart -> start(((MappingStartEvent) event).getTag(), span, true);
            case SequenceStart -> start(((SequenceStartEvent) event).getTag(), span, false);
            case MappingEnd, SequenceEnd -> end();
            case Scalar -> scalar((ScalarEvent) event, span);
            case Alias -> alias((AliasEvent) event, span);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> true;
        };
    }

    private static Span span(Event event) {
        int start = event.getStartMark().map(Mark::getIndex).orElse(0);
        int end = event.getEndMark().map(Mark::getIndex).orElse(start);
        return new Span(start, end - start);
    }

    private boolean document(Span span) {
        if (++documents > 1) {
            problems.at(span, Codes.DOCUMENTS, "the file has more than one document")
                    .fix("keep one workflow per file: put what follows \"---\" in a file of its own");
            return false;
        }
        return true;
    }

    private void feature(Span span, String what) {
        problems.at(span, Codes.YAML_FEATURE, what + " is not allowed in a definition")
                .cause("a definition is read as it stands, so that nobody has to look elsewhere in the file")
                .fix("write the value out where it is used");
    }

    private boolean start(Optional<String> tag, Span span, boolean map) {
        tag.ifPresent(name -> feature(span, "the tag " + name));
        if (open.size() == MAX_DEPTH) {
            problems.at(span, Codes.TOO_LARGE, "lists and maps are nested more than " + MAX_DEPTH + " deep")
                    .fix("split the workflow, or flatten the value");
            return false;
        }
        if (expectsKey()) {
            SyntaxTraps.reportMapAsKey(problems, span);
            return false;
        }
        open.push(new Open(span, map));
        return true;
    }

    private boolean expectsKey() {
        Open top = open.peek();
        return top != null && top.map && top.key == null;
    }

    private boolean end() {
        Open closed = open.pop();
        return add(
                closed.map
                        ? new YamlNode.Fields(closed.start, closed.fields)
                        : new YamlNode.Items(closed.start, closed.items));
    }

    private boolean alias(AliasEvent event, Span span) {
        feature(span, "an alias (*" + event.getAnchor().map(Object::toString).orElse("") + ")");
        return add(new YamlNode.Scalar(span, "", YamlNode.Style.DOUBLE_QUOTED));
    }

    private boolean scalar(ScalarEvent event, Span span) {
        if (event.getTag().isPresent()) {
            SyntaxTraps.reportTag(problems, span, event.getTag().get());
        }
        var style = switch (event.getScalarStyle()) {
            case PLAIN, JSON_SCALAR_STYLE -> YamlNode.Style.PLAIN;
            case SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> YamlNode.Style.DOUBLE_QUOTED;
            case LITERAL -> YamlNode.Style.LITERAL;
            case FOLDED -> YamlNode.Style.FOLDED;
        };
        return add(new YamlNode.Scalar(span, event.getValue(), style));
    }

    private boolean add(YamlNode node) {
        Open top = open.peek();
        if (top == null) {
            root = node;
        } else if (!top.map) {
            top.items.add(node);
        } else if (top.key == null) {
            key(top, (YamlNode.Scalar) node);
        } else {
            top.fields.add(new YamlNode.Field(top.key, node));
            top.key = null;
        }
        return true;
    }

    private void key(Open map, YamlNode.Scalar key) {
        map.key = key;
        if (key.value().equals("<<") && key.style() == YamlNode.Style.PLAIN) {
            feature(key.span(), "a merge key (<<)");
        }
        YamlNode.Scalar first = map.keys.putIfAbsent(key.value(), key);
        if (first != null) {
            int line = problems.source().line(first.span().start());
            problems.at(key.span(), Codes.DUPLICATE_KEY, "the key \"" + key.value() + "\" is given twice")
                    .cause("it stands in line " + line + " already; YAML readers disagree on which one counts")
                    .fix("keep one");
        }
    }
}
