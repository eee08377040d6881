package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.Cell.VariableCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a graph keeps of its nodes' outputs. A value stands at the graph and is replaced; what is appended stands at the visit
 * that gave it and is put together when somebody asks, so that a visit writes no more the more there were before it.
 */
public final class GraphState {
    private static final String VISIT = "visit:";

    private GraphState() {}

    /** What expressions inside the graph read: {@code graph.visits}, {@code state}. */
    public static Optional<Payload> local(RunView view, StepPath path, Verb.Graph graph, String name) {
        return switch (name) {
            case "graph" -> Optional.of(Payload.json("{\"visits\":" + visits(view, path) + "}"));
            case "state" -> Optional.of(read(view, path, graph).payload());
            default -> Optional.empty();
        };
    }

    /** The lane in which the node was visited last. */
    public static Optional<StepPath> lastVisit(RunView view, StepPath path, String node) {
        return value(view, path, VISIT + node).map(lane -> path.lane(lane.write()));
    }

    private static int visits(RunView view, StepPath path) {
        return view.get(CellKey.scope(path))
                .filter(LanesCell.class::isInstance)
                .map(cell -> ((LanesCell) cell).started())
                .orElse(0);
    }

    static Json read(RunView view, StepPath path, Verb.Graph graph) {
        var fields = new LinkedHashMap<String, Json>();
        int visits = visits(view, path);
        graph.state().forEach((name, reducer) -> fields.put(name, read(view, path, name, reducer, visits)));
        return new Json.Object(fields);
    }

    private static Json read(RunView view, StepPath path, String name, Verb.Reducer reducer, int visits) {
        if (reducer != Verb.Reducer.APPEND) {
            return value(view, path, name).orElseGet(() -> initial(reducer));
        }
        List<Json> all = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            value(view, path.lane(i), name).ifPresent(added -> all.addAll(items(added)));
        }
        return new Json.Array(all);
    }

    private static Json initial(Verb.Reducer reducer) {
        return switch (reducer) {
            case APPEND -> new Json.Array(List.of());
            case SUM -> Json.number(0);
            case MERGE -> new Json.Object(new LinkedHashMap<>());
            case LAST, MAX, MIN -> new Json.Null();
        };
    }

    private static Optional<Json> value(RunView view, StepPath path, String name) {
        return view.get(CellKey.state(path, name)).flatMap(cell -> Json.of(((VariableCell) cell).value()));
    }

    private static List<Json> items(Json value) {
        return value instanceof Json.Array(List<Json> items) ? items : List.of(value);
    }

    /** What a visit changes at the graph, and what it appends. */
    record Change(SequencedMap<String, Payload> values, SequencedMap<String, Payload> appended) {}

    static Change reduce(RunView view, StepPath lane, Verb.Graph graph, String node, Optional<Payload> output)
            throws EvaluationFailed {
        var values = new LinkedHashMap<String, Payload>();
        var appended = new LinkedHashMap<String, Payload>();
        Optional<Json> given = output.flatMap(Json::of);
        for (var entry : graph.state().entrySet()) {
            String name = entry.getKey();
            Optional<Json> value = given.flatMap(json -> json.field(name));
            if (value.isEmpty()) {
                continue;
            }
            if (entry.getValue() == Verb.Reducer.APPEND) {
                appended.put(name, new Json.Array(items(value.get())).payload());
            } else {
                Json next = reduce(view, lane.step(), name, entry.getValue(), value.get());
                values.put(name, Pattern.bounded("State \"" + name + "\"", lane.step(), next.payload()));
            }
        }
        values.put(VISIT + node, Payload.json(lane.selector().orElseThrow()));
        return new Change(values, appended);
    }

    private static Json reduce(RunView view, StepPath path, String name, Verb.Reducer reducer, Json value)
            throws EvaluationFailed {
        Json before = value(view, path, name).orElseGet(() -> initial(reducer));
        return switch (reducer) {
            case APPEND, LAST -> value;
            case SUM -> new Json.Number(number(before, path, name, reducer).add(number(value, path, name, reducer)));
            case MAX ->
                before instanceof Json.Null
                        ? new Json.Number(number(value, path, name, reducer))
                        : new Json.Number(number(before, path, name, reducer).max(number(value, path, name, reducer)));
            case MIN ->
                before instanceof Json.Null
                        ? new Json.Number(number(value, path, name, reducer))
                        : new Json.Number(number(before, path, name, reducer).min(number(value, path, name, reducer)));
            case MERGE -> merged(before, value, path, name);
        };
    }

    private static BigDecimal number(Json value, StepPath path, String name, Verb.Reducer reducer)
            throws EvaluationFailed {
        Optional<BigDecimal> number = value.asNumber();
        if (number.isEmpty()) {
            throw unfit(path, name, reducer, "a number", value);
        }
        return number.get();
    }

    private static Json merged(Json before, Json value, StepPath path, String name) throws EvaluationFailed {
        if (!(before instanceof Json.Object(var old)) || !(value instanceof Json.Object(var newer))) {
            throw unfit(path, name, Verb.Reducer.MERGE, "an object", value);
        }
        var fields = new LinkedHashMap<String, Json>(old);
        fields.putAll(newer);
        return new Json.Object(fields);
    }

    private static EvaluationFailed unfit(
            StepPath path, String name, Verb.Reducer reducer, String expected, Json found) {
        return new EvaluationFailed(
                "MESH-4149",
                "State \"" + name + "\" of \"" + path + "\" is reduced by "
                        + reducer.name().toLowerCase(Locale.ROOT) + ", which takes " + expected + ", but a node gave "
                        + found.payload());
    }
}
