package dev.agentmesh.language.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile expressions can do: fail, with a code, in bounded time. */
class SandboxTest {
    private static final String TEN_THOUSAND =
            "{\"list\":" + IntStream.range(0, 10_000).boxed().toList() + "}";

    private final CelExpressions expressions = new CelExpressions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''.getClass().forName('java.lang.Runtime').getRuntime().exec('id')",
                "T(java.lang.Runtime).getRuntime()",
                "java.lang.System.exit(1)",
                "input.getClass()",
                "#{7*7}",
                "new java.io.File('/')"
            })
    void there_is_no_way_to_java(String hostile) {
        assertThat(failure(hostile, new FakeNames().input("{}")).code()).isEqualTo("MESH-2005");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{7*7}}", "#{7*7}", "$${jndi:ldap://x}", "%{1+1}", "<%= 1 %>"})
    void other_languages_are_plain_text(String text) throws EvaluationFailed {
        assertThat(expressions
                        .render(new Template("\"" + text + "\""), new FakeNames())
                        .text())
                .isEqualTo("\"" + text.replace("$${", "${") + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.list.map(a, input.list.map(b, a * b)).size() > 0",
                "input.list.exists(a, input.list.exists(b, a + b < 0))",
                "input.list.all(a, input.list.all(b, a in input.list))",
                "input.list.map(a, input.list).distinct().size() > 0",
                "input.list.map(a, input.list).map(l, l == input.list).size() > 0",
                "lists.range(1000000000).size() > 0",
                "input.list.map(a, input.list.sort()).size() > 0",
                "input.list.map(a, string(input.list.map(b, string(b)).join())).size() > 0"
            })
    void nested_loops_end_by_their_cost(String bomb) {
        assertThat(failure(bomb, new FakeNames().input(TEN_THOUSAND)).code()).isEqualTo("MESH-4133");
    }

    @Test
    void a_text_cannot_double_for_ever() {
        var bomb = new StringBuilder("'xxxxxxxx'");
        for (int i = 0; i < 40; i++) {
            bomb = new StringBuilder("cel.bind(v" + i + ", " + bomb + ", v" + i + " + v" + i + ")");
        }

        assertThat(failure("size(" + bomb + ") > 0", new FakeNames()).code()).isEqualTo("MESH-4133");
    }

    @Test
    void a_list_cannot_double_for_ever() {
        String bomb = "[[1]]";
        for (int i = 0; i < 40; i++) {
            bomb = "cel.bind(v" + i + ", " + bomb + ", [v" + i + ", v" + i + "])";
        }

        assertThat(failure(bomb + " == " + bomb, new FakeNames()).code()).isIn("MESH-4133", "MESH-2005");
        assertThat(renderFailure(bomb, new FakeNames()).code()).isIn("MESH-4133", "MESH-4135");
    }

    @Test
    void replacing_cannot_blow_up_a_text() {
        var names = new FakeNames().input("\"" + "a".repeat(200_000) + "\"");

        assertThat(failure("input.replace('a', input).size() > 0", names).code())
                .isEqualTo("MESH-4133");
        assertThat(failure("input.replace('', input).size() > 0", names).code()).isEqualTo("MESH-4133");
        assertThat(failure("input.split('').join(input).size() > 0", names).code())
                .isEqualTo("MESH-4133");
    }

    @Test
    void searching_stays_linear_on_texts_made_to_be_slow() throws EvaluationFailed {
        var names = new FakeNames().input("\"" + "a".repeat(200_000) + "\"");

        assertThat(expressions.test(new Expression("input.contains(input.substring(0, 100000) + 'b')"), names))
                .isFalse();
        assertThat(expressions.test(new Expression("input.lastIndexOf('b') == -1"), names))
                .isTrue();
        assertThat(expressions.test(new Expression("input.substring(0, 20000).matches('(a+)+$')"), names))
                .isTrue();
        assertThat(expressions.test(new Expression("(input.substring(0, 20000) + '!').matches('^(a+)+$')"), names))
                .isFalse();
    }

    @Test
    void a_result_larger_than_a_payload_is_refused() {
        var names = new FakeNames().input("\"" + "a".repeat(200_000) + "\"");

        assertThat(renderFailure("input + input", names).code()).isEqualTo("MESH-4135");
        assertThat(renderFailure("[input, input]", names).code()).isEqualTo("MESH-4135");
        assertThat(catchThrowableOfType(
                                EvaluationFailed.class,
                                () -> expressions.render(new Template("\"${input} ${input}\""), names))
                        .code())
                .isEqualTo("MESH-4135");
    }

    @Test
    void a_result_nested_deeper_than_a_payload_is_refused() {
        assertThat(renderFailure("[".repeat(70) + "1" + "]".repeat(70), new FakeNames())
                        .code())
                .isEqualTo("MESH-4135");
    }

    @Test
    void a_long_or_deep_expression_is_refused() {
        assertThat(failure("true" + " && true".repeat(600), new FakeNames()).code())
                .isEqualTo("MESH-2005");
        assertThat(failure("(".repeat(2_000) + "true" + ")".repeat(2_000), new FakeNames())
                        .code())
                .isEqualTo("MESH-2005");
        assertThat(failure("input" + ".a".repeat(1_500), new FakeNames().input("{}"))
                        .code())
                .isEqualTo("MESH-2005");
    }

    @Test
    void a_condition_is_true_or_false() {
        assertThat(failure("input.x", new FakeNames().input("{\"x\":1}")))
                .hasMessage("expression input.x: a condition gives true or false but found int 1")
                .extracting(EvaluationFailed::code)
                .isEqualTo("MESH-4134");
    }

    @Test
    void items_are_a_list() throws EvaluationFailed {
        var names = new FakeNames().input("{\"l\":[1,\"a\",{\"b\":[null]}],\"n\":1}");

        assertThat(expressions.items(new Expression("input.l"), names))
                .extracting(Object::toString)
                .containsExactly("1", "\"a\"", "{\"b\":[null]}");
        assertThat(catchThrowableOfType(
                        EvaluationFailed.class, () -> expressions.items(new Expression("input.n"), names)))
                .hasMessageContaining("expected a list but found int 1")
                .extracting(EvaluationFailed::code)
                .isEqualTo("MESH-4134");
    }

    @Test
    void a_failure_names_the_expression_the_column_and_what_was_found() {
        assertThat(failure("1 + input.items[0].pirce > 2", new FakeNames().input("{\"items\":[{\"price\":1}]}")))
                .hasMessage("expression 1 + input.items[0].pirce > 2, column 20: no key \"pirce\" in a map with price");
        assertThat(renderFailure("input.a", new FakeNames().input("{}")))
                .hasMessage("expression input.a, column 7: no key \"a\" in a map with no keys");
    }

    @Test
    void a_failure_never_echoes_a_long_value() {
        assertThat(failure("input > 1", new FakeNames().input("\"" + "secret ".repeat(10_000) + "\"")))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void only_what_is_touched_is_fetched() throws EvaluationFailed {
        var names =
                new FakeNames().input("{\"x\":1}").completed("a", "{\"y\":2}").completed("b", "{}");

        expressions.test(new Expression("input.x == 1 && (steps.a.output.y == 2 || steps.b.output.z)"), names);

        assertThat(names.asked).containsExactly("input", "steps.a", "steps.a.output");
    }

    @Test
    void a_template_reads_a_document_once() throws EvaluationFailed {
        var names = new FakeNames().input("{\"x\":1}").completed("a", "{\"y\":2}");

        assertThat(expressions
                        .render(
                                new Template(
                                        "{\"a\":\"${input.x}\",\"b\":[\"${input.x} and ${steps.a.output}\",\"$${x}\",\"${steps.a.output.y}\"],\"c\":1.50}"),
                                names)
                        .text())
                .isEqualTo("{\"a\":1,\"b\":[\"1 and {\\\"y\\\":2}\",\"${x}\",2],\"c\":1.5}");
        assertThat(names.asked).containsExactly("input", "steps.a", "steps.a.output");
    }

    @Test
    void braces_and_quotes_inside_an_expression_end_nothing() throws EvaluationFailed {
        var names = new FakeNames().input("{\"x\":1}");
        String template =
                "\"a ${ {'}': \\\"}\\\"}['}'] } b ${r'\\\\}'} c ${'''}''' + \\\"\\\\\\\"}\\\"} d ${ {'k': {'n': input.x}}.k.n }\"";

        assertThat(expressions.render(new Template(template), names).text()).isEqualTo("\"a } b \\\\} c }\\\"} d 1\"");
    }

    @Test
    void every_locale_and_time_zone_gives_the_same_bytes() throws Exception {
        var names = new FakeNames()
                .input(
                        "{\"d\":1234567.891,\"s\":\"TITLE iıİI\",\"u\":\"Cafe\\u0301\",\"l\":[\"ö\",\"z\",\"a\",\"İ\"]}");
        var template = new Template(
                "{\"d\":\"${input.d} ${input.d * 2.0}\",\"s\":\"${input.s.lowerAscii() + input.s.upperAscii()}\",\"u\":\"${input.u == 'Café'}\","
                        + "\"l\":\"${input.l.sort()}\",\"t\":\"${timestamp('2026-03-29T02:30:00+01:00') + duration('1h')}\"}");
        Callable<String> rendering = () -> expressions.render(template, names).text();
        Map<String, String> answers = new TreeMap<>();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();

        try {
            for (String tag : List.of("en-US", "tr-TR", "ar-EG-u-nu-arab")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone(tag.startsWith("tr") ? "Asia/Tokyo" : "America/New_York"));
                answers.put(tag, rendering.call());
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }

        assertThat(answers.values())
                .containsOnly("{\"d\":\"1234567.891 2469135.782\",\"s\":\"title iıİiTITLE IıİI\",\"u\":false,"
                        + "\"l\":[\"a\",\"z\",\"ö\",\"İ\"],\"t\":\"2026-03-29T02:30:00Z\"}");
    }

    @Test
    void threads_do_not_disturb_each_other() throws Exception {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 64; i++) {
            int n = i;
            tasks.add(() -> expressions.test(
                    new Expression("input.l.map(x, x * input.n).exists(y, y == " + 3 * n + ") && input.n == " + n),
                    new FakeNames().input("{\"n\":" + n + ",\"l\":[1,2,3]}")));
        }

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : executor.invokeAll(tasks)) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    private EvaluationFailed failure(String expression, FakeNames names) {
        return catchThrowableOfType(EvaluationFailed.class, () -> expressions.test(new Expression(expression), names));
    }

    private EvaluationFailed renderFailure(String expression, FakeNames names) {
        return catchThrowableOfType(
                EvaluationFailed.class,
                () -> expressions.render(new Template("\"${" + expression.replace("\"", "\\\"") + "}\""), names));
    }
}
