package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.expression.ExpressionCheck;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the verbs that hold steps or values, and {@code catch}. */
final class VerbReader {
    static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private final Reading reading;
    private final ExpressionReader expressions;
    private final StepReader steps;
    private final LaneReader lanes;
    private final OutsideReader outside;
    private final TurnReader turns;
    private final CrewReader crews;
    private final GraphReader graphs;
    private final TalkReader talks;
    private final HandoffReader handoffs;
    private final VoteReader votes;

    VerbReader(
            Reading reading,
            StepRegister register,
            ExpressionReader expressions,
            StepReader steps,
            MemberReader members,
            CrewReader crews,
            PersonReader persons,
            OutsideReader outside) {
        this.crews = crews;
        this.outside = outside;
        this.reading = reading;
        this.expressions = expressions;
        this.steps = steps;
        this.lanes = new LaneReader(reading, expressions, steps);
        this.turns = new TurnReader(reading, register, expressions, steps);
        this.graphs = new GraphReader(reading, register, expressions, steps);
        this.talks = new TalkReader(reading, expressions, members);
        this.handoffs = new HandoffReader(reading, members, persons);
        this.votes = new VoteReader(reading, expressions, members, persons);
    }

    Optional<Verb> read(YamlNode.Field verb, Scope scope, StepReader.Frame frame, String id, String user) {
        YamlNode value = verb.value();
        return switch (verb.name()) {
            case "do" -> Optional.of(new Verb.Block(steps.sequence(value, "\"do\"", scope, frame)));
            case "parallel" -> lanes.parallel(value, scope, frame);
            case "map" -> lanes.map(value, scope, frame, id, user);
            case "switch" -> choice(value, scope, frame, user);
            case "loop" -> turns.loop(value, scope, frame, user);
            case "graph" -> graphs.graph(value, scope, frame, user);
            case "chat" -> talks.chat(value, scope, user);
            case "debate" -> talks.debate(value, scope, user);
            case "handoff" -> handoffs.handoff(value);
            case "vote" -> votes.vote(value, scope, user);
            case "plan" -> crews.plan(value, scope, user);
            case "supervisor" -> crews.supervisor(value, scope, user);
            case "set" -> set(value, scope, user);
            case "return" -> Optional.of(new Verb.Return(expressions.template(value, scope, user)));
            case "fail" -> fail(value, scope, user);
            case "human", "wait", "publish", "workflow" -> outside.read(verb, scope, user);
            default -> throw new IllegalStateException("Expected a verb but found " + verb.name());
        };
    }

