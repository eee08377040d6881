package dev.agentmesh.core.pattern;

import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a supervisor said: it is done, or there is work to give out. */
sealed interface SupervisorAnswer {
    record Done(Json result) implements SupervisorAnswer {}

    record Work(List<Delegation> given) implements SupervisorAnswer {
        public Work {
            given = List.copyOf(given);
        }
    }

    /** It cannot be followed; {@code why} is told to the supervisor. */
    record Unusable(String why) implements SupervisorAnswer {}

    /** How many pieces of work can be given out at once. */
    int MAX_AT_ONCE = 100;

    /**
     * Reads an answer.
     *
     * @param candidates who can be given work, as agent and as agent/skill
     * @param known how many pieces of work there were
     * @param find a piece of work by its id, as it was given out last
     */
    static SupervisorAnswer read(
            Optional<Payload> answer,
            List<String> candidates,
            int known,
            int revisions,
            Function<String, Optional<Delegation>> find) {
        Json json = answer.flatMap(Json::of).orElseGet(Json.Null::new);
        if (json instanceof Json.Object(var fields) && fields.containsKey("done")) {
            return new Done(fields.get("done"));
        }
        List<Json> delegated = Fields.list(json, "delegate");
        List<Json> revised = Fields.list(json, "revise");
        if (delegated.isEmpty() && revised.isEmpty()) {
            return new Unusable(
                    "An answer has \"done\" with the result, or \"delegate\" or \"revise\" with a list of work");
        }
        if (delegated.size() + revised.size() > MAX_AT_ONCE) {
            return new Unusable("The answer gives out " + (delegated.size() + revised.size())
                    + " pieces of work; at most " + MAX_AT_ONCE + " at once");
        }
        List<Delegation> given = new ArrayList<>();
        for (Json item : delegated) {
            String worker = item.field("worker").flatMap(Json::asText).orElse("");
            if (!candidates.contains(worker)) {
                return new Unusable(
                        (worker.isEmpty() ? "A piece of work names no worker" : "There is no worker \"" + worker + "\"")
                                + "; workers: "
                                + (candidates.isEmpty() ? "none is up" : String.join(", ", candidates)));
            }
            if (item.field("task").isEmpty()) {
                return new Unusable("The work for \"" + worker + "\" has no \"task\"");
            }
            given.add(new Delegation(
                    "d" + (known + given.size() + 1),
                    worker,
                    item.field("task").get(),
                    item.field("criteria"),
                    1,
                    Optional.empty()));
        }
        for (Json item : revised) {
            String id = item.field("id").flatMap(Json::asText).orElse("");
            Optional<Delegation> before = find.apply(id);
            if (before.isEmpty() || given.stream().anyMatch(other -> other.id().equals(id))) {
                return new Unusable("There is no piece of work \"" + id + "\" to revise"
                        + (known == 0 ? "" : "; there are d1 to d" + known));
            }
            if (before.get().revision() > revisions) {
                return new Unusable("\"" + id + "\" was revised " + revisions
                        + " times already; take it as it is or do without it");
            }
            Optional<String> feedback = item.field("feedback").flatMap(Json::asText);
            if (feedback.isEmpty()) {
                return new Unusable("The revision of \"" + id + "\" has no \"feedback\" that says what is wrong");
            }
            given.add(before.get().revised(feedback.get()));
        }
        return new Work(given);
    }
}
