package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code human}: a question to a person. What becomes of it is decided in the question's life, not here. */
public record HumanPattern(OutsideVerb.Human human) implements Pattern.Leaf {
    /** Who may answer. */
    public static final java.util.regex.Pattern ASSIGNEE = java.util.regex.Pattern.compile("(role|user):\\S{1,128}");

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        String assign = human.assign().isPresent()
                ? assignee(
                        path, JsonText.plain(moves.render(path, human.assign().get())))
                : "";
        Question question = new Question(
                JsonText.plain(Pattern.bounded("The title", path, moves.render(path, human.title()))),
                human.show().isPresent()
                        ? Pattern.bounded(
                                "What is shown",
                                path,
                                moves.render(path, human.show().get()))
                        : Payload.NULL,
                human.choices(),
                human.form().map(Payload::json),
                assign,
                human.quorum());
        ask(moves, path, question, human.due(), human.reminder());
    }

    /** Asks the person of a pattern, in a lane that has begun. When it ends, the lane has ended. */
    static void ask(Moves moves, StepPath path, StepPath lane, Person person, Question question) {
        ask(moves, lane.child(path.id() + "." + Person.NAME), question, person.due(), person.reminder());
    }

    private static void ask(
            Moves moves, StepPath path, Question question, Optional<Duration> time, Optional<Duration> reminder) {
        Optional<Instant> due = time.map(moves.at()::plus);
        Optional<Instant> remindAt =
                reminder.map(moves.at()::plus).filter(at -> due.isEmpty() || at.isBefore(due.get()));
        moves.emit(new OutsideEvent.ApprovalRequested(path, question, question.hash(), due, remindAt));
    }

    private static String assignee(StepPath path, String text) throws EvaluationFailed {
        if (!ASSIGNEE.matcher(text).matches()) {
            throw new EvaluationFailed(
                    "MESH-8008",
                    "Step \"" + path + "\" must be assigned to role:NAME or user:NAME but \"assign\" gives \"" + text
                            + "\"");
        }
        return text;
    }
}
