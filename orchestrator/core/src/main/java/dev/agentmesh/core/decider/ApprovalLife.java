package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Cell.AnsweredCell;
import dev.agentmesh.core.run.Cell.ApprovalCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The life of a question to a person: answers, reminders, somebody else to ask, and the end of its time. */
final class ApprovalLife {
    private final Draft draft;
    private final Flow flow;
    private final Outline outline;

    ApprovalLife(Draft draft, Flow flow, Outline outline) {
        this.draft = draft;
        this.flow = flow;
        this.outline = outline;
    }

    void decide(Command.DecideApproval command) {
        Optional<ApprovalCell> open = open(command.path());
        Optional<Failure> problem = open.isEmpty() ? Optional.of(closed(command.path())) : problem(open.get(), command);
        if (problem.isPresent()) {
            Decider.reject(draft, command, problem.get().code(), problem.get().message());
            return;
        }
        Answer answer = new Answer(command.choice(), command.form(), command.comment(), command.by(), command.at());
        List<Answer> answers = new ArrayList<>(open.get().answers());
        answers.add(answer);
        List<Answer> same = answers.stream()
                .filter(one -> one.choice().equals(command.choice()))
                .toList();
        Payload output = output(command.choice(), command.by(), command.comment(), command.form(), answers);
        if (output.size() > Decider.MAX_PAYLOAD) {
            Failure large = Decider.tooLarge("answer", output);
            Decider.reject(draft, command, large.code(), large.message());
            return;
        }
        draft.emit(new OutsideEvent.ApprovalAnswered(command.path(), answer));
        if (same.size() >= open.get().quorum()) {
            flow.complete(command.path(), new StepOutput.Inline(output));
        }
    }

    private Optional<ApprovalCell> open(StepPath path) {
        return draft.get(CellKey.pending(path))
                .filter(ApprovalCell.class::isInstance)
                .map(ApprovalCell.class::cast);
    }

    private Failure closed(StepPath path) {
        Optional<AnsweredCell> answered = draft.get(CellKey.answered(path)).map(AnsweredCell.class::cast);
        if (answered.isEmpty()) {
            return refusal(
                    "MESH-8007",
                    "No question is open at \"" + path + "\" of run " + draft.runId()
                            + "; look at the list of open ones");
        }
        AnsweredCell end = answered.get();
        return end.expired()
                ? expired(path, end.at())
                : refusal(
                        "MESH-8001",
                        "\"" + path + "\" was decided already by " + end.by() + " at " + end.at() + ": "
                                + end.choice());
    }

    private static Failure expired(StepPath path, Instant at) {
        return refusal("MESH-8003", "The time to answer \"" + path + "\" was over at " + at);
    }

    private Optional<Failure> problem(ApprovalCell open, Command.DecideApproval command) {
        if (!mayAnswer(open, command)) {
            String who = open.assign().isEmpty() ? "a person with a name" : String.join(" or ", open.assign());
            return Optional.of(refusal(
                    "MESH-8002",
                    "This approval is for " + who + ", and \"" + command.by() + "\" with roles " + command.roles()
                            + " is not"));
        }
        if (isOver(command.path(), open)) {
            return Optional.of(expired(command.path(), open.due().orElseThrow()));
        }
        if (!open.shown().equals(command.shown())) {
            return Optional.of(refusal(
                    "MESH-8004",
                    "The answer is to something else than what is asked at \"" + command.path()
                            + "\" now; look at it again"));
        }
        if (!open.choices().contains(command.choice())) {
            return Optional.of(refusal(
                    "MESH-8005",
                    "\"" + command.choice() + "\" is none of the choices " + String.join(", ", open.choices())));
        }
        Optional<Answer> before = open.answers().stream()
                .filter(answer -> answer.by().equals(command.by()))
                .findFirst();
        return before.isPresent()
                ? Optional.of(refusal(
                        "MESH-8001",
                        "\"" + command.by() + "\" has answered \"" + command.path() + "\" already: "
                                + before.get().choice()))
                : misfit(open, command);
    }

