package dev.agentmesh.core.pattern;

import dev.agentmesh.core.value.Json;
import java.util.Optional;

/**
 * A piece of work that was given to somebody.
 *
 * @param id what the supervisor calls it: d1, d2, ...
 * @param task what is to be done, as the supervisor put it
 * @param revision from 1; a revised piece of work is done again with what was wrong
 */
record Delegation(
        String id, String worker, Json task, Optional<Json> criteria, int revision, Optional<String> feedback) {
    /** The lane of this revision. */
    String lane() {
        return revision == 1 ? id : id + "." + revision;
    }

    Delegation revised(String wrong) {
        return new Delegation(id, worker, task, criteria, revision + 1, Optional.of(wrong));
    }

    Fields fields() {
        return new Fields()
                .with("id", id)
                .with("worker", worker)
                .with("task", task)
                .with("criteria", criteria)
                .with("revision", revision)
                .with("feedback", feedback.map(Json::text));
    }

    static Delegation of(Json json) {
        return new Delegation(
                json.field("id").flatMap(Json::asText).orElse(""),
                json.field("worker").flatMap(Json::asText).orElse(""),
                json.field("task").orElseGet(Json.Null::new),
                json.field("criteria"),
                (int) Fields.number(json, "revision"),
                json.field("feedback").flatMap(Json::asText));
    }
}
