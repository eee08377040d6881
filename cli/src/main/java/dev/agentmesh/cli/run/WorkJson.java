package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.run.BoardChange;
import dev.agentmesh.core.run.BoardWrite;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.Remaining;
import dev.agentmesh.eventlog.summary.WorkState;
import java.util.List;
import java.util.Optional;

/** What is done, in progress, found, decided and on the blackboard, as JSON. Values over 16 KiB are left out and only their size is told. */
final class WorkJson {
    private static final int LARGE = 16_384;

    private WorkJson() {}

    /** @param outline of the run's definition; without it nobody knows what is to come */
    static ObjectNode of(List<LoggedEvent> events, Optional<Outline> outline) {
        var state = new WorkState();
        events.forEach(state::accept);
        ObjectNode json = Json.object();
        json.set("request", state.request().map(WorkJson::value).orElse(null));
        paths(json.putArray("completed"), state.completed());
        paths(json.putArray("inProgress"), state.inProgress());
        Remaining.of(events, outline)
                .ifPresentOrElse(todo -> pending(json.putArray("pending"), todo), () -> json.putNull("pending"));
        json.put("retries", state.retries());
        ObjectNode findings = json.putObject("findings");
        state.findings().forEach((agent, found) -> {
            ArrayNode list = findings.putArray(agent);
            found.forEach(one -> list.addObject()
                    .put("step", one.step().text())
                    .put("at", one.at().toString())
                    .set("output", value(one.output())));
        });
        ObjectNode issues = json.putObject("issues");
        state.issues().forEach((agent, met) -> {
            ArrayNode list = issues.putArray(agent);
            met.forEach(one -> list.addObject()
                    .put("step", one.step().text())
                    .put("at", one.at().toString())
                    .put("code", one.failure().code())
                    .put("message", one.failure().message()));
        });
        ArrayNode decisions = json.putArray("decisions");
        state.decisions()
                .forEach(choice -> decisions
                        .addObject()
                        .put("step", choice.step().text())
                        .put("at", choice.at().toString())
                        .put("text", choice.text()));
        ObjectNode board = json.putObject("board");
        state.board().forEach((section, keys) -> {
            ObjectNode values = board.putObject(section);
            keys.forEach((key, changes) -> values.set(key, standing(section, changes)));
        });
        return json;
    }

    private static void paths(ArrayNode array, List<StepPath> paths) {
        paths.forEach(path -> array.add(path.text()));
    }

    private static void pending(ArrayNode array, List<Remaining.Todo> todo) {
        for (Remaining.Todo next : todo) {
            ObjectNode json = array.addObject().put("step", next.path().text());
            if (next.items() > 0) {
                json.put("items", next.items());
            }
        }
    }

    private static ObjectNode standing(String section, List<BoardChange> changes) {
        BoardChange last = changes.getLast();
        ObjectNode json = Json.object().put("version", last.version());
        if (last.mode() != BoardWrite.Mode.APPEND) {
            json.set("value", value(last.value()));
            return json;
        }
        ArrayNode entries = json.putArray("entries");
        for (BoardChange change : changes) {
            entries.add(
                    section.equals(BoardRules.MESSAGES)
                            ? Json.object().put("action", change.action()).set("content", value(change.value()))
                            : value(change.value()));
        }
        return json;
    }

    private static JsonNode value(Payload payload) {
        return payload.size() <= LARGE
                ? Json.value(payload.text())
                : Json.object().put("bytes", payload.size());
    }
}
