package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.pattern.Transcript.Entry;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** {@code debate}: the sides speak in turn, round by round; then the judge. The judge's turn is the last lane. */
record DebatePattern(Verb.Debate debate) implements Pattern {
    private static final String MOTION = "motion";
    private static final String ENDED = "ended";

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        Payload motion = Pattern.bounded("The motion", path, moves.render(path, debate.motion()));
        Turns.open(moves, path, debate.rounds() * debate.sides().size() + 1);
        var state = new LinkedHashMap<String, Payload>();
        state.put(MOTION, motion);
        moves.emit(new Event.StateSet(path, state));
        speak(moves, path);
    }

    private void speak(Moves moves, StepPath path) throws EvaluationFailed {
        int turn = Turns.begun(moves, path);
        Verb.Member side = debate.sides().get(turn % debate.sides().size());
        Json heard = Transcript.last(moves, path, 2 * debate.sides().size())
                .json(debate.sides().size());
        moves.dispatch(
                Turns.next(moves, path).child(path.id() + "." + side.name()),
                side.call(),
                new JsonFields()
                        .put(MOTION, Turns.kept(moves, path, MOTION))
                        .put("side", side.name())
                        .put("round", turn / debate.sides().size())
                        .put("history", heard)
                        .payload());
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        Turns.ended(moves, frame, end);
        switch (end) {
            case FrameEnd.Failed(StepPath origin, var failure) -> moves.fail(path, origin, failure);
            case FrameEnd.Completed(Optional<StepPath> from) -> {
                StepPath task = from.orElseThrow();
                if (Transcript.role(task).equals(Verb.Debate.JUDGE)) {
                    judged(moves, path, Turns.answer(moves, task).orElse(Payload.NULL));
                } else if (Turns.begun(moves, path) % debate.sides().size() == 0) {
                    roundEnded(moves, path, frame);
                } else {
                    speak(moves, path);
                }
            }
        }
    }

    private void roundEnded(Moves moves, StepPath path, StepPath lane) throws EvaluationFailed {
        int sides = debate.sides().size();
        int rounds = Turns.begun(moves, path) / sides;
        Transcript heard = Transcript.last(moves, path, 2 * sides);
        if (debate.until().isPresent() && moves.test(lane, debate.until().get(), told(heard, rounds))) {
            judge(moves, path, rounds, "converged");
        } else if (heard.isStuck(sides)) {
            moves.emit(new Event.StepNoted(
                    path, "no-progress", new JsonFields().put("rounds", rounds).payload()));
            judge(moves, path, rounds, "no-progress");
        } else if (rounds == debate.rounds()) {
            judge(moves, path, rounds, "rounds");
        } else {
            speak(moves, path);
        }
    }

    /** {@code debate.round}, and {@code debate.answers} of this round by side. */
    private Given told(Transcript heard, int rounds) {
        JsonFields answers = new JsonFields();
        List<Entry> entries = heard.entries();
        entries.subList(Math.max(0, entries.size() - debate.sides().size()), entries.size())
                .forEach(entry -> answers.put(entry.role(), entry.content()));
        return Given.of(
                "debate",
                new JsonFields()
                        .put("round", rounds - 1)
                        .put("answers", answers.json())
                        .payload());
    }

    private void judge(Moves moves, StepPath path, int rounds, String reason) throws EvaluationFailed {
        Json ended =
                new JsonFields().put("rounds", rounds).put("reason", reason).json();
        var state = new LinkedHashMap<String, Payload>();
        state.put(ENDED, ended.payload());
        moves.emit(new Event.StateSet(path, state));
        Json heard = Transcript.last(moves, path, ChatPattern.REMEMBERED)
                .json(debate.sides().size());
        moves.dispatch(
                Turns.next(moves, path).child(path.id() + "." + Verb.Debate.JUDGE),
                debate.judge().call(),
                new JsonFields()
                        .put(MOTION, Turns.kept(moves, path, MOTION))
                        .put("rounds", rounds)
                        .put("reason", reason)
                        .put("history", heard)
                        .payload());
    }

    private void judged(Moves moves, StepPath path, Payload verdict) throws EvaluationFailed {
        Json ended = Turns.kept(moves, path, ENDED).flatMap(Json::of).orElseThrow();
        String reason = ended.field("reason").flatMap(Json::asText).orElseThrow();
        List<Entry> entries = Transcript.last(moves, path, ChatPattern.REMEMBERED + 1).entries().stream()
                .filter(entry -> !entry.role().equals(Verb.Debate.JUDGE))
                .toList();
        Payload result = new JsonFields()
                .put("verdict", verdict)
                .put("rounds", ended.field("rounds").orElseThrow())
                .put("converged", new Json.Bool(reason.equals("converged")))
                .put("reason", reason)
                .put("history", new Transcript(entries).json(debate.sides().size()))
                .payload();
        moves.complete(path, new StepOutput.Inline(Pattern.bounded("The result", path, result)));
    }
}
