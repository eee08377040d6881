package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads {@code graph}, and checks that every node can be reached and that every node can reach the end. */
final class GraphReader {
    private static final String DONE = "done";
    private static final int MOST_VISITS = 1_000;
    private static final int MOST_NODES = 1_000;
    private static final List<String> REDUCERS = Stream.of(Verb.Reducer.values())
            .map(reducer -> reducer.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Reading reading;
    private final StepRegister register;
    private final ExpressionReader expressions;
    private final StepReader steps;

    GraphReader(Reading reading, StepRegister register, ExpressionReader expressions, StepReader steps) {
        this.reading = reading;
        this.register = register;
        this.expressions = expressions;
        this.steps = steps;
    }

    Optional<Verb> graph(YamlNode node, Scope scope, StepReader.Frame frame, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"graph\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(fields, new TreeSet<>(Set.of("entry", "max", "state", "nodes")), Set.of(), "graph");
        Optional<YamlNode.Fields> nodes = fields.value("nodes").flatMap(n -> reading.fields(n, "\"nodes\""));
        if (fields.value("nodes").isEmpty()) {
            reading.missing(
                    node.span(), "\"graph\" needs \"nodes\"", "nodes:\n  first: { agent: my-agent, next: done }");
        }
        int max = max(fields);
        var state = state(fields);
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        List<Verb.Node> read =
                nodes(nodes.get(), scope, new StepReader.Frame(frame.map(), frame.lanes(), frame.turns() * max), user);
        Optional<String> entry = entry(fields, nodes.get());
        entry.ifPresent(first -> connected(nodes.get(), first));
        return entry.map(first -> new Verb.Graph(first, max, state, read));
    }

    private int max(YamlNode.Fields fields) {
        Optional<YamlNode> written = fields.value("max");
        if (written.isEmpty()) {
            reading.problems()
                    .at(fields.span(), Codes.NO_BOUND, "a graph needs a bound")
                    .cause("a cycle that is never left would go on, and cost, for ever")
                    .fix("add max: 20, the most visits of nodes in all");
            return 1;
        }
        return reading.whole(written.get(), "\"max\"", 1, MOST_VISITS).orElse(1);
    }

    private LinkedHashMap<String, Verb.Reducer> state(YamlNode.Fields fields) {
        var state = new LinkedHashMap<String, Verb.Reducer>();
        Optional<YamlNode.Fields> written = fields.value("state").flatMap(s -> reading.fields(s, "\"state\""));
        for (YamlNode.Field field : written.map(YamlNode.Fields::fields).orElse(List.of())) {
            reading.name(
                    field.key(),
                    "a state value's name",
                    VerbReader.VARIABLE,
                    "a letter or _ first, then letters, digits and _");
            Optional<String> word = reading.text(field.value(), "a reducer");
            if (word.isPresent() && REDUCERS.contains(word.get())) {
                state.put(field.name(), Verb.Reducer.valueOf(word.get().toUpperCase(Locale.ROOT)));
            } else if (word.isPresent()) {
                reading.problems()
                        .at(
                                field.value().span(),
                                Codes.WRONG_SHAPE,
                                "a reducer cannot be \"" + Reading.shortened(word.get()) + "\"")
                        .suggest(Nearest.to(word.get(), REDUCERS))
                        .fix("write one of " + String.join(", ", REDUCERS));
            }
        }
        return state;
    }

    private List<Verb.Node> nodes(YamlNode.Fields nodes, Scope scope, StepReader.Frame frame, String user) {
        var read = new ArrayList<Verb.Node>();
        if (nodes.fields().isEmpty() || nodes.fields().size() > MOST_NODES) {
            reading.range(
                    nodes,
                    "\"nodes\" needs 1 to " + MOST_NODES + " nodes but has "
                            + nodes.fields().size());
        }
        Scope inside = scope.with(List.of("graph", "state")).changing(register.variablesIn(nodes));
        int mark = register.mark();
        for (YamlNode.Field node : nodes.fields()) {
            if (node.name().equals(DONE)) {
                reading.problems()
                        .at(node.key().span(), Codes.BAD_NAME, "no node can be called \"done\"")
                        .cause("\"done\" is where a graph ends")
                        .fix("choose another name");
            }
            Optional<YamlNode.Fields> fields = reading.fields(node.value(), "node \"" + node.name() + "\"");
            if (fields.isPresent()) {
                Optional<Step> step = steps.node(node, fields.get(), inside, frame);
                List<Verb.Edge> edges = edges(node, fields.get(), nodes, inside.with("output", output(step)), user);
                step.ifPresent(s -> read.add(new Verb.Node(s, edges)));
            }
        }
        register.turnsSee(mark, inside);
        scope.adopt(inside);
        return read;
    }

    private Shape output(Optional<Step> step) {
        return step.map(one -> steps.output(List.of(one))).orElse(Shape.ANY);
    }

    private List<Verb.Edge> edges(
            YamlNode.Field node, YamlNode.Fields fields, YamlNode.Fields nodes, Scope scope, String user) {
        Optional<YamlNode> next = fields.value("next");
        if (next.isEmpty()) {
            reading.missing(node.key().span(), "node \"" + node.name() + "\" needs \"next\"", "next: done");
            return List.of();
        }
        if (next.get() instanceof YamlNode.Scalar) {
            return target(next.get(), nodes)
                    .map(to -> List.of(new Verb.Edge(Optional.empty(), to)))
                    .orElse(List.of());
        }
        var edges = new ArrayList<Verb.Edge>();
        for (YamlNode item :
                reading.items(next.get(), "\"next\"").map(YamlNode.Items::items).orElse(List.of())) {
            if (!edges.isEmpty() && edges.getLast().when().isEmpty()) {
                reading.problems()
                        .at(item.span(), Codes.UNREACHABLE, "this edge is never taken")
                        .cause("the edge before it has no \"when\" and is always taken")
                        .fix("move the edge without \"when\" to the end");
            }
            reading.fields(item, "an edge")
                    .flatMap(edge -> edge(edge, nodes, scope, user))
                    .ifPresent(edges::add);
        }
        return edges;
    }

    private Optional<Verb.Edge> edge(YamlNode.Fields fields, YamlNode.Fields nodes, Scope scope, String user) {
        reading.keys(fields, new TreeSet<>(Set.of("when", "to")), Set.of(), "an edge");
        Optional<Expression> when =
                fields.value("when").flatMap(node -> expressions.bare(node, "when", "bool", scope, user));
        if (fields.value("to").isEmpty()) {
            reading.missing(fields.span(), "an edge needs \"to\"", "- when: output.risk > 0.7\n  to: done");
        }
        return fields.value("to").flatMap(to -> target(to, nodes)).map(to -> new Verb.Edge(when, to));
    }

    /** A node, or an inner empty for the end. */
    private Optional<Optional<String>> target(YamlNode node, YamlNode.Fields nodes) {
        Optional<String> name = reading.text(node, "an edge's target");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (name.get().equals(DONE)) {
            return Optional.of(Optional.empty());
        }
        if (nodes.field(name.get()).isEmpty()) {
            unknown(node, name.get(), nodes);
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private void unknown(YamlNode at, String name, YamlNode.Fields nodes) {
        List<String> names = nodes.fields().stream().map(YamlNode.Field::name).toList();
        reading.problems()
                .at(at.span(), Codes.GRAPH, "there is no node \"" + Reading.shortened(name) + "\"")
                .suggest(Nearest.to(
                        name, Stream.concat(names.stream(), Stream.of(DONE)).toList()))
                .cause("nodes: " + Reading.shortened(String.join(", ", names)))
                .fix("name one of the nodes, or done");
    }

    private Optional<String> entry(YamlNode.Fields fields, YamlNode.Fields nodes) {
        Optional<YamlNode> written = fields.value("entry");
        if (written.isEmpty()) {
            reading.missing(
                    fields.span(),
                    "\"graph\" needs \"entry\"",
                    "entry: "
                            + nodes.fields().stream()
                                    .findFirst()
                                    .map(YamlNode.Field::name)
                                    .orElse("first"));
            return Optional.empty();
        }
        Optional<String> entry = reading.text(written.get(), "\"entry\"");
        if (entry.isPresent() && nodes.field(entry.get()).isEmpty()) {
            unknown(written.get(), entry.get(), nodes);
            return Optional.empty();
        }
        return entry;
    }

    /** Each node can be reached from the entry, and from each the end can be reached. */
    private void connected(YamlNode.Fields nodes, String entry) {
        Map<String, Set<String>> forward = new HashMap<>();
        Map<String, Set<String>> backward = new HashMap<>();
        for (YamlNode.Field node : nodes.fields()) {
            for (String to : targets(node.value())) {
                forward.computeIfAbsent(node.name(), _ -> new TreeSet<>()).add(to);
                backward.computeIfAbsent(to, _ -> new TreeSet<>()).add(node.name());
            }
        }
        Set<String> reached = reach(entry, forward);
        Set<String> ending = reach(DONE, backward);
        for (YamlNode.Field node : nodes.fields()) {
            if (!reached.contains(node.name())) {
                reading.problems()
                        .at(node.key().span(), Codes.GRAPH, "node \"" + node.name() + "\" is never reached")
                        .cause("no way of edges leads from \"" + entry + "\" to it")
                        .fix("add an edge to it, or remove it");
            } else if (!ending.contains(node.name())) {
                reading.problems()
                        .at(node.key().span(), Codes.GRAPH, "no way leads from node \"" + node.name() + "\" to done")
                        .cause("once there, the graph could only run into its bound")
                        .fix("give it, or a node behind it, an edge to done");
            }
        }
    }

    private static Set<String> targets(YamlNode node) {
        Optional<YamlNode> next = node instanceof YamlNode.Fields fields ? fields.value("next") : Optional.empty();
        Stream<YamlNode> written = switch (next.orElse(node)) {
            case YamlNode.Scalar scalar -> Stream.of(scalar);
            case YamlNode.Items items ->
                items.items().stream()
                        .filter(YamlNode.Fields.class::isInstance)
                        .flatMap(edge -> ((YamlNode.Fields) edge).value("to").stream());
            case YamlNode.Fields _ -> Stream.empty();
        };
        Set<String> names = new TreeSet<>();
        written.filter(YamlNode.Scalar.class::isInstance).forEach(to -> names.add(((YamlNode.Scalar) to).value()));
        return names;
    }

    private static Set<String> reach(String from, Map<String, Set<String>> edges) {
        Set<String> reached = new HashSet<>(Set.of(from));
        ArrayDeque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (String to : edges.getOrDefault(open.poll(), Set.of())) {
                if (reached.add(to)) {
                    open.add(to);
                }
            }
        }
        return reached;
    }
}
