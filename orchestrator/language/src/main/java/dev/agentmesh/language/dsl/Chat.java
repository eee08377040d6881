package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Summary;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Agents that talk about a topic, one at a time. */
public final class Chat extends Described<Chat.Talk> {
    private static final int MAX = 15;
    private static final int WINDOW = 10;

    private final Template topic;
    private final List<Verb.Speaker> speakers = new ArrayList<>();
    private Verb.NextSpeaker next = new Verb.NextSpeaker.RoundRobin();
    private int max = MAX;
    private Optional<Expression> until = Optional.empty();
    private List<String> signals = List.of();
    private boolean failsWhenStuck;
    private int window = WINDOW;
    private Optional<Summary> summary = Optional.empty();

    /** What a chat gives; its last word is {@code get("final", ...)}. */
    public record Talk(int rounds, String reason, List<Turn> history) {}

    /** One turn of it. */
    public record Turn(String speaker, String text) {}

    /** What is read of a chat while it goes on. */
    public static final class Names {
        private Names() {}

        public Value<Integer> turns() {
            return new Value<>("chat.turns");
        }

        public Value<Turn> last() {
            return new Value<>("chat.last");
        }

        public Value<String> speaker() {
            return new Value<>("chat.speaker");
        }
    }

    private Chat(Template topic) {
        this.topic = topic;
    }

    public static Chat about(Value<?> topic) {
        return new Chat(topic.template());
    }

    public Chat members(String... agents) {
        Arrays.stream(agents).forEach(agent -> member(agent, ""));
        return this;
    }

    /** @param about what a moderator is told of the member */
    public Chat member(String agent, String about) {
        speakers.add(new Verb.Speaker(Called.member(agent), about));
        return this;
    }

    /** An agent names the next speaker, or ends the chat. */
    public Chat moderatedBy(String agent) {
        next = new Verb.NextSpeaker.Moderated(Called.member(Verb.Chat.MODERATOR, agent));
        return this;
    }

    /** An expression gives the name of the next speaker. */
    public Chat next(Function<Names, Value<String>> speaker) {
        next = new Verb.NextSpeaker.Chosen(
                new Expression(speaker.apply(new Names()).expression()));
        return this;
    }

    public Chat max(int turns) {
        max = turns;
        return this;
    }

    /** Asked after each turn. */
    public Chat until(Function<Names, Condition> holds) {
        until = Optional.of(holds.apply(new Names()).toExpression());
        return this;
    }

    /** Texts that end the chat when a speaker says one. */
    public Chat signals(String... texts) {
        signals = List.of(texts);
        return this;
    }

    /** Fails, instead of ending, when the talk goes in circles. */
    public Chat failsWhenStuck() {
        failsWhenStuck = true;
        return this;
    }

    /** After every so many turns an agent sums up what was said; without its summary the chat goes on all the same. */
    public Chat summary(int every, String agent) {
        summary = Optional.of(new Summary(every, Called.member(Verb.Chat.SUMMARIZER, agent)));
        return this;
    }

    /** How many of the last turns a speaker is shown as they were said. */
    public Chat window(int turns) {
        window = turns;
        return this;
    }

    @Override
    Verb verb() {
        return new Verb.Chat(speakers, topic, next, max, until, signals, failsWhenStuck, window, summary);
    }
}
