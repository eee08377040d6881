package dev.agentmesh.console.table;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A question that a run has put to people. */
public record ApprovalRow(ApprovalSummary approval) {
    public static final Table TABLE = new Table(
            "approvals",
            List.of("run_id", "path_key"),
            List.of(
                    "path",
                    "run_title",
                    "workflow",
                    "state",
                    "title",
                    "show_json",
                    "choices_json",
                    "form_json",
                    "asked_of",
                    "quorum",
                    "shown",
                    "assign_json",
                    "since_at",
                    "due_at",
                    "answers_json",
                    "reminders",
                    "decision"));

    public Row row() {
        Question question = approval.question();
        return Row.of(
                TABLE,
                List.of(approval.runId(), PathKey.of(approval.path())),
                Cells.column(approval.path().text(), Cells.LONG),
                Cells.column(approval.runTitle(), 2000),
                Cells.column(approval.workflow(), 600),
                approval.state().name(),
                Cells.column(question.title(), 4000),
                question.show().text(),
                AnswersJson.texts(question.choices()),
                question.form().map(Payload::text).orElse(null),
                Cells.column(question.assign(), 2000),
                question.quorum(),
                Cells.column(approval.shown(), 100),
                AnswersJson.texts(approval.assign()),
                Cells.column(approval.since()),
                Cells.column(approval.due()),
                AnswersJson.of(approval.answers()),
                approval.reminders(),
                Cells.column(approval.decision(), 2000));
    }

    public static ApprovalRow of(Cells row) throws SQLException {
        Question question = new Question(
                row.text("title"),
                Payload.json(row.text("show_json")),
                AnswersJson.texts(row.text("choices_json")),
                row.maybe("form_json").map(Payload::json),
                row.text("asked_of"),
                row.count("quorum"));
        List<Answer> answers = AnswersJson.answers(row.text("answers_json"));
        Optional<String> decision = row.maybe("decision");
        return new ApprovalRow(new ApprovalSummary(
                row.text("run_id"),
                row.path("path"),
                row.text("run_title"),
                row.text("workflow"),
                question,
                row.text("shown"),
                AnswersJson.texts(row.text("assign_json")),
                row.time("since_at"),
                row.maybeTime("due_at"),
                answers,
                row.count("reminders"),
                ApprovalSummary.State.valueOf(row.text("state")),
                decision));
    }
}
