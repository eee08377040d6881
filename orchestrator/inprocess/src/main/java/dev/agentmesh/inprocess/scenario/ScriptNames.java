package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.inprocess.TaskCall;
import java.util.Optional;

/** What a scripted answer's expressions see: the task, and nothing of the run but its id. */
final class ScriptNames implements Names {
    private final TaskCall task;
    private final int calls;

    /** @param calls how often the agent was asked before */
    ScriptNames(TaskCall task, int calls) {
        this.task = task;
        this.calls = calls;
    }

    @Override
    public Payload input() {
        return task.input();
    }

    @Override
    public StepView step(String id) {
        return new StepView() {
            @Override
            public String status() {
                return "none";
            }

            @Override
            public Optional<Payload> output() {
                return Optional.empty();
            }

            @Override
            public Payload outputs() {
                return Payload.json("[]");
            }

            @Override
            public Payload errors() {
                return Payload.json("[]");
            }

            @Override
            public Optional<Payload> error() {
                return Optional.empty();
            }

            @Override
            public int attempts() {
                return 0;
            }
        };
    }

    @Override
    public Optional<Payload> variable(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Payload> local(String name) {
        return switch (name) {
            case "step" -> Optional.of(Payload.json(JsonText.quote(task.path().id())));
            case "path" -> Optional.of(Payload.json(JsonText.quote(task.path().text())));
            case "attempt" -> Optional.of(Payload.json(Integer.toString(task.attempt())));
            case "call" -> Optional.of(Payload.json(Integer.toString(calls)));
            default -> Optional.empty();
        };
    }

    @Override
    public Payload run() {
        return Payload.json("{\"id\":" + JsonText.quote(task.runId()) + "}");
    }
}
