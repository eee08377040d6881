package dev.agentmesh.language.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each expression gives, line by line in {@code expressions/table.txt}: {@code expression => JSON or code}. */
class ExpressionTableTest {
    private static final String INPUT = """
            {"n":3,"d":2.5,"s":"héllo","t":true,"z":null,"big":123456789012345678901234567890,
             "list":[3,1,2],"nested":[[1],[2,[3]]],"items":[{"k":"a","v":1},{"k":"b","v":2}],
             "map":{"x":1,"y":{"w":2}},"tiny":0.1,"exact":0.12345678901234567890123,"huge":1e400,"sign-off":"yes"}
            """;

    private final CelExpressions expressions = new CelExpressions();

    static Stream<Arguments> rows() throws IOException {
        try (var table = ExpressionTableTest.class.getResourceAsStream("/expressions/table.txt")) {
            return new String(java.util.Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" => "))
                    .map(line -> line.split(" => ", 2))
                    .map(row -> Arguments.of(row[0].strip(), row[1].strip()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void gives(String expression, String expected) {
        var names = new FakeNames()
                .input(INPUT)
                .completed("a", "{\"x\":7,\"score\":0.5}")
                .completed("sign-off", "{\"by\":\"ana\"}")
                .skipped("b")
                .failed("c", "{\"kind\":\"POISON\",\"code\":\"BAD\",\"message\":\"no\"}")
                .variable("total", "10")
                .board("metadata", "balance", "100")
                .board("fact-checker", "notes", "[\"a\",\"b\"]")
                .local("doc", "{\"body\":\"text\"}");

        String found;
        try {
            found = expressions
                    .render(
                            new Template(
                                    "\"${" + expression.replace("\\", "\\\\").replace("\"", "\\\"") + "}\""),
                            names)
                    .text();
        } catch (EvaluationFailed e) {
            found = e.code() + " " + e.getMessage();
        }

        if (expected.startsWith("MESH-")) {
            assertThat(found)
                    .startsWith(expected.substring(0, 9))
                    .contains(expected.substring(9).strip());
        } else {
            assertThat(found).isEqualTo(expected);
        }
    }
}
