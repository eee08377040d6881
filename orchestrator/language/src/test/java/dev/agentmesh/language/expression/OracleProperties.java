package dev.agentmesh.language.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Template;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * Google's own evaluator as the judge: whatever it gives a value for, we give the same value for. We may give one where
 * it fails, because a whole number and a fraction can be calculated with here.
 */
class OracleProperties {
    private static final String INPUT =
            "{\"n\":3,\"d\":2.5,\"z\":null,\"t\":true,\"s\":\"abc\",\"l\":[3,1,2],\"m\":{\"a\":1,\"b\":[true]},\"o\":[{\"k\":1},{\"k\":2}]}";

    private static final Cel ORACLE = CelFactory.standardCelBuilder()
            .setOptions(CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .enableHiddenAccumulatorVar(true)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("input", SimpleType.DYN)
            .addCompilerLibraries(CelExtensions.strings(), CelExtensions.lists(2), CelExtensions.bindings())
            .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.lists(2))
            .build();

    private final CelExpressions ours = new CelExpressions();

    @Property(tries = 3_000)
    void what_the_judge_can_say_we_say_too(@ForAll long seed) {
        String expression = new RandomExpression(new Random(seed)).any(4);

        Optional<String> expected = oracle(expression);
        Optional<String> found = ours(expression);

        Statistics.collect(expected.isPresent() ? "judged" : "not judged");
        expected.ifPresent(value -> assertThat(found).as(expression).contains(value));
    }

    private Optional<String> ours(String expression) {
        try {
            String template = "\"${" + expression.replace("\\", "\\\\").replace("\"", "\\\"") + "}\"";
            return Optional.of(ours.render(new Template(template), new FakeNames().input(INPUT))
                    .text());
        } catch (EvaluationFailed _) {
            return Optional.empty();
        }
    }

    private static Optional<String> oracle(String expression) {
        try {
            CelAbstractSyntaxTree tree = ORACLE.compile(expression).getAst();
            Object value = ORACLE.createProgram(tree).eval(Map.of("input", foreign(JsonReader.read(INPUT))));
            return Optional.of(new String(
                    JsonWriter.write(domestic(value), new Meter()), java.nio.charset.StandardCharsets.UTF_8));
        } catch (CelValidationException | CelEvaluationException | Fault _) {
            return Optional.empty();
        }
    }

    /** Our values as the judge knows them. */
    private static Object foreign(Object value) {
        return switch (value) {
            case JsonNull _ -> NullValue.NULL_VALUE;
            case List<?> list -> list.stream().map(OracleProperties::foreign).toList();
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((key, item) -> copy.put(key, foreign(item)));
                yield Collections.unmodifiableMap(copy);
            }
            default -> value;
        };
    }

    /** The judge's values as we know them. */
    private static Object domestic(Object value) throws Fault {
        return switch (value) {
            case NullValue _ -> JsonNull.NULL;
            case com.google.protobuf.NullValue _ -> JsonNull.NULL;
            case Integer number -> number.longValue();
            case java.util.Collection<?> list -> {
                var copy = new java.util.ArrayList<Object>();
                for (Object item : list) {
                    copy.add(domestic(item));
                }
                yield copy;
            }
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    copy.put(entry.getKey(), domestic(entry.getValue()));
                }
                yield copy;
            }
            case String _, Long _, Double _, Boolean _ -> value;
            default -> throw new Fault(ExpressionCodes.TYPE, "not ours to judge: " + value.getClass());
        };
    }
}
