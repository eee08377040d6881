package dev.agentmesh.language.expression;

import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.value.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code steps.ID}: reads from the view only what is touched, and each document once per evaluation. */
final class StepObject implements Selectable {
    static final List<String> NAMES = List.of("output", "outputs", "status", "error", "errors", "attempts");

    private final String id;
    private final StepView view;
    private final Map<String, Object> read = new LinkedHashMap<>();

    StepObject(String id, StepView view) {
        this.id = id;
        this.view = view;
    }

    String status() {
        return view.status();
    }

    @Override
    public Object select(String name) throws Fault {
        Object known = read.get(name);
        if (known != null) {
            return known;
        }
        Object value = switch (name) {
            case "output" -> document(name, view.output());
            case "error" -> document(name, view.error());
            case "outputs" -> JsonReader.read(view.outputs().bytes());
            case "errors" -> JsonReader.read(view.errors().bytes());
            case "status" -> view.status();
            case "attempts" -> (long) view.attempts();
            default ->
                throw new Fault(
                        ExpressionCodes.MISSING,
                        "steps." + id + " has no \"" + name + "\"; it has: " + String.join(", ", NAMES));
        };
        read.put(name, value);
        return value;
    }

    private Object document(String name, Optional<Payload> payload) throws Fault {
        if (payload.isEmpty()) {
            throw new Fault(
                    ExpressionCodes.MISSING, "steps." + id + " has no " + name + ": its status is " + view.status());
        }
        return JsonReader.read(payload.get().bytes());
    }

    @Override
    public boolean has(String name) {
        return switch (name) {
            case "output" -> view.output().isPresent();
            case "error" -> view.error().isPresent();
            case "outputs", "errors", "status", "attempts" -> true;
            default -> false;
        };
    }

    @Override
    public List<String> names() {
        return NAMES.stream().filter(this::has).toList();
    }

    /** The step as one map, where an expression takes it whole. */
    Map<Object, Object> whole() throws Fault {
        var map = new LinkedHashMap<Object, Object>();
        for (String name : names()) {
            map.put(name, select(name));
        }
        return map;
    }
}
