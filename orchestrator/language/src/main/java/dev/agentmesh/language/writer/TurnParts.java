package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Listing;
import dev.agentmesh.language.format.Part.Mapping;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Verbs that go turn by turn through steps. */
final class TurnParts {
    private TurnParts() {}

    static Part loop(Verb.Loop loop) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("max", Word.bare(Integer.toString(loop.max()))));
        loop.until().ifPresent(until -> entries.add(Entry.of("until", Word.code(until.text()))));
        entries.add(Entry.of("do", StepParts.sequence(loop.steps())));
        return new Mapping(entries, Layout.BLOCK);
    }

    static Part graph(Verb.Graph graph) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("entry", Word.text(graph.entry())));
        entries.add(Entry.of("max", Word.bare(Integer.toString(graph.max()))));
        if (!graph.state().isEmpty()) {
            List<Entry> state = new ArrayList<>();
            graph.state()
                    .forEach((name, reducer) ->
                            state.add(Entry.of(name, Word.text(reducer.name().toLowerCase(Locale.ROOT)))));
            entries.add(Entry.of("state", new Mapping(state, Layout.FLOW)));
        }
        entries.add(Entry.of(
                "nodes",
                new Mapping(
                        graph.nodes().stream()
                                .map(node -> Entry.of(node.step().id(), node(node)))
                                .toList(),
                        Layout.BLOCK)));
        return new Mapping(entries, Layout.BLOCK);
    }

    /** A node's name is its step's id. */
    private static Part node(Verb.Node node) {
        List<Entry> entries = new ArrayList<>(StepParts.body(node.step()));
        entries.add(Entry.of("next", next(node.edges())));
        return new Mapping(entries, Layout.BLOCK);
    }

    private static Part next(List<Verb.Edge> edges) {
        if (edges.size() == 1 && edges.getFirst().when().isEmpty()) {
            return target(edges.getFirst());
        }
        return new Listing(edges.stream().map(edge -> Entry.item(edge(edge))).toList(), Layout.BLOCK);
    }

    private static Part edge(Verb.Edge edge) {
        List<Entry> entries = new ArrayList<>();
        edge.when().ifPresent(when -> entries.add(Entry.of("when", Word.code(when.text()))));
        entries.add(Entry.of("to", target(edge)));
        return new Mapping(entries, Layout.BLOCK);
    }

    private static Word target(Verb.Edge edge) {
        return Word.text(edge.to().orElse("done"));
    }
}
