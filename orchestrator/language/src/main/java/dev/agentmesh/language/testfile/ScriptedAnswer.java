package dev.agentmesh.language.testfile;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an agent says when it is asked.
 *
 * @param when holds for the calls it answers; it sees {@code input}, {@code step}, {@code path}, {@code attempt} and {@code call}
 * @param times how often it is given; empty for ever
 * @param delay how long the agent takes
 */
public record ScriptedAnswer(Optional<Expression> when, OptionalInt times, Said said, Duration delay) {
    /** The answer itself. */
    public sealed interface Said {
        /** A result; its expressions see what {@code when} sees. */
        record Output(Template value) implements Said {}

        record Wrong(FailureKind kind, String code, String message) implements Said {}

        /** Not a word: the attempt ends at its deadline. */
        record Nothing() implements Said {}
    }
}
