package dev.agentmesh.inprocess;

import dev.agentmesh.core.value.Payload;
import java.util.List;
import java.util.Optional;

/**
 * What a person answers to a question.
 *
 * @param form the form's values
 * @param by the person
 * @param roles what the person is, beside
 */
public record Reply(String choice, Optional<Payload> form, String comment, String by, List<String> roles) {
    public Reply {
        roles = List.copyOf(roles);
    }

    /** Nothing but a choice. */
    public static Reply of(String choice, String by, String... roles) {
        return new Reply(choice, Optional.empty(), "", by, List.of(roles));
    }

    public Reply saying(String text) {
        return new Reply(choice, form, text, by, roles);
    }

    public Reply filling(Payload values) {
        return new Reply(choice, Optional.of(values), comment, by, roles);
    }
}
