package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Nodes that are visited one after the other, as edges say. */
public final class Graph<T> extends Described<T> {
    private final String entry;
    private final int max;
    private final SequencedMap<String, Verb.Reducer> state = new LinkedHashMap<>();
    private final List<Verb.Node> nodes = new ArrayList<>();

    private Graph(String entry, int max) {
        this.entry = entry;
        this.max = max;
    }

    /**
     * A graph without nodes yet.
     *
     * @param entry the node that is visited first
     * @param max how many visits there can be in all
     */
    public static <T> Graph<T> from(String entry, int max, Class<T> gives) {
        return new Graph<>(entry, max);
    }

    /** Keeps a field of what nodes give, read as {@code state.NAME}. */
    public Graph<T> state(String name, Verb.Reducer how) {
        state.put(name, how);
        return this;
    }

    /** A node: one step, whose id is the node's name, and the edges that lead away from it. */
    public <N> Graph<T> node(Function<Sequence, Done<N>> step, Consumer<Edges<N>> edges) {
        var away = new Edges<N>();
        edges.accept(away);
        nodes.add(new Verb.Node(step.apply(new Sequence()).toStep(), away.built));
        return this;
    }

    @Override
    Verb verb() {
        return new Verb.Graph(entry, max, state, nodes);
    }

    /** Edges in the order in which they are tried; the first that holds is taken. */
    public static final class Edges<N> {
        private final List<Verb.Edge> built = new ArrayList<>();

        private Edges() {}

        /** To a node, if this holds of what the step gave. */
        public Edges<N> when(Function<Value<N>, Condition> holds, String to) {
            return add(Optional.of(holds), Optional.of(to));
        }

        public Edges<N> to(String node) {
            return add(Optional.empty(), Optional.of(node));
        }

        /** To the end, if this holds of what the step gave. */
        public Edges<N> doneWhen(Function<Value<N>, Condition> holds) {
            return add(Optional.of(holds), Optional.empty());
        }

        public Edges<N> done() {
            return add(Optional.empty(), Optional.empty());
        }

        private Edges<N> add(Optional<Function<Value<N>, Condition>> holds, Optional<String> to) {
            built.add(new Verb.Edge(
                    holds.map(
                            condition -> condition.apply(new Value<>("output")).toExpression()),
                    to));
            return this;
        }
    }
}
