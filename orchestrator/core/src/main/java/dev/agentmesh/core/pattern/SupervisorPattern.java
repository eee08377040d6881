package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.VariableCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code supervisor}: an agent gives work to others, all of a round at once, and is shown what they gave, until it has a
 * result. Who can be given work is looked up anew each round and stands in the task that asks.
 */
record SupervisorPattern(CrewVerb.Supervisor verb, Modifiers modifiers) implements Pattern {
    /** The supervisor's answers, one after the other, that cannot be followed. */
    private static final int MAX_REFUSED = 2;

    private static final String ROUND = "supervision";
    private static final String CANDIDATES = "candidates";
    private static final String GIVEN = "given:";

    /**
     * @param round that is under way, from 1
     * @param asked how often the supervisor was
     * @param refused how many of its answers in a row could not be followed
     * @param known how many pieces of work were given out in all, revisions not counted
     * @param last the lanes of the last round
     */
    private record Round(int round, int asked, int refused, int known, List<String> last) {
        Json json() {
            return new Fields()
                    .with("round", round)
                    .with("asked", asked)
                    .with("refused", refused)
                    .with("known", known)
                    .with("last", last)
                    .json();
        }

        static Round of(Json json) {
            return new Round(
                    (int) Fields.number(json, "round"),
                    (int) Fields.number(json, "asked"),
                    (int) Fields.number(json, "refused"),
                    (int) Fields.number(json, "known"),
                    Fields.texts(json, "last"));
        }
    }

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        moves.open(path, new Scope.TeamScope(true));
        ask(moves, path, new Round(1, 0, 0, 0, List.of()), Optional.empty());
    }

    private void ask(Moves moves, StepPath path, Round round, Optional<String> refused) throws EvaluationFailed {
        List<AgentCard> cards = cards(moves);
        Fields input = new Fields().with("goal", text(moves, path, verb.goal()));
        if (modifiers.with().isPresent()) {
            input.with("task", Fields.of(moves.render(path, modifiers.with().get())));
        }
        if (verb.criteria().isPresent()) {
            input.with("criteria", text(moves, path, verb.criteria().get()));
        }
        input.with(
                        "workers",
                        new Json.Array(
                                cards.stream().map(SupervisorPattern::json).toList()))
                .with("round", round.round())
                .with("rounds", verb.rounds())
                .with("results", new Json.Array(results(moves, path, round)))
                .with("refused", refused.map(Json::text));
        StepPath lane = path.lane(round.asked());
        SequencedMap<String, Json> state = new LinkedHashMap<>();
        state.put(
                ROUND,
                new Round(round.round(), round.asked() + 1, round.refused(), round.known(), round.last()).json());
        state.put(CANDIDATES, new Fields().with("names", names(cards)).json());
        keep(moves, path, state);
        moves.emit(new Event.LaneStarted(lane));
        moves.dispatch(lane.child(path.id() + "." + CrewVerb.Supervisor.LEAD), verb.agent(), input.payload());
    }

    private static String text(Moves moves, StepPath path, dev.agentmesh.core.expression.Template template)
            throws EvaluationFailed {
        return JsonText.plain(moves.render(path, template));
    }

    /** Who can be given work: of those that are up, the ones the definition allows. */
    private List<AgentCard> cards(Moves moves) {
        List<AgentCard> up = moves.surroundings().agents();
        if (verb.workers().isEmpty()) {
            return up.stream()
                    .filter(card -> !card.agent().equals(verb.agent().agent()))
                    .toList();
        }
        List<AgentCard> cards = new ArrayList<>();
        for (Verb.AgentCall worker : verb.workers()) {
            Optional<AgentCard> card =
                    up.stream().filter(c -> c.agent().equals(worker.agent())).findFirst();
            cards.add(new AgentCard(
                    worker.agent(),
                    card.map(AgentCard::about).orElse(""),
                    worker.skill().isEmpty()
                            ? card.map(AgentCard::skills).orElse(List.of())
                            : List.of(worker.skill())));
        }
        return cards;
    }

    private static Json json(AgentCard card) {
        return new Fields()
                .with("worker", card.agent())
                .with("about", card.about())
                .with("skills", card.skills())
                .json();
    }

    private static List<String> names(List<AgentCard> cards) {
        List<String> names = new ArrayList<>();
        for (AgentCard card : cards) {
            names.add(card.agent());
            card.skills().forEach(skill -> names.add(card.agent() + "/" + skill));
        }
        return names.stream().distinct().toList();
    }

    /** What every piece of work gave, in its last revision; {@code review} marks those of the last round. */
    private static List<Json> results(Moves moves, StepPath path, Round round) throws EvaluationFailed {
        List<Json> results = new ArrayList<>();
        for (int i = 1; i <= round.known(); i++) {
            Delegation given = given(moves, path, "d" + i).orElseThrow();
            StepPath lane = path.lane(given.lane());
            Optional<Failure> failure =
                    moves.view().get(CellKey.ended(lane)).flatMap(cell -> ((EndedCell) cell).failure());
            results.add(given.fields()
                    .with("review", new Json.Bool(round.last().contains(given.lane())))
                    .with("output", moves.output(lane).map(Fields::of))
                    .with(
                            "error",
                            failure.map(f -> new Fields()
                                    .with("code", f.code())
                                    .with("message", f.message())
                                    .json()))
                    .json());
        }
        return results;
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        Turns.ended(moves, frame, end);
        boolean lead = Character.isDigit(frame.selector().orElseThrow().charAt(0));
        if (lead && end instanceof FrameEnd.Failed(StepPath origin, Failure failure)) {
            moves.fail(path, origin, failure);
        } else if (lead) {
            answered(moves, path, frame);
        } else if (Lanes.find(moves, path).orElseThrow().running() == 0) {
            Round round = Round.of(read(moves, path, ROUND).orElseThrow());
            ask(
                    moves,
                    path,
                    new Round(round.round() + 1, round.asked(), 0, round.known(), round.last()),
                    Optional.empty());
        }
    }

    private void answered(Moves moves, StepPath path, StepPath lane) throws EvaluationFailed {
        Round round = Round.of(read(moves, path, ROUND).orElseThrow());
        List<String> candidates = read(moves, path, CANDIDATES)
                .map(json -> Fields.texts(json, "names"))
                .orElse(List.of());
        SupervisorAnswer answer = SupervisorAnswer.read(
                Turns.answer(moves, lane.child(path.id() + "." + CrewVerb.Supervisor.LEAD)),
                candidates,
                round.known(),
                verb.revisions(),
                id -> given(moves, path, id));
        switch (answer) {
            case SupervisorAnswer.Done(Json result) ->
                moves.complete(path, new StepOutput.Inline(Pattern.bounded("The result", path, result.payload())));
            case SupervisorAnswer.Unusable(String why) -> refused(moves, path, round, why);
            case SupervisorAnswer.Work(List<Delegation> work) -> give(moves, path, round, work);
        }
    }

    private void refused(Moves moves, StepPath path, Round round, String why) throws EvaluationFailed {
        moves.emit(new Event.StepNoted(
                path,
                "delegation-refused",
                new Fields().with("round", round.round()).with("message", why).payload()));
        if (round.refused() == MAX_REFUSED) {
            moves.fail(
                    path,
                    path,
                    Pattern.workflowFailure(
                            "MESH-4162",
                            "The supervisor of \"" + path + "\" gave no answer that can be followed in "
                                    + (MAX_REFUSED + 1) + " tries; the last one: " + why));
        } else {
            ask(
                    moves,
                    path,
                    new Round(round.round(), round.asked(), round.refused() + 1, round.known(), round.last()),
                    Optional.of(why));
        }
    }

    private void give(Moves moves, StepPath path, Round round, List<Delegation> work) throws EvaluationFailed {
        if (round.round() > verb.rounds()) {
            moves.fail(
                    path,
                    path,
                    Pattern.workflowFailure(
                            "MESH-4161",
                            "The supervisor of \"" + path + "\" gave out work in " + verb.rounds()
                                    + " rounds and still has no result"));
            return;
        }
        int added = (int) work.stream().filter(given -> given.revision() == 1).count();
        SequencedMap<String, Json> state = new LinkedHashMap<>();
        state.put(
                ROUND,
                new Round(
                                round.round(),
                                round.asked(),
                                0,
                                round.known() + added,
                                work.stream().map(Delegation::lane).toList())
                        .json());
        work.forEach(given -> state.put(GIVEN + given.id(), given.fields().json()));
        moves.emit(new Event.StepNoted(
                path,
                "delegated",
                new Fields()
                        .with("round", round.round())
                        .with(
                                "to",
                                work.stream()
                                        .map(given -> given.lane() + " " + given.worker())
                                        .toList())
                        .payload()));
        keep(moves, path, state);
        for (Delegation given : work) {
            start(moves, path, given);
        }
    }

    private void start(Moves moves, StepPath path, Delegation given) throws EvaluationFailed {
        Fields input = new Fields()
                .with("goal", text(moves, path, verb.goal()))
                .with("task", given.task())
                .with("criteria", given.criteria());
        if (given.feedback().isPresent()) {
            Delegation before = new Delegation(
                    given.id(), given.worker(), given.task(), given.criteria(), given.revision() - 1, Optional.empty());
            input.with("feedback", given.feedback().get())
                    .with("previous", moves.output(path.lane(before.lane())).map(Fields::of));
        }
        Verb.AgentCall call = PlannedStep.call(given.worker());
        String member = verb.workers().contains(call) ? CrewVerb.Plan.member(call) : CrewVerb.Supervisor.WORKER;
        StepPath lane = path.lane(given.lane());
        moves.emit(new Event.LaneStarted(lane));
        moves.dispatch(lane.child(path.id() + "." + member), call, input.payload());
    }

    private static Optional<Delegation> given(Moves moves, StepPath path, String id) {
        return read(moves, path, GIVEN + id).map(Delegation::of);
    }

    private static Optional<Json> read(Moves moves, StepPath path, String name) {
        return moves.view().get(CellKey.state(path, name)).map(cell -> Fields.of(((VariableCell) cell).value()));
    }

    private static void keep(Moves moves, StepPath path, SequencedMap<String, Json> state) {
        SequencedMap<String, Payload> values = new LinkedHashMap<>();
        state.forEach((name, json) -> values.put(name, json.payload()));
        moves.emit(new Event.StateSet(path, values));
    }
}
