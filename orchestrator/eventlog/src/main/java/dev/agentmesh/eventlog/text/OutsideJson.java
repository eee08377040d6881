package dev.agentmesh.eventlog.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import java.util.Locale;
import java.util.Optional;

/** Events of the world outside, as {@link EventJson} writes them. */
final class OutsideJson {
    private OutsideJson() {}

    static void write(ObjectNode json, OutsideEvent event) {
        switch (event) {
            case OutsideEvent.ApprovalRequested e -> {
                question(json, e.question());
                json.put("shown", e.shown());
                EventJson.time(json, "due", e.due());
                EventJson.time(json, "remindAt", e.remindAt());
            }
            case OutsideEvent.ApprovalAnswered(StepPath _, Answer answer) -> {
                json.put("choice", answer.choice()).put("by", answer.by()).put("comment", answer.comment());
                json.set("form", optional(answer.form()));
                json.put("answeredAt", answer.at().toString());
            }
            case OutsideEvent.ApprovalReminded e -> EventJson.time(json.put("number", e.number()), "next", e.next());
            case OutsideEvent.ApprovalEscalated e ->
                json.put("to", e.to()).put("due", e.due().toString());
            case OutsideEvent.WaitStarted e -> {
                json.put("event", e.event().isEmpty() ? null : e.event());
                EventJson.time(json, "due", e.due());
            }
            case OutsideEvent.SignalReceived e -> signal(json, e.signal());
            case OutsideEvent.SignalKept e -> signal(json.put("number", e.number()), e.signal());
            case OutsideEvent.SignalTaken e -> json.put("number", e.number());
            case OutsideEvent.MessagePublished e -> {
                json.put("topic", e.topic()).put("key", e.key().orElse(null));
                json.set("value", EventJson.payload(e.value()));
                ObjectNode headers = json.putObject("headers");
                e.headers().forEach(headers::put);
            }
            case OutsideEvent.ChildStarted e -> {
                json.put("childId", e.childId()).put("workflow", e.workflow());
                json.put("version", e.version().orElse(null));
                json.set("input", EventJson.payload(e.input()));
                json.put("deadline", e.deadline().toString());
                EventJson.time(json, "due", e.due());
                json.put("depth", e.depth()).put("detached", e.detached());
            }
            case OutsideEvent.ChildEnded e ->
                json.put("childId", e.childId()).put("status", e.status().name().toLowerCase(Locale.ROOT));
            case OutsideEvent.ChildRefused e -> {
                json.set("parent", of(e.parent()));
                json.set("failure", EventJson.failure(e.failure()));
            }
            case OutsideEvent.ApprovalExpired _ -> {}
        }
    }

    private static void question(ObjectNode json, Question question) {
        json.put("title", question.title());
        json.set("show", EventJson.payload(question.show()));
        ArrayNode choices = json.putArray("choices");
        question.choices().forEach(choices::add);
        json.set("form", optional(question.form()));
        json.put("assign", question.assign().isEmpty() ? null : question.assign());
        json.put("quorum", question.quorum());
    }

    private static void signal(ObjectNode json, Signal signal) {
        json.put("event", signal.name());
        json.set("payload", EventJson.payload(signal.payload()));
        json.put("correlation", signal.correlation()).put("by", signal.by());
    }

    static ObjectNode of(ParentLink parent) {
        return EventJson.NODES
                .objectNode()
                .put("runId", parent.runId())
                .put("step", parent.path().text())
                .put("depth", parent.depth())
                .put("detached", parent.detached());
    }

    private static JsonNode optional(Optional<Payload> value) {
        return value.map(EventJson::payload).orElse(EventJson.NODES.nullNode());
    }
}
