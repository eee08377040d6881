package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What an agent answers that does not finish the task itself: {@code {"handoff": {"to": ..., ...}}}.
 *
 * @param to empty where it is not said
 * @param handoff all of it, as the next agent gets it
 */
record Handover(String from, Optional<String> to, Json handoff) {
    /** The most bytes of one handoff: findings travel, raw material is referred to. */
    static final int MAX_BYTES = 65_536;

    /** Empty for a final answer. */
    static Optional<Handover> of(String from, Json answer) {
        return answer.field("handoff")
                .map(handoff -> new Handover(
                        from, handoff.field("to").flatMap(Json::asText).map(to -> to.replace('/', '.')), handoff));
    }

    Optional<BigDecimal> confidence() {
        return handoff.field("confidence").flatMap(Json::asNumber);
    }

    Json reason() {
        return handoff.field("reason").orElse(Json.text(""));
    }

    /** Why it must not happen; empty when it may. */
    Optional<Failure> refusal(Verb.Handoff rules, Json context) {
        SequencedMap<String, List<String>> allowed = rules.to().getOrDefault(from, new LinkedHashMap<>());
        if (to.isEmpty() || !allowed.containsKey(to.get())) {
            return Optional.of(Pattern.workflowFailure(
                    "MESH-4111",
                    "\"" + from + "\" may not hand over to \"" + to.orElse("") + "\"; it may hand over to: "
                            + (allowed.isEmpty() ? "nobody" : String.join(", ", allowed.sequencedKeySet()))));
        }
        List<String> missing = allowed.get(to.get()).stream()
                .filter(part ->
                        handoff.field(part).filter(Handover::saysSomething).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(Pattern.workflowFailure(
                    "MESH-4144",
                    "A handoff from \"" + from + "\" to \"" + to.get() + "\" must have "
                            + String.join(", ", allowed.get(to.get())) + "; this one lacks "
                            + String.join(", ", missing)));
        }
        int size = Math.max(handoff.payload().size(), merged(context).payload().size());
        return size <= MAX_BYTES
                ? Optional.empty()
                : Optional.of(Pattern.workflowFailure(
                        "MESH-4144",
                        "A handoff from \"" + from + "\" has " + size + " bytes with its context, the limit is "
                                + MAX_BYTES + "; hand over findings, and refer to the raw material"));
    }

    private static boolean saysSomething(Json part) {
        return switch (part) {
            case Json.Text(String text) -> !text.isBlank();
            case Json.Array(List<Json> items) -> !items.isEmpty();
            case Json.Object(var fields) -> !fields.isEmpty();
            case Json.Number _, Json.Bool _ -> true;
            case Json.Null _ -> false;
        };
    }

    /** The context so far with what this handoff adds; the newer value wins. */
    Json merged(Json context) {
        var fields = new LinkedHashMap<String, Json>();
        if (context instanceof Json.Object(var before)) {
            fields.putAll(before);
        }
        if (handoff.field("context").orElse(context) instanceof Json.Object(var added)) {
            fields.putAll(added);
        }
        return new Json.Object(fields);
    }
}
