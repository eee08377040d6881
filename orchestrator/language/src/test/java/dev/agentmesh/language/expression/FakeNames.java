package dev.agentmesh.language.expression;

import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.value.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names from JSON texts; remembers what was asked for. */
final class FakeNames implements Names {
    final List<String> asked = new ArrayList<>();
    private final Map<String, Step> steps = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> board = new HashMap<>();
    private final Map<String, String> locals = new HashMap<>();
    private String input = "null";

    private record Step(
            String status, Optional<String> output, String outputs, String errors, Optional<String> error) {}

    FakeNames input(String json) {
        input = json;
        return this;
    }

    FakeNames completed(String id, String output) {
        steps.put(id, new Step("completed", Optional.of(output), "[" + output + "]", "[]", Optional.empty()));
        return this;
    }

    FakeNames skipped(String id) {
        steps.put(id, new Step("skipped", Optional.empty(), "[]", "[]", Optional.empty()));
        return this;
    }

    FakeNames failed(String id, String error) {
        steps.put(id, new Step("failed", Optional.empty(), "[]", "[" + error + "]", Optional.of(error)));
        return this;
    }

    FakeNames variable(String name, String json) {
        variables.put(name, json);
        return this;
    }

    FakeNames local(String name, String json) {
        locals.put(name, json);
        return this;
    }

    @Override
    public Payload input() {
        asked.add("input");
        return Payload.json(input);
    }

    @Override
    public StepView step(String id) {
        asked.add("steps." + id);
        Step step = steps.getOrDefault(id, new Step("none", Optional.empty(), "[]", "[]", Optional.empty()));
        return new StepView() {
            @Override
            public String status() {
                asked.add("steps." + id + ".status");
                return step.status;
            }

            @Override
            public Optional<Payload> output() {
                asked.add("steps." + id + ".output");
                return step.output.map(Payload::json);
            }

            @Override
            public Payload outputs() {
                asked.add("steps." + id + ".outputs");
                return Payload.json(step.outputs);
            }

            @Override
            public Payload errors() {
                return Payload.json(step.errors);
            }

            @Override
            public Optional<Payload> error() {
                return step.error.map(Payload::json);
            }

            @Override
            public int attempts() {
                return step.status.equals("none") ? 0 : 1;
            }
        };
    }

    @Override
    public Optional<Payload> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(Payload::json);
    }

    FakeNames board(String section, String key, String json) {
        board.put(section + "." + key, json);
        return this;
    }

    @Override
    public Optional<Payload> board(String section, String key) {
        return Optional.ofNullable(board.get(section + "." + key)).map(Payload::json);
    }

    @Override
    public Optional<Payload> local(String name) {
        asked.add(name);
        return Optional.ofNullable(locals.get(name)).map(Payload::json);
    }

    @Override
    public Payload run() {
        return Payload.json(
                "{\"id\":\"r-1\",\"title\":\"t\",\"workflow\":\"w\",\"version\":\"1\",\"startedAt\":\"2026-11-21T10:00:00Z\"}");
    }
}