    private Optional<Verb> choice(YamlNode node, Scope scope, StepReader.Frame frame, String user) {
        Optional<YamlNode.Items> items = reading.items(node, "\"switch\"");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().items().isEmpty()) {
            reading.missing(node.span(), "\"switch\" needs at least one case", "- when: input.kind == \"a\"\n  do: []");
        }
        var cases = new ArrayList<Verb.Case>();
        var branches = new ArrayList<Scope>();
        for (YamlNode item : items.get().items()) {
            if (!cases.isEmpty() && cases.getLast().when().isEmpty()) {
                reading.problems()
                        .at(item.span(), Codes.UNREACHABLE, "this case is never reached")
                        .cause("\"else\" takes everything that is left")
                        .fix("move \"else\" to the end");
            }
            Scope branch = scope.inner();
            branches.add(branch);
            reading.fields(item, "a case")
                    .flatMap(fields -> oneCase(fields, branch, frame, user))
                    .ifPresent(cases::add);
        }
        branches.forEach(scope::adopt);
        return Optional.of(new Verb.Switch(cases));
    }

    private Optional<Verb.Case> oneCase(YamlNode.Fields fields, Scope scope, StepReader.Frame frame, String user) {
        Optional<YamlNode> otherwise = fields.value("else");
        if (otherwise.isPresent()) {
            reading.keys(fields, Set.of("else"), Set.of(), "else");
            return Optional.of(
                    new Verb.Case(Optional.empty(), steps.possiblyEmpty(otherwise.get(), "\"else\"", scope, frame)));
        }
        reading.keys(fields, new TreeSet<>(Set.of("when", "do", "else")), Set.of(), "a case");
        Optional<YamlNode> when = fields.value("when");
        Optional<YamlNode> todo = fields.value("do");
        if (when.isEmpty() || todo.isEmpty()) {
            reading.missing(
                    fields.span(),
                    "a case needs \"when\" and \"do\", or \"else\"",
                    "- when: input.kind == \"a\"\n  do: []");
            return Optional.empty();
        }
        Optional<Expression> condition = expressions.bare(when.get(), "when", "bool", scope, user);
        List<Step> sequence = steps.possiblyEmpty(todo.get(), "\"do\"", scope, frame);
        return condition.map(c -> new Verb.Case(Optional.of(c), sequence));
    }

    private Optional<Verb> set(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"set\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, Template>();
        var shapes = new LinkedHashMap<String, Shape>();
        for (YamlNode.Field field : fields.get().fields()) {
            variableName(field.key(), "a value's name");
            ExpressionReader.TypedTemplate value = expressions.typedTemplate(field.value(), scope, user);
            values.put(field.name(), value.template());
            shapes.put(field.name(), value.shape());
        }
        shapes.forEach(scope::addVariable);
        if (values.isEmpty()) {
            reading.missing(node.span(), "\"set\" needs at least one value", "set: { total: 1 }");
        }
        return Optional.of(new Verb.SetValues(values));
    }

    /** Whether {@code key} can be read as a name in expressions. */
    boolean variableName(YamlNode.Scalar key, String what) {
        return lanes.variableName(key, what);
    }

    private Optional<Verb> fail(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"fail\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("code", "message")), Set.of(), "fail");
        Optional<YamlNode> code = fields.get().value("code");
        if (code.isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"fail\" needs a \"code\"",
                    "fail: { code: NOT_PAID, message: \"The card was declined\" }");
            return Optional.empty();
        }
        Optional<String> name = reading.name(
                code.get(),
                "an error code",
                ERROR_CODE,
                "a letter first, then letters, digits, _ . and -, like NOT_PAID");
        Template message = fields.get()
                .value("message")
                .flatMap(m -> reading.textScalar(m, "\"message\""))
                .map(m -> expressions.template(m, scope, user))
                .orElseGet(() -> new Template(JsonText.quoted(name.orElse(""))));
        return name.map(n -> new Verb.Fail(n, message));
    }

    /** {@code catch}: clauses, or the steps themselves. */
    List<CatchClause> catches(YamlNode node, Scope scope, Scope.Known failed, StepReader.Frame frame, String user) {
        Optional<YamlNode.Items> items = reading.items(node, "\"catch\"");
        if (items.isEmpty()) {
            return List.of();
        }
        boolean clauses = items.get().items().stream().anyMatch(VerbReader::isClause);
        var found = new ArrayList<CatchClause>();
        if (!clauses) {
            Scope inside = catchScope(scope, failed);
            found.add(new CatchClause(Optional.empty(), steps.possiblyEmpty(node, "\"catch\"", inside, frame)));
            scope.adopt(inside);
            return found;
        }
        var branches = new ArrayList<Scope>();
        for (YamlNode item : items.get().items()) {
            if (!found.isEmpty() && found.getLast().when().isEmpty()) {
                reading.problems()
                        .at(item.span(), Codes.UNREACHABLE, "this clause is never reached")
                        .cause("the clause before it has no \"when\" and takes every failure")
                        .fix("move the clause without \"when\" to the end");
            }
            Scope inside = catchScope(scope, failed);
            branches.add(inside);
            reading.fields(item, "a catch clause")
                    .flatMap(fields -> clause(fields, inside, frame, user))
                    .ifPresent(found::add);
        }
        branches.forEach(scope::adopt);
        return found;
    }

    private static Scope catchScope(Scope scope, Scope.Known failed) {
        Scope inside = scope.with("error", OutputShapes.ERROR);
        inside.add(failed);
        return inside;
    }

    /** A clause has {@code when} and {@code do}; a step with both is a block with a condition, which reads the same. */
    private static boolean isClause(YamlNode node) {
        return node instanceof YamlNode.Fields fields
                && fields.field("do").isPresent()
                && fields.fields().stream()
                        .allMatch(f -> f.name().equals("do") || f.name().equals("when"));
    }

    private Optional<CatchClause> clause(YamlNode.Fields fields, Scope scope, StepReader.Frame frame, String user) {
        reading.keys(fields, new TreeSet<>(Set.of("when", "do")), Set.of(), "a catch clause");
        Optional<YamlNode> todo = fields.value("do");
        if (todo.isEmpty()) {
            reading.missing(fields.span(), "a catch clause needs \"do\"", "- when: error.code == \"X\"\n  do: []");
            return Optional.empty();
        }
        Optional<Expression> when =
                fields.value("when").flatMap(node -> expressions.bare(node, "when", "bool", scope, user));
        return Optional.of(new CatchClause(when, steps.possiblyEmpty(todo.get(), "\"do\"", scope, frame)));
    }

    static boolean isName(String name) {
        return VARIABLE.matcher(name).matches() && !ExpressionCheck.isTaken(name);
    }
}
