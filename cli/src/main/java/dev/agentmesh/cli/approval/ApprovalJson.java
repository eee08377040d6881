package dev.agentmesh.cli.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.summary.ApprovalSummary;

/** Questions as JSON. */
final class ApprovalJson {
    private ApprovalJson() {}

    static ObjectNode of(ApprovalSummary approval) {
        ObjectNode json = Json.object()
                .put("id", approval.id())
                .put("runId", approval.runId())
                .put("step", approval.path().text())
                .put("runTitle", approval.runTitle())
                .put("workflow", approval.workflow())
                .put("status", approval.state().name())
                .put("title", approval.question().title());
        json.set("show", Json.value(approval.question().show().text()));
        var choices = json.putArray("choices");
        approval.question().choices().forEach(choices::add);
        approval.question()
                .form()
                .map(Payload::text)
                .ifPresentOrElse(form -> json.set("form", Json.value(form)), () -> json.putNull("form"));
        var assign = json.putArray("assign");
        approval.assign().forEach(assign::add);
        json.put("quorum", approval.question().quorum()).put("shown", approval.shown());
        json.put("since", approval.since().toString());
        Json.putTime(json, "due", approval.due());
        json.put("reminders", approval.reminders());
        json.put("decision", approval.decision().orElse(null));
        var answers = json.putArray("answers");
        for (Answer answer : approval.answers()) {
            ObjectNode one = answers.addObject()
                    .put("choice", answer.choice())
                    .put("by", answer.by())
                    .put("comment", answer.comment())
                    .put("at", answer.at().toString());
            answer.form()
                    .map(Payload::text)
                    .ifPresentOrElse(form -> one.set("form", Json.value(form)), () -> one.putNull("form"));
        }
        return json;
    }
}
