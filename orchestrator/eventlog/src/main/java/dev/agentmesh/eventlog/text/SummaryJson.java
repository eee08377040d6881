package dev.agentmesh.eventlog.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.eventlog.summary.OpenWait;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.RunSurroundings;
import dev.agentmesh.eventlog.summary.StepNode;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Runs, steps and questions as JSON for programs: the same from the command line and over HTTP. Fields are added, never renamed. */
public final class SummaryJson {
    private SummaryJson() {}

    /** {@code now} is what a run that goes on has lasted until. */
    public static ObjectNode of(RunSummary run, Instant now) {
        ObjectNode json = EventJson.NODES
                .objectNode()
                .put("id", run.runId())
                .put("title", run.title())
                .put("workflow", run.workflow())
                .put("version", run.version())
                .put("status", run.phase().name());
        run.current().ifPresentOrElse(task -> json.put("step", task.path().text()), () -> json.putNull("step"));
        run.why()
                .ifPresentOrElse(
                        why -> json.putObject("why")
                                .put("step", why.step().text())
                                .put("code", why.code())
                                .put("message", why.text()),
                        () -> json.putNull("why"));
        json.put("startedAt", run.startedAt().toString());
        EventJson.time(json, "endedAt", run.endedAt());
        json.put("durationMillis", run.duration(now).toMillis())
                .put("openTasks", run.open())
                .put("attempts", run.attempts())
                .put("events", run.events());
        json.set("cost", of(run.usage()));
        around(json, run.around());
        return json;
    }

    private static void around(ObjectNode json, RunSurroundings around) {
        around.parent()
                .ifPresentOrElse(
                        parent -> json.putObject("parent")
                                .put("id", parent.runId())
                                .put("step", parent.path().text())
                                .put("depth", parent.depth())
                                .put("detached", parent.detached()),
                        () -> json.putNull("parent"));
        var children = json.putArray("children");
        around.children().forEach(children::add);
        var waits = json.putArray("waits");
        for (OpenWait wait : around.waits()) {
            ObjectNode one = waits.addObject()
                    .put("step", wait.path().text())
                    .put("for", wait.kind().name().toLowerCase(Locale.ROOT))
                    .put("what", wait.what())
                    .put("assign", wait.assign())
                    .put("since", wait.since().toString());
            EventJson.time(one, "until", wait.until());
        }
    }

    /** A step with all that is inside it. */
    public static ObjectNode of(StepNode step, Instant now) {
        ObjectNode json = EventJson.NODES
                .objectNode()
                .put("path", step.path().text())
                .put("kind", step.kind().name())
                .put("status", step.state().name())
                .put("agent", step.agent())
                .put("attempts", step.attempts())
                .put("worker", step.worker())
                .put("note", step.note())
                .put("startedAt", step.startedAt().toString());
        EventJson.time(json, "endedAt", step.endedAt());
        json.put("durationMillis", step.duration(now).toMillis());
        step.failure()
                .ifPresentOrElse(
                        failure -> json.putObject("failure")
                                .put("kind", failure.kind().name())
                                .put("code", failure.code())
                                .put("message", failure.message()),
                        () -> json.putNull("failure"));
        json.set("cost", of(step.usage()));
        var steps = json.putArray("steps");
        step.children().forEach(child -> steps.add(of(child, now)));
        return json;
    }

    public static ObjectNode of(ApprovalSummary approval) {
        ObjectNode json = EventJson.NODES
                .objectNode()
                .put("id", approval.id())
                .put("runId", approval.runId())
                .put("step", approval.path().text())
                .put("runTitle", approval.runTitle())
                .put("workflow", approval.workflow())
                .put("status", approval.state().name())
                .put("title", approval.question().title());
        json.set("show", EventJson.payload(approval.question().show()));
        var choices = json.putArray("choices");
        approval.question().choices().forEach(choices::add);
        json.set("form", form(approval.question().form()));
        var assign = json.putArray("assign");
        approval.assign().forEach(assign::add);
        json.put("quorum", approval.question().quorum()).put("shown", approval.shown());
        json.put("since", approval.since().toString());
        EventJson.time(json, "due", approval.due());
        json.put("reminders", approval.reminders());
        json.put("decision", approval.decision().orElse(null));
        var answers = json.putArray("answers");
        for (Answer answer : approval.answers()) {
            ObjectNode one = answers.addObject()
                    .put("choice", answer.choice())
                    .put("by", answer.by())
                    .put("comment", answer.comment())
                    .put("at", answer.at().toString());
            one.set("form", form(answer.form()));
        }
        return json;
    }

    public static ObjectNode of(UsageTotal usage) {
        return EventJson.NODES
                .objectNode()
                .put("usd", usage.usd())
                .put("calls", usage.calls())
                .put("inputTokens", usage.inputTokens())
                .put("outputTokens", usage.outputTokens());
    }

    private static JsonNode form(Optional<Payload> form) {
        return form.map(EventJson::payload).orElse(EventJson.NODES.nullNode());
    }
}