    private static boolean mayAnswer(ApprovalCell open, Command.DecideApproval command) {
        if (command.by().isBlank()) {
            return false;
        }
        return open.assign().isEmpty()
                || open.assign().contains("user:" + command.by())
                || command.roles().stream().anyMatch(role -> open.assign().contains("role:" + role));
    }

    /** Its timer may be a moment behind; somebody else is asked before the time is over for good. */
    private boolean isOver(StepPath path, ApprovalCell open) {
        boolean goesOn = verb(path).overdue() instanceof Overdue.Escalate && open.escalations() == 0;
        return !goesOn && open.due().filter(due -> !draft.at().isBefore(due)).isPresent();
    }

    private Optional<Failure> misfit(ApprovalCell open, Command.DecideApproval command) {
        if (open.form().isEmpty()) {
            return command.form().isEmpty()
                    ? Optional.empty()
                    : Optional.of(refusal("MESH-8006", "This question has no form, but values came with the answer"));
        }
        Payload values = command.form().orElse(Payload.json("{}"));
        return flow.surroundings()
                .misfit(open.form().get(), values)
                .map(why -> refusal("MESH-8006", "The form does not fit: " + why));
    }

    /** The time to answer is over. */
    void due(StepPath path, ApprovalCell open) {
        OutsideVerb.Human verb = verb(path);
        if (verb.overdue() instanceof Overdue.Escalate(String to) && open.escalations() == 0) {
            draft.emit(new OutsideEvent.ApprovalEscalated(
                    path, to, draft.at().plus(verb.due().orElse(Duration.ZERO))));
            return;
        }
        draft.emit(new OutsideEvent.ApprovalExpired(path));
        switch (verb.overdue()) {
            case Overdue.Fail _, Overdue.Escalate _ ->
                flow.fail(
                        path,
                        path,
                        new Failure(
                                FailureKind.TIMEOUT,
                                "MESH-8003",
                                "Nobody decided \"" + path + "\" by "
                                        + open.due().orElseThrow()));
            case Overdue.Choose(String choice) ->
                flow.complete(
                        path, new StepOutput.Inline(output(choice, "overdue", "", Optional.empty(), open.answers())));
        }
    }

    void remind(StepPath path, int number) {
        Optional<ApprovalCell> open = open(path);
        boolean due = open.filter(cell -> cell.reminders() + 1 == number)
                .flatMap(ApprovalCell::remindAt)
                .filter(at -> !draft.at().isBefore(at))
                .isPresent();
        if (due) {
            Optional<Instant> next = verb(path)
                    .reminder()
                    .map(draft.at()::plus)
                    .filter(at -> open.get().due().isEmpty()
                            || at.isBefore(open.get().due().get()));
            draft.emit(new OutsideEvent.ApprovalReminded(path, number, next));
        }
    }

    private OutsideVerb.Human verb(StepPath path) {
        return (OutsideVerb.Human) outline.step(path).verb();
    }

    private static Payload output(
            String choice, String by, String comment, Optional<Payload> form, List<Answer> answers) {
        String all = answers.stream()
                .map(answer -> "{" + parts(answer.choice(), answer.by(), answer.comment(), answer.form()) + ",\"at\":"
                        + JsonText.quote(answer.at().toString()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return Payload.json("{" + parts(choice, by, comment, form) + ",\"answers\":" + all + "}");
    }

    private static String parts(String choice, String by, String comment, Optional<Payload> form) {
        return "\"choice\":" + JsonText.quote(choice) + ",\"by\":" + JsonText.quote(by) + ",\"comment\":"
                + JsonText.quote(comment) + ",\"form\":"
                + form.map(Payload::text).orElse("null");
    }

    private static Failure refusal(String code, String message) {
        return new Failure(FailureKind.WORKFLOW, code, message);
    }
}
