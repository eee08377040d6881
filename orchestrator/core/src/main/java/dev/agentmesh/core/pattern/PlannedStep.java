package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.value.Json;
import java.util.List;
import java.util.Optional;

/**
 * A step of a plan.
 *
 * @param task what is to be done, in words
 * @param with the input itself, instead of words
 * @param needs the steps whose results it is given
 */
record PlannedStep(String id, Verb.AgentCall call, Optional<String> task, Optional<Json> with, List<String> needs) {
    PlannedStep {
        needs = List.copyOf(needs);
    }

    Json json() {
        return new Fields()
                .with("id", id)
                .with("agent", call.skill().isEmpty() ? call.agent() : call.agent() + "/" + call.skill())
                .with("task", task.map(Json::text))
                .with("with", with)
                .with("needs", needs)
                .json();
    }

    /** What {@link #json()} wrote. */
    static PlannedStep of(Json json) {
        return new PlannedStep(
                json.field("id").flatMap(Json::asText).orElse(""),
                call(json.field("agent").flatMap(Json::asText).orElse("")),
                json.field("task").flatMap(Json::asText),
                json.field("with"),
                Fields.texts(json, "needs"));
    }

    /** {@code agent} or {@code agent/skill}. */
    static Verb.AgentCall call(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Verb.AgentCall(text, "")
                : new Verb.AgentCall(text.substring(0, slash), text.substring(slash + 1));
    }
}
