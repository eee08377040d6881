package dev.agentmesh.language.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that travels by reference, in expressions. */
class KeptTest {
    private static final String REFERENCE =
            "{\"$artifact\":{\"sha256\":\"" + "a".repeat(64) + "\",\"size\":3000000,\"contentType\":\"text/plain\"}}";
    private static final FakeNames NAMES = new FakeNames().input("{\"raw\":" + REFERENCE + ",\"n\":1}");

    private final CelExpressions expressions = new CelExpressions();

    @Test
    void it_is_passed_on_as_it_is() throws EvaluationFailed {
        assertThat(expressions
                        .render(new Template("{\"a\":\"${input.raw}\",\"b\":[\"${input.raw}\"]}"), NAMES)
                        .text())
                .isEqualTo("{\"a\":" + REFERENCE + ",\"b\":[" + REFERENCE + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.raw.summary == 'x'",
                "input.raw['summary'] == 'x'",
                "default(input.raw.summary, 'x') == 'x'",
                "has(input.raw.summary)",
                "size(input.raw) > 0",
                "'summary' in input.raw",
                "input.raw.exists(k, k == 'x')"
            })
    void looking_into_it_fails_with_what_to_do(String text) {
        EvaluationFailed failed =
                catchThrowableOfType(EvaluationFailed.class, () -> expressions.test(new Expression(text), NAMES));

        assertThat(failed.code()).isEqualTo("MESH-4137");
        assertThat(failed.getMessage())
                .contains("an artifact of 3000000 bytes")
                .contains("have its agent return the part that is needed beside an Artifact");
    }

    @Test
    void it_is_no_list_to_work_through() {
        EvaluationFailed failed = catchThrowableOfType(
                EvaluationFailed.class, () -> expressions.items(new Expression("input.raw"), NAMES));

        assertThat(failed.code()).isEqualTo("MESH-4137");
    }

    @Test
    void whether_there_is_one_and_how_large_it_is_can_be_asked() throws EvaluationFailed {
        assertThat(expressions.test(new Expression("input.raw != null && input.raw != input.n"), NAMES))
                .isTrue();
        assertThat(expressions.test(
                        new Expression("has(input.raw['$artifact'].size) && input.raw['$artifact'].size > 1000"),
                        NAMES))
                .isTrue();
    }
}
