package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Cell.VariableCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A plan that a person sees before it is carried out. Each question is a lane of its own. */
final class PlanReview {
    /** What the names of the lanes start with; no step of a plan is called so. */
    static final String LANE = "_review";

    private static final String STATE = "review";
    private static final String ACCEPT = "accept";
    private static final String EDIT = "edit";
    private static final String REFUSE = "refuse";
    private static final Payload FORM = Payload.json(
            "{\"type\":\"object\",\"properties\":{\"steps\":{\"type\":\"array\",\"items\":{\"type\":\"object\"},"
                    + "\"description\":\"The plan to carry out instead\"}},\"required\":[],\"additionalProperties\":false}");

    /** What the person decided. */
    sealed interface Word {
        record Accepted() implements Word {}

        /** @param steps the plan's steps instead */
        record Edited(Json steps) implements Word {}

        /** @param why what the planner is told */
        record Refused(String why) implements Word {}
    }

    private final Moves moves;
    private final StepPath path;
    private final Person person;

    PlanReview(Moves moves, StepPath path, Person person) {
        this.moves = moves;
        this.path = path;
        this.person = person;
    }

    /** @param problem why the plan as it was edited cannot be carried out; empty the first time */
    void ask(String goal, Json proposed, String problem) throws EvaluationFailed {
        long number = asked().map(state -> Fields.number(state, "number")).orElse(0L) + 1;
        var state = new LinkedHashMap<String, Payload>();
        state.put(
                STATE,
                new Fields().with("number", number).with("plan", proposed).payload());
        moves.emit(new Event.StateSet(path, state));
        Fields show = new Fields().with("goal", goal).with("plan", proposed);
        if (!problem.isEmpty()) {
            show.with("problem", problem);
        }
        StepPath lane = path.lane(LANE + number);
        moves.emit(new Event.LaneStarted(lane));
        HumanPattern.ask(
                moves,
                path,
                lane,
                person,
                new Question(
                        problem.isEmpty()
                                ? "Carry out this plan of \"" + path.id() + "\"?"
                                : "The edited plan of \"" + path.id() + "\" cannot be carried out. And now?",
                        Pattern.bounded("What is shown", path, show.payload()),
                        List.of(ACCEPT, EDIT, REFUSE),
                        Optional.of(FORM),
                        person.assign().orElse(""),
                        1));
    }

    private Optional<Json> asked() {
        return moves.view().get(CellKey.state(path, STATE)).map(cell -> Fields.of(((VariableCell) cell).value()));
    }

    /** The plan that was shown last. */
    Json proposed() {
        return asked().flatMap(state -> state.field("plan")).orElseThrow();
    }

    Word word(StepPath lane) {
        Json answer = Turns.answer(moves, lane.child(path.id() + "." + Person.NAME))
                .flatMap(Json::of)
                .orElseThrow();
        String choice = answer.field("choice").flatMap(Json::asText).orElse("");
        if (choice.equals(ACCEPT)) {
            return new Word.Accepted();
        }
        if (choice.equals(EDIT)) {
            return new Word.Edited(
                    answer.field("form").flatMap(form -> form.field("steps")).orElseGet(Json.Null::new));
        }
        String said = answer.field("comment").flatMap(Json::asText).orElse("");
        return new Word.Refused("\"" + answer.field("by").flatMap(Json::asText).orElse("") + "\" refused the plan"
                + (said.isEmpty() ? "" : ": " + said));
    }
}
