package dev.agentmesh.language.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of outputs that a verb puts together itself. */
final class VerbOutputs {
    private static final Map<String, List<String>> FIELDS = Map.of(
            "chat", List.of("final", "rounds", "reason", "history"),
            "debate", List.of("verdict", "rounds", "converged", "reason", "history"),
            "vote", List.of("winner", "by", "votes", "counts"));

    private VerbOutputs() {}

    /** JSON Schema of the output; empty for verbs whose output is that of an agent or of the steps inside. */
    static Optional<String> schema(String verb) {
        return Optional.ofNullable(FIELDS.get(verb))
                .map(fields -> fields.stream()
                        .map(field -> "\"" + field + "\":{}")
                        .collect(Collectors.joining(",", "{\"properties\":{", "},\"additionalProperties\":false}")));
    }
}
