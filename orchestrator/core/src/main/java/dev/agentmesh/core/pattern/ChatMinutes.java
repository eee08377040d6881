package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What speakers are shown of a chat: the newest turns as they were said, and where an agent sums up, its summary of those before. What
 * no summary covers yet, or none any more because the agent failed, is shortened by rule: a summary can be missing, and the chat goes on.
 */
final class ChatMinutes {
    /** How many turns are looked back at, whatever no summary covers. */
    static final int MOST = 100;

    /** The largest summary in bytes: each turn brings it along. */
    static final int MAX_SUMMARY = 32_768;

    private static final String SUMMARY = "summary";
    private static final String ASKED = "summary-asked";

    private final Moves moves;
    private final StepPath path;
    private final Verb.Chat chat;

    ChatMinutes(Moves moves, StepPath path, Verb.Chat chat) {
        this.moves = moves;
        this.path = path;
        this.chat = chat;
    }

    static boolean isBySummarizer(StepPath task) {
        return Transcript.role(task).equals(Verb.Chat.SUMMARIZER);
    }

    /**
     * Asks for a summary, if it is time for one; the turn goes on when it is there.
     *
     * @param said how many turns there were
     * @return whether somebody was asked
     */
    boolean ask(StepPath lane, int said, Payload topic) {
        if (chat.summary().isEmpty()
                || said - number(ASKED) < chat.summary().get().every()) {
            return false;
        }
        keep(ASKED, Payload.json(Integer.toString(said)));
        Verb.Member by = chat.summary().get().by();
        int since = uncovered(said);
        try {
            moves.dispatch(
                    lane.child(path.id() + "." + by.name()),
                    by.call(),
                    new JsonFields()
                            .put("topic", topic)
                            .put(
                                    SUMMARY,
                                    summary()
                                            .flatMap(kept -> kept.field("content"))
                                            .map(Json::payload))
                            .put(
                                    "history",
                                    Transcript.last(moves, path, since, since).json(1))
                            .payload());
            return true;
        } catch (EvaluationFailed tooLarge) {
            miss(lane, tooLarge.code());
            return false;
        }
    }

    /** Keeps what the summarizer gave. */
    void take(StepPath lane, Payload content) {
        if (content.isNull() || JsonText.plain(content).isBlank()) {
            note(lane, "is empty");
            return;
        }
        if (content.size() > MAX_SUMMARY) {
            note(lane, "has " + content.size() + " bytes, the limit is " + MAX_SUMMARY);
            return;
        }
        keep(
                SUMMARY,
                new JsonFields()
                        .put("turns", number(ASKED))
                        .put("content", content)
                        .payload());
    }

    /** The chat goes on with what there was. */
    void miss(StepPath lane, String code) {
        note(lane, code);
    }

    private void note(StepPath lane, String why) {
        moves.emit(new Event.StepNoted(
                lane, "no-summary", new JsonFields().put("why", why).payload()));
    }

    /** Adds what is shown of {@code said} turns. */
    JsonFields show(JsonFields fields, int said) {
        if (chat.summary().isEmpty()) {
            return fields.put(
                    "history", Transcript.last(moves, path, chat.window()).json(1));
        }
        summary().ifPresent(kept -> fields.put(SUMMARY, kept));
        int most = Math.max(chat.window(), uncovered(said));
        return fields.put(
                "history", Transcript.last(moves, path, most, chat.window()).json(1));
    }

    private int uncovered(int said) {
        int covered = summary()
                .flatMap(kept -> kept.field("turns"))
                .map(turns -> Integer.parseInt(turns.write()))
                .orElse(0);
        return Math.min(MOST, said - covered);
    }

    private Optional<Json> summary() {
        return Turns.kept(moves, path, SUMMARY).flatMap(Json::of);
    }

    private int number(String name) {
        return Turns.kept(moves, path, name)
                .map(value -> Integer.parseInt(value.text()))
                .orElse(0);
    }

    private void keep(String name, Payload value) {
        var state = new LinkedHashMap<String, Payload>();
        state.put(name, value);
        moves.emit(new Event.StateSet(path, state));
    }
}
