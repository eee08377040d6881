package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.pattern.Tally.Ballot;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code vote}: all voters at once, each a lane; when all have ended the rule counts. Who breaks a tie or overrides is one more
 * lane, after the others.
 */
record VotePattern(Verb.Vote vote, Modifiers modifiers) implements Pattern {
    private static final String INPUT = "input";
    /** What a person chooses who thinks that no ballot should win. */
    private static final String NONE = "none of them";

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        Payload input = AgentPattern.input(moves, path, modifiers);
        List<String> lanes =
                new ArrayList<>(vote.members().stream().map(Verb.Member::name).toList());
        vote.person().ifPresent(_ -> lanes.add(Person.NAME));
        moves.open(path, new Scope.ParallelScope(lanes, vote.quorum(), true));
        for (Verb.Member voter : vote.voters()) {
            StepPath lane = path.lane(voter.name());
            moves.emit(new Event.LaneStarted(lane));
            moves.dispatch(lane.child(path.id() + "." + voter.name()), voter.call(), input);
        }
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        Turns.ended(moves, frame, end);
        String name = frame.selector().orElseThrow();
        if (name.equals(Verb.Vote.TIE) || name.equals(Verb.Vote.OVERRIDE)) {
            decided(moves, path, frame, name, end);
            return;
        }
        if (name.equals(Person.NAME)) {
            picked(moves, path, end);
            return;
        }
        LanesCell lanes = (LanesCell) moves.view().get(CellKey.scope(path)).orElseThrow();
        if (lanes.ended() == vote.voters().size()) {
            count(moves, path, ballots(moves, path));
        }
    }

    private Tally ballots(Moves moves, StepPath path) throws EvaluationFailed {
        List<Ballot> ballots = new ArrayList<>();
        for (Verb.Member voter : vote.voters()) {
            Optional<Payload> output = Turns.answer(moves, task(path, voter.name()));
            if (output.isPresent()) {
                Json value = ballot(moves, path, output.get());
                ballots.add(new Ballot(voter.name(), value, weight(moves, path, voter.name(), output.get())));
            }
        }
        return new Tally(ballots);
    }

    private static StepPath task(StepPath path, String member) {
        return path.lane(member).child(path.id() + "." + member);
    }

    private Json ballot(Moves moves, StepPath path, Payload output) throws EvaluationFailed {
        Payload value = moves.value(path, vote.ballot(), Given.of("output", output));
        return Json.of(value).orElseGet(() -> Json.text(value.text()));
    }

    private BigDecimal weight(Moves moves, StepPath path, String voter, Payload output) throws EvaluationFailed {
        return switch (vote.weights()) {
            case Verb.Weights.Equal() -> BigDecimal.ONE;
            case Verb.Weights.Fixed(var byVoter) -> byVoter.getOrDefault(voter, BigDecimal.ONE);
            case Verb.Weights.Told(var expression) -> {
                Payload told = moves.value(path, expression, Given.of("output", output));
                BigDecimal weight = Json.of(told).flatMap(Json::asNumber).orElse(BigDecimal.ONE.negate());
                if (weight.signum() < 0) {
                    throw new EvaluationFailed(
                            "MESH-4149",
                            "The weight of \"" + voter + "\" in \"" + path
                                    + "\" must be a number that is not negative but is " + told);
                }
                yield weight;
            }
        };
    }

    private void count(Moves moves, StepPath path, Tally tally) throws EvaluationFailed {
        if (tally.ballots().size() < vote.quorum()) {
            moves.fail(
                    path,
                    path,
                    Pattern.workflowFailure(
                            "MESH-4146",
                            "Vote \"" + path + "\" has " + tally.ballots().size() + " of "
                                    + vote.voters().size() + " ballots; its quorum is " + vote.quorum()));
            return;
        }
        Tally.Result result = tally.count(vote.rule());
        if (vote.override().isPresent() && tally.differ()) {
            ask(moves, path, vote.override().get(), tally, result);
        } else if (result.winner().isPresent()) {
            complete(moves, path, tally, result, result.winner().get(), "rule");
        } else {
            tied(moves, path, tally, result);
        }
    }

    private void tied(Moves moves, StepPath path, Tally tally, Tally.Result result) throws EvaluationFailed {
        switch (vote.tie()) {
            case Verb.Tie.First()
            when !result.leading().isEmpty() ->
                complete(moves, path, tally, result, result.leading().getFirst(), "tie");
            case Verb.Tie.Fail(), Verb.Tie.First() -> moves.fail(path, path, noWinner(path, result));
            case Verb.Tie.Decider(Verb.Member chair) -> ask(moves, path, chair, tally, result);
            case Verb.Tie.Asked(Person person) -> ask(moves, path, person, tally, result);
        }
    }

    private Failure noWinner(StepPath path, Tally.Result result) {
        return Pattern.workflowFailure(
                "MESH-4145",
                "Vote \"" + path + "\" has no winner by "
                        + vote.rule().name().toLowerCase(Locale.ROOT) + "; the weight of the ballots: "
                        + counts(result).write());
    }

    private void ask(Moves moves, StepPath path, Verb.Member member, Tally tally, Tally.Result result)
            throws EvaluationFailed {
        StepPath lane = path.lane(member.name());
        moves.emit(new Event.StepNoted(
                path,
                "escalated",
                new JsonFields()
                        .put("to", member.name())
                        .put("counts", counts(result))
                        .payload()));
        moves.emit(new Event.LaneStarted(lane));
        moves.dispatch(
                task(path, member.name()),
                member.call(),
                new JsonFields()
                        .put(INPUT, AgentPattern.input(moves, path, modifiers))
                        .put("votes", votes(tally))
                        .put("counts", counts(result))
                        .put("leading", new Json.Array(result.leading()))
                        .payload());
    }

    private void ask(Moves moves, StepPath path, Person person, Tally tally, Tally.Result result)
            throws EvaluationFailed {
        List<String> choices = new ArrayList<>(choices(result).sequencedKeySet());
        choices.add(NONE);
        moves.emit(new Event.StepNoted(
                path,
                "escalated",
                new JsonFields()
                        .put("to", Person.NAME)
                        .put("counts", counts(result))
                        .payload()));
        StepPath lane = path.lane(Person.NAME);
        moves.emit(new Event.LaneStarted(lane));
        Payload show = new JsonFields()
                .put(INPUT, AgentPattern.input(moves, path, modifiers))
                .put("votes", votes(tally))
                .put("counts", counts(result))
                .payload();
        HumanPattern.ask(
                moves,
                path,
                lane,
                person,
                new Question(
                        "The vote \"" + path.id() + "\" has no winner. Which ballot counts?",
                        Pattern.bounded("What is shown", path, show),
                        choices,
                        Optional.empty(),
                        person.assign().orElse(""),
                        1));
    }

    /** The ballots as a person can name them: a short text as it stands, else its number. */
    private static SequencedMap<String, Json> choices(Tally.Result result) {
        var choices = new LinkedHashMap<String, Json>();
        for (Json ballot : result.counts().keySet()) {
            String text = JsonText.plain(ballot.payload());
            boolean fits = !text.isBlank() && text.length() <= 64 && !text.equals(NONE);
            choices.putIfAbsent(fits ? text : "ballot " + (choices.size() + 1), ballot);
        }
        return choices;
    }

    private void picked(Moves moves, StepPath path, FrameEnd end) throws EvaluationFailed {
        switch (end) {
            case FrameEnd.Failed(StepPath origin, var failure) -> moves.fail(path, origin, failure);
            case FrameEnd.Completed _ -> {
                Json answer = Turns.answer(moves, task(path, Person.NAME))
                        .flatMap(Json::of)
                        .orElseThrow();
                Tally tally = ballots(moves, path);
                Tally.Result result = tally.count(vote.rule());
                Json winner = choices(result)
                        .get(answer.field("choice").flatMap(Json::asText).orElse(NONE));
                if (winner == null) {
                    moves.fail(path, path, noWinner(path, result));
                } else {
                    complete(moves, path, tally, result, winner, "person");
                }
            }
        }
    }

    private void decided(Moves moves, StepPath path, StepPath lane, String by, FrameEnd end) throws EvaluationFailed {
        switch (end) {
            case FrameEnd.Failed(StepPath origin, var failure) -> moves.fail(path, origin, failure);
            case FrameEnd.Completed _ -> {
                Payload answer = Turns.answer(moves, task(path, by)).orElse(Payload.NULL);
                Tally tally = ballots(moves, path);
                complete(moves, path, tally, tally.count(vote.rule()), ballot(moves, lane, answer), by.substring(1));
            }
        }
    }

    private void complete(Moves moves, StepPath path, Tally tally, Tally.Result result, Json winner, String by)
            throws EvaluationFailed {
        Payload output = new JsonFields()
                .put("winner", winner)
                .put("by", by)
                .put("votes", votes(tally))
                .put("counts", counts(result))
                .payload();
        moves.complete(path, new StepOutput.Inline(Pattern.bounded("The result", path, output)));
    }

    private static Json votes(Tally tally) {
        return new Json.Array(tally.ballots().stream()
                .map(ballot -> new JsonFields()
                        .put("voter", ballot.voter())
                        .put("ballot", ballot.value())
                        .put("weight", new Json.Number(ballot.weight()))
                        .json())
                .toList());
    }

    private static Json counts(Tally.Result result) {
        return new Json.Array(result.counts().entrySet().stream()
                .map(entry -> new JsonFields()
                        .put("ballot", entry.getKey())
                        .put("weight", new Json.Number(entry.getValue()))
                        .json())
                .toList());
    }
}
