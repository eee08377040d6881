package dev.agentmesh.cli.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.DeadLetter.ExhaustedTask;
import dev.agentmesh.topics.message.DeadLetter.Origin;
import dev.agentmesh.topics.message.DeadLetter.PoisonRecord;
import dev.agentmesh.topics.message.DeadLetter.Redriven;
import dev.agentmesh.topics.message.Octets;
import java.util.Base64;

/** A dead letter in words and as JSON. */
final class LetterText {
    private LetterText() {}

    /** Whose letter it is: {@code summariser/summarise}, or who could not read the record. */
    static String reader(DeadLetter letter) {
        return switch (letter.body()) {
            case ExhaustedTask task -> task.skill().isEmpty() ? task.agent() : task.agent() + "/" + task.skill();
            case PoisonRecord poison -> poison.reader();
            case Redriven mark -> mark.by();
        };
    }

    /** Where it died: the step of a run, or the position of a record. */
    static String place(DeadLetter letter) {
        return switch (letter.body()) {
            case ExhaustedTask task -> task.stepPath();
            case PoisonRecord _, Redriven _ ->
                letter.origin().map(LetterText::position).orElse("");
        };
    }

    static ObjectNode json(StoredLetter stored) {
        DeadLetter letter = stored.letter();
        ObjectNode json = Json.object()
                .put("id", letter.id())
                .put("status", stored.status().name())
                .put("kind", letter.body() instanceof ExhaustedTask ? "task" : "record")
                .put("reader", reader(letter))
                .put("place", place(letter))
                .put("runId", letter.header().runId())
                .put("firstAt", letter.firstAt().toString())
                .put("lastAt", letter.lastAt().toString());
        json.putObject("failure")
                .put("kind", letter.failure().kind())
                .put("code", letter.failure().code())
                .put("message", letter.failure().message());
        if (letter.body() instanceof ExhaustedTask task) {
            ObjectNode its = json.putObject("task")
                    .put("id", task.taskId())
                    .put("stepPath", task.stepPath())
                    .put("agent", task.agent())
                    .put("skill", task.skill())
                    .put("attempts", task.attempt())
                    .put("held", task.held())
                    .put("workflow", task.workflow())
                    .put("version", task.version())
                    .put("traceId", task.traceId());
            its.set("input", Json.value(task.input().isInline() ? task.input().text() : "null"));
        }
        letter.origin().ifPresent(origin -> json.set("origin", json(origin)));
        var redrives = json.putArray("redrives");
        stored.redrives()
                .forEach(redrive -> redrives.addObject()
                        .put("at", redrive.at().toString())
                        .put("by", redrive.mark().by())
                        .put("reason", redrive.mark().reason())
                        .put("topic", redrive.mark().topic())
                        .put("edited", redrive.mark().edited()));
        return json;
    }

    private static ObjectNode json(Origin origin) {
        ObjectNode json = Json.object()
                .put("topic", origin.topic())
                .put("partition", origin.partition())
                .put("offset", origin.offset())
                .put("timestamp", origin.timestamp().toString())
                .put("key", origin.key().map(Octets::text).orElse(null))
                .put("valueBase64", origin.value().map(LetterText::base64).orElse(null));
        var headers = json.putObject("headers");
        origin.headers()
                .forEach(header -> headers.put(header.name(), header.value().text()));
        return json;
    }

    static String position(Origin origin) {
        return origin.topic() + "-" + origin.partition() + ":" + origin.offset();
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }
}
