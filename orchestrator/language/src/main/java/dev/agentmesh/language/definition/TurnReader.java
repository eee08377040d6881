package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code loop}. */
final class TurnReader {
    private static final int MOST_TURNS = 1_000;

    /** How often nested loops may repeat a step. */
    private static final long MOST_IN_ALL = 100_000;

    private static final Shape LOOP = Shape.map(Map.of("index", Shape.of(Kind.INT)));

    private final Reading reading;
    private final StepRegister register;
    private final ExpressionReader expressions;
    private final StepReader steps;

    TurnReader(Reading reading, StepRegister register, ExpressionReader expressions, StepReader steps) {
        this.reading = reading;
        this.register = register;
        this.expressions = expressions;
        this.steps = steps;
    }

    Optional<Verb> loop(YamlNode node, Scope scope, StepReader.Frame frame, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"loop\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(fields, new TreeSet<>(Set.of("max", "until", "do")), Set.of(), "loop");
        Optional<YamlNode> todo = fields.value("do");
        if (todo.isEmpty()) {
            reading.missing(node.span(), "\"loop\" needs \"do\"", "loop:\n  max: 3\n  do:\n    - agent: my-agent");
            return Optional.empty();
        }
        int max = max(fields);
        long turns = frame.turns() * max;
        if (turns > MOST_IN_ALL) {
            reading.problems()
                    .at(
                            fields.value("max").orElse(node).span(),
                            Codes.FAN_OUT,
                            "nested loops may take " + turns + " turns; the limit is " + MOST_IN_ALL)
                    .cause("the bounds around a step multiply")
                    .fix("make a bound smaller");
        }
        Scope body = scope.changing(register.variablesIn(todo.get())).with("loop", LOOP);
        int mark = register.mark();
        List<Step> sequence = steps.sequence(
                todo.get(),
                "\"do\"",
                body,
                new StepReader.Frame(frame.map(), frame.lanes(), Math.min(turns, MOST_IN_ALL)));
        Optional<Expression> until =
                fields.value("until").flatMap(u -> expressions.bare(u, "until", "bool", body, user));
        register.turnsSee(mark, body);
        scope.adopt(body);
        return Optional.of(new Verb.Loop(max, until, sequence));
    }

    private int max(YamlNode.Fields fields) {
        Optional<YamlNode> written = fields.value("max");
        if (written.isEmpty()) {
            reading.problems()
                    .at(fields.span(), Codes.NO_BOUND, "a loop needs a bound")
                    .cause("what never becomes true would go on, and cost, for ever")
                    .fix("add max: 10");
            return 1;
        }
        return reading.whole(written.get(), "\"max\"", 1, MOST_TURNS).orElse(1);
    }
}
