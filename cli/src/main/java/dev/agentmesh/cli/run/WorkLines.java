package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.summary.RunSummary;

/** The state of the work for reading. */
final class WorkLines {
    private static final int LONGEST = 160;

    private final Screen screen;

    WorkLines(Screen screen) {
        this.screen = screen;
    }

    /** @param state as {@link WorkJson} tells it */
    void print(RunSummary run, ObjectNode state) {
        screen.text("run " + run.runId() + "  " + RunTable.status(run) + "  " + Printable.line(run.title()));
        screen.text("  request    " + shortened(state.path("request")));
        list("done", state.path("completed"));
        list("now", state.path("inProgress"));
        pending(state.path("pending"));
        state.path("findings")
                .properties()
                .forEach(found -> found.getValue()
                        .forEach(one -> screen.text("  found      " + found.getKey() + " at "
                                + one.path("step").asText() + ": " + shortened(one.path("output")))));
        state.path("issues")
                .properties()
                .forEach(met -> met.getValue()
                        .forEach(one -> screen.text("  issue      " + met.getKey() + " at "
                                + one.path("step").asText() + ": "
                                + Printable.shortened(one.path("message").asText(), LONGEST) + " ("
                                + one.path("code").asText() + ")")));
        state.path("decisions").forEach(choice -> {
            String step = choice.path("step").asText();
            screen.text("  decided    " + (step.isEmpty() ? "" : step + ": ")
                    + Printable.shortened(choice.path("text").asText(), LONGEST));
        });
        screen.text("  spent      " + run.attempts() + " attempts, "
                + state.path("retries").asInt() + " of them retries"
                + RunJson.shown(run.usage()).map(cost -> ", " + cost).orElse(""));
    }

    private void list(String name, JsonNode paths) {
        if (!paths.isEmpty()) {
            var all = new StringBuilder();
            paths.forEach(path -> all.append(all.isEmpty() ? "" : ", ").append(path.asText()));
            line(name, all.toString());
        }
    }

    private void pending(JsonNode pending) {
        if (pending.isNull()) {
            line("to come", "not known: the definition of the run is not deployed here any more");
            return;
        }
        var all = new StringBuilder();
        pending.forEach(todo -> all.append(all.isEmpty() ? "" : ", ")
                .append(todo.path("step").asText())
                .append(todo.has("items") ? " (" + todo.path("items").asInt() + " items)" : ""));
        if (!all.isEmpty()) {
            line("to come", all.toString());
        }
    }

    private void line(String name, String text) {
        screen.text("  " + String.format("%-11s", name) + Printable.line(text));
    }

    private static String shortened(JsonNode value) {
        return Printable.shortened(Json.line(value), LONGEST);
    }
}
