package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Sha256Text;
import java.util.List;
import java.util.Optional;

/**
 * What a person is asked, exactly as it is to be shown.
 *
 * @param show what the answer is about, {@code null} for nothing but the title
 * @param choices what can be chosen
 * @param form JSON Schema of the values that come with an answer
 * @param assign who may answer, {@code role:x} or {@code user:x}; empty for anybody
 * @param quorum how many people must make the same choice
 */
public record Question(
        String title, Payload show, List<String> choices, Optional<Payload> form, String assign, int quorum) {
    public Question {
        choices = List.copyOf(choices);
    }

    /** SHA-256 over what is shown. An answer names it, so nobody approves what they have not seen. */
    public String hash() {
        return Sha256Text.of(
                title,
                show.text(),
                String.join("\n", choices),
                form.map(Payload::text).orElse(""));
    }
}
