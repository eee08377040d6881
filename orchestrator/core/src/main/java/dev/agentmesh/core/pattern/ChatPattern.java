package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Verb.NextSpeaker;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.pattern.Transcript.Entry;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * {@code chat}: one speaker per turn. Where an agent moderates its choice comes before, and where one sums up its summary before that,
 * in the same turn.
 */
record ChatPattern(Verb.Chat chat) implements Pattern {
    /** What a moderator says to end the chat. */
    static final String TERMINATE = "TERMINATE";

    /** How many entries a chat's result has at most. */
    static final int REMEMBERED = 50;

    private static final String TOPIC = "topic";

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        Payload topic = Pattern.bounded("The topic", path, moves.render(path, chat.topic()));
        Turns.open(moves, path, chat.max());
        var state = new LinkedHashMap<String, Payload>();
        state.put(TOPIC, topic);
        moves.emit(new Event.StateSet(path, state));
        turn(moves, path, new Transcript(List.of()));
    }

    private void turn(Moves moves, StepPath path, Transcript heard) throws EvaluationFailed {
        StepPath lane = Turns.next(moves, path);
        int round = Turns.begun(moves, path) - 1;
        Payload topic = Turns.kept(moves, path, TOPIC).orElse(Payload.NULL);
        if (!minutes(moves, path).ask(lane, round, topic)) {
            call(moves, path, lane, heard);
        }
    }

    private ChatMinutes minutes(Moves moves, StepPath path) {
        return new ChatMinutes(moves, path, chat);
    }

    /** Whoever's turn it is. */
    private void call(Moves moves, StepPath path, StepPath lane, Transcript heard) throws EvaluationFailed {
        int round = Turns.begun(moves, path) - 1;
        switch (chat.next()) {
            case NextSpeaker.RoundRobin() ->
                speak(moves, lane, chat.speakers().get(round % chat.speakers().size()));
            case NextSpeaker.Chosen(var name) -> {
                Payload chosen = moves.value(path, name, told(moves, path, heard, round));
                named(moves, lane, JsonText.plain(chosen), "expression");
            }
            case NextSpeaker.Moderated(Verb.Member moderator) ->
                moves.dispatch(
                        lane.child(path.id() + "." + moderator.name()),
                        moderator.call(),
                        minutes(moves, path)
                                .show(
                                        new JsonFields()
                                                .put(TOPIC, Turns.kept(moves, path, TOPIC))
                                                .put("round", round)
                                                .put("members", described()),
                                        round)
                                .payload());
        }
    }

    private Json described() {
        return new Json.Array(chat.speakers().stream()
                .map(speaker -> new JsonFields()
                        .put("name", speaker.member().name())
                        .put("about", speaker.about())
                        .json())
                .toList());
    }

    private void named(Moves moves, StepPath lane, String name, String by) throws EvaluationFailed {
        Optional<Verb.Speaker> speaker = chat.speakers().stream()
                .filter(one -> one.member().name().equals(name.replace('/', '.')))
                .findFirst();
        if (speaker.isEmpty()) {
            throw new EvaluationFailed(
                    "MESH-4141",
                    "The next speaker of \"" + lane.step() + "\" was to be \"" + shortened(name)
                            + "\", which is nobody in this chat; its members: "
                            + String.join(
                                    ", ",
                                    chat.speakers().stream()
                                            .map(one -> one.member().name())
                                            .toList()));
        }
        moves.emit(new Event.StepNoted(
                lane,
                "speaker",
                new JsonFields()
                        .put("role", speaker.get().member().name())
                        .put("by", by)
                        .payload()));
        speak(moves, lane, speaker.get());
    }

    private static String shortened(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "...";
    }

    private void speak(Moves moves, StepPath lane, Verb.Speaker speaker) throws EvaluationFailed {
        StepPath path = lane.step();
        int round = Turns.begun(moves, path) - 1;
        moves.dispatch(
                lane.child(path.id() + "." + speaker.member().name()),
                speaker.member().call(),
                minutes(moves, path)
                        .show(
                                new JsonFields()
                                        .put(TOPIC, Turns.kept(moves, path, TOPIC))
                                        .put("role", speaker.member().name())
                                        .put("round", round),
                                round)
                        .payload());
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        switch (end) {
            case FrameEnd.Failed(StepPath origin, var failure)
            when ChatMinutes.isBySummarizer(origin) -> {
                minutes(moves, path).miss(frame, failure.code());
                call(moves, path, frame, remembered(moves, path));
            }
            case FrameEnd.Failed(StepPath origin, var failure) -> {
                Turns.ended(moves, frame, end);
                moves.fail(path, origin, failure);
            }
            case FrameEnd.Completed(Optional<StepPath> from) -> {
                StepPath task = from.orElseThrow();
                if (ChatMinutes.isBySummarizer(task)) {
                    Payload summary = Turns.answer(moves, task).orElse(Payload.NULL);
                    minutes(moves, path).take(frame, summary);
                    call(moves, path, frame, remembered(moves, path));
                } else if (Transcript.role(task).equals(Verb.Chat.MODERATOR)) {
                    moderated(moves, path, frame, Turns.answer(moves, task).orElse(Payload.NULL));
                } else {
                    Turns.ended(moves, frame, end);
                    spoken(moves, path, frame);
                }
            }
        }
    }

    @Override
    public boolean survives(StepPath task) {
        return ChatMinutes.isBySummarizer(task);
    }

    /** A moderator answers with a name, or with an object whose {@code next} is one. */
    private void moderated(Moves moves, StepPath path, StepPath lane, Payload answer) throws EvaluationFailed {
        Optional<Json> json = Json.of(answer);
        String name = json.flatMap(Json::asText)
                .or(() -> json.flatMap(object -> object.field("next")).flatMap(Json::asText))
                .orElse(answer.text());
        if (name.strip().equals(TERMINATE)) {
            Turns.ended(moves, lane, new FrameEnd.Completed(Optional.empty()));
            finish(moves, path, "terminate");
        } else {
            named(moves, lane, name.strip(), "moderator");
        }
    }

    /** What is needed to see repetition, and what speakers are shown. */
    private Transcript remembered(Moves moves, StepPath path) {
        return Transcript.last(
                moves, path, Math.max(chat.window(), 2 * chat.speakers().size()));
    }

    private void spoken(Moves moves, StepPath path, StepPath lane) throws EvaluationFailed {
        Transcript heard = remembered(moves, path);
        int turns = Turns.begun(moves, path);
        Given told = told(moves, path, heard, turns);
        if (chat.until().isPresent() && moves.test(lane, chat.until().get(), told)) {
            finish(moves, path, "until");
        } else if (signaled(heard)) {
            finish(moves, path, "signal");
        } else if (heard.isStuck(chat.speakers().size())) {
            stuck(moves, path, turns);
        } else if (turns == chat.max()) {
            finish(moves, path, "max");
        } else {
            turn(moves, path, heard);
        }
    }

    private Given told(Moves moves, StepPath path, Transcript heard, int turns) {
        Optional<Entry> newest = heard.newest();
        return Given.of(
                "chat",
                new JsonFields()
                        .put("turns", turns)
                        .put("last", newest.map(Entry::content))
                        .put(
                                "speaker",
                                newest.map(entry -> Json.text(entry.role()).payload()))
                        .put("topic", Turns.kept(moves, path, TOPIC))
                        .payload());
    }

    private boolean signaled(Transcript heard) {
        String said = heard.newest().map(entry -> entry.content().text()).orElse("");
        return chat.signals().stream().anyMatch(said::contains);
    }

    private void stuck(Moves moves, StepPath path, int turns) throws EvaluationFailed {
        moves.emit(new Event.StepNoted(
                path, "no-progress", new JsonFields().put("turns", turns).payload()));
        if (chat.failsWhenStuck()) {
            moves.fail(
                    path,
                    path,
                    Pattern.workflowFailure(
                            "MESH-4140",
                            "Chat \"" + path + "\" goes round in circles: after " + turns
                                    + " turns everybody only repeats what they said before"));
        } else {
            finish(moves, path, "no-progress");
        }
    }

    private void finish(Moves moves, StepPath path, String reason) throws EvaluationFailed {
        Transcript all = Transcript.last(moves, path, REMEMBERED);
        int begun = Turns.begun(moves, path);
        Payload result = new JsonFields()
                .put("final", all.newest().map(Entry::content))
                .put("rounds", reason.equals("terminate") ? begun - 1 : begun)
                .put("reason", reason)
                .put("history", all.json(1))
                .payload();
        moves.complete(path, new StepOutput.Inline(Pattern.bounded("The result", path, result)));
    }
}
