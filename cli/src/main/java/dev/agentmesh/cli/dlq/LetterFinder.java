package dev.agentmesh.cli.dlq;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.topics.deadletter.Letters;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.error.TopicErrors;
import java.util.List;

/** Finds the letter a user means by the beginning of its id. */
final class LetterFinder {
    private LetterFinder() {}

    /** @throws CliException MESH-5021 when there is none, or more than one starts like that */
    static StoredLetter find(Letters letters, String given) {
        return letters.find(given).orElseGet(() -> {
            List<StoredLetter> candidates = letters.all().stream()
                    .filter(stored -> stored.letter().id().startsWith(given))
                    .toList();
            if (candidates.size() != 1) {
                throw CliException.of(
                        ExitCode.NOT_FOUND,
                        TopicErrors.UNKNOWN_LETTER,
                        "not found: dead letter " + Printable.shortened(given, 100)
                                + (candidates.isEmpty() ? "" : "; " + candidates.size() + " start with that"),
                        TopicErrors.UNKNOWN_LETTER.cause(),
                        "mesh dlq list --all");
            }
            return candidates.getFirst();
        });
    }
}
