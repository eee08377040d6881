package dev.agentmesh.language.definition;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.expression.ExpressionCheck;
import dev.agentmesh.language.expression.ExpressionCheck.Checked;
import dev.agentmesh.language.expression.ExpressionCheck.Scanned;
import dev.agentmesh.language.expression.ExpressionProblem;
import dev.agentmesh.language.expression.Segment;
import dev.agentmesh.language.expression.TypeProblem;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.ScalarPlaces;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads expressions and templates where they stand, and checks all that can be checked without a run. */
final class ExpressionReader {
    private final Reading reading;
    private final ReferenceCheck references;

    ExpressionReader(Reading reading, ReferenceCheck references) {
        this.reading = reading;
        this.references = references;
    }

    /** @param shape what is known of its value */
    record TypedExpression(Expression expression, Shape shape) {}

    /** @param shape what is known of its value */
    record TypedTemplate(Template template, Shape shape) {}

    /**
     * A bare expression.
     *
     * @param type what its value must be: bool, list, string or any
     * @param user what problems call the step
     */
    Optional<Expression> bare(YamlNode node, String key, String type, Scope scope, String user) {
        return typed(node, key, type, scope, user).map(TypedExpression::expression);
    }

    Optional<TypedExpression> typed(YamlNode node, String key, String type, Scope scope, String user) {
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.isEmpty()) {
            reading.wrong(node, "\"" + key + "\"", "an expression");
            return Optional.empty();
        }
        if (scalar.value().strip().startsWith("${")) {
            String bare = scalar.value().strip().replaceAll("^\\$\\{\\s*|\\s*}$", "");
            reading.problems()
                    .at(scalar.span(), Codes.EXPRESSION, "\"" + key + "\" takes a bare expression, without ${ }")
                    .fix("write " + key + ": " + bare);
            return Optional.empty();
        }
        Shape shape = check(scalar, scalar.value(), 0, scope, user);
        result(scalar, shape, type);
        return Optional.of(new TypedExpression(new Expression(scalar.value()), shape));
    }

    /** A value in which every text may hold expressions. */
    Template template(YamlNode node, Scope scope, String user) {
        return typedTemplate(node, scope, user).template();
    }

    TypedTemplate typedTemplate(YamlNode node, Scope scope, String user) {
        Shape shape = inTexts(node, scope, user, Optional.empty());
        return new TypedTemplate(new Template(JsonText.of(node, reading)), shape);
    }

    /** {@code with}: what an agent is given; without it the agent is given the input of the run. */
    Optional<Template> input(YamlNode.Fields step, Scope scope, String user, Optional<AgentReader.Call> call) {
        Optional<TaskInput> wanted = call.map(known -> new TaskInput(reading, known.name(), known.input()));
        if (step.value("with").isEmpty()) {
            wanted.ifPresent(check -> step.field("agent")
                    .ifPresent(agent -> check.whole(agent.value().span(), references.input(), "the input of the run")));
        }
        return given(step, scope, user, wanted);
    }

    /** {@code with} of an undo; without it the agent is given what the step gave. */
    Optional<Template> undoInput(YamlNode.Fields undo, Scope scope, String user, Optional<AgentReader.Call> call) {
        return given(undo, scope, user, call.map(known -> new TaskInput(reading, known.name(), known.input())));
    }

    private Optional<Template> given(YamlNode.Fields step, Scope scope, String user, Optional<TaskInput> wanted) {
        return step.value("with").map(node -> {
            inTexts(node, scope, user, wanted);
            return new Template(JsonText.of(node, reading));
        });
    }

    private Shape inTexts(YamlNode node, Scope scope, String user, Optional<TaskInput> wanted) {
        return switch (node) {
            case YamlNode.Scalar scalar -> {
                Shape shape = inText(scalar, scope, user);
                wanted.ifPresent(check -> check.value(scalar, shape));
                yield shape;
            }
            case YamlNode.Items items -> {
                Optional<TaskInput> inside = wanted.flatMap(check -> check.items(items));
                yield items.items().stream()
                        .map(item -> inTexts(item, scope, user, inside))
                        .reduce(Shape::or)
                        .map(Shape::list)
                        .orElseGet(Shape::emptyList);
            }
            case YamlNode.Fields fields -> {
                boolean fits = wanted.map(check -> check.fields(fields)).orElse(true);
                var members = new LinkedHashMap<String, Shape>();
                fields.fields().forEach(field -> {
                    if (field.name().contains("${")) {
                        problem(field.key(), ExpressionProblemAt.start("a key cannot hold an expression"));
                    }
                    Optional<TaskInput> inside = wanted.filter(_ -> fits).map(check -> check.member(field.name()));
                    members.put(field.name(), inTexts(field.value(), scope, user, inside));
                });
                yield Shape.map(members);
            }
        };
    }

    /** What is known of a text's value, of which all parts are read. */
    private Shape inText(YamlNode.Scalar scalar, Scope scope, String user) {
        if (scalar.style() == YamlNode.Style.PLAIN) {
            Optional<Shape> literal = Literals.shape(scalar);
            if (literal.isPresent()) {
                return literal.get();
            }
        }
        hiddenByComment(scalar);
        Shape shape = Shape.of(Kind.STRING);
        switch (ExpressionCheck.text(scalar.value())) {
            case Scanned.Unclosed(ExpressionProblem problem) -> problem(scalar, problem);
            case Scanned.Segments(var segments) -> {
                for (Segment segment : segments) {
                    if (segment instanceof Segment.Code(String expression, int start)) {
                        Shape part = check(scalar, expression, start, scope, user);
                        shape = segments.size() == 1 ? part : shape;
                    }
                }
            }
        }
        doubleBraces(scalar);
        return shape;
    }

    /** {@code a: Issue #${x}}: YAML ends the value at the sign and nobody notices. */
    private void hiddenByComment(YamlNode.Scalar scalar) {
        if (scalar.style() != YamlNode.Style.PLAIN) {
            return;
        }
        var source = reading.problems().source();
        int end = scalar.span().start() + scalar.span().length();
        int lineEnd = source.lineEnd(source.line(Math.min(end, source.length())));
        String rest = end < lineEnd ? source.between(end, lineEnd) : "";
        if (rest.stripLeading().startsWith("#") && rest.contains("${")) {
            int hash = end + rest.indexOf('#');
            reading.problems()
                    .at(
                            new Span(hash, lineEnd - hash),
                            Codes.QUOTE_EXPRESSION,
                            "the expression behind \"#\" is lost: the value must be quoted")
                    .cause("YAML reads \" #\" as the start of a comment")
                    .fix("put the whole value in quotes");
        }
    }

    private void doubleBraces(YamlNode.Scalar scalar) {
        int at = scalar.value().indexOf("{{");
        int close = scalar.value().indexOf("}}", Math.max(0, at));
        if (at < 0 || close < 0 || scalar.value().startsWith("$", Math.max(0, at - 1))) {
            return;
        }
        String expression = scalar.value().substring(at + 2, close).strip();
        if (!expression.isEmpty() && expression.matches("[\\w.\\[\\]\"'-]+")) {
            Span span = places(scalar, scalar.value().codePointCount(0, at), close + 2 - at);
            reading.problems()
                    .at(span, Codes.QUOTE_EXPRESSION, "{{ }} is not this language's sign for an expression")
                    .cause("it would reach the agent as it stands")
                    .fix("write ${" + expression + "}; for the text itself keep it out of definitions");
        }
    }

    private Shape check(YamlNode.Scalar scalar, String expression, int start, Scope scope, String user) {
        return switch (ExpressionCheck.expression(expression, references.shapes(scope))) {
            case Checked.Unreadable(ExpressionProblem problem) -> {
                problem(scalar, shifted(problem, start));
                yield Shape.ANY;
            }
            case Checked.Readable readable -> {
                readable.problems().forEach(problem -> wrongType(scalar, problem, start));
                references.check(
                        readable.references(), scope, user, (place, length) -> places(scalar, start + place, length));
                yield readable.shape();
            }
        };
    }

    private void result(YamlNode.Scalar scalar, Shape shape, String type) {
        Optional<Kind> wanted = Stream.of(Kind.values())
                .filter(kind -> kind.word().equals(type))
                .findFirst();
        if (wanted.isPresent() && !shape.canBe(wanted.get())) {
            reading.problems()
                    .at(
                            scalar.span(),
                            Codes.TYPES,
                            "type mismatch: the expression gives " + shape.words() + " where " + type + " is needed")
                    .fix(
                            wanted.get() == Kind.BOOL
                                    ? "compare the value with something"
                                    : "write an expression that gives a " + type);
        }
    }

    private void wrongType(YamlNode.Scalar scalar, TypeProblem problem, int start) {
        Problems.Draft draft = reading.problems()
                .at(
                        places(scalar, start + problem.start(), problem.length()),
                        switch (problem.sort()) {
                            case TYPES -> Codes.TYPES;
                            case FIELD -> Codes.NO_SUCH_FIELD;
                        },
                        switch (problem.sort()) {
                            case TYPES -> "type mismatch: " + problem.message();
                            case FIELD -> problem.message();
                        })
                .suggest(problem.suggestion());
        problem.cause().ifPresent(draft::cause);
        draft.fix(problem.fix());
    }

    private void problem(YamlNode.Scalar scalar, ExpressionProblem problem) {
        reading.problems()
                .at(
                        places(scalar, problem.start(), problem.length()),
                        Codes.EXPRESSION,
                        "the expression does not parse: " + problem.message())
                .suggest(problem.suggestion())
                .fix("mend the expression at the caret; mesh explain expressions lists signs and functions");
    }

    private static ExpressionProblem shifted(ExpressionProblem problem, int by) {
        return new ExpressionProblem(problem.message(), problem.start() + by, problem.length(), problem.suggestion());
    }

    private Span places(YamlNode.Scalar scalar, int start, int length) {
        return ScalarPlaces.find(reading.problems().source(), scalar, start, length);
    }

    /** A problem with a whole scalar. */
    private static final class ExpressionProblemAt {
        static ExpressionProblem start(String message) {
            return new ExpressionProblem(message, 0, 2, Optional.empty());
        }
    }
}
