package dev.agentmesh.language.definition;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.expression.ExpressionCheck;
import dev.agentmesh.language.expression.ExpressionCheck.Checked;
import dev.agentmesh.language.expression.ExpressionCheck.Scanned;
import dev.agentmesh.language.expression.ExpressionProblem;
import dev.agentmesh.language.expression.Segment;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.ScalarPlaces;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.Optional;

/** Reads expressions and templates where they stand, and checks all that can be checked without a run. */
final class ExpressionReader {
    private final Reading reading;
    private final ReferenceCheck references;

    ExpressionReader(Reading reading, ReferenceCheck references) {
        this.reading = reading;
        this.references = references;
    }

    /**
     * A bare expression.
     *
     * @param type what its value must be: bool, list, string or any
     * @param user what problems call the step
     */
    Optional<Expression> bare(YamlNode node, String key, String type, Scope scope, String user) {
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
        check(scalar, scalar.value(), 0, scope, user, Optional.of(type).filter(one -> !one.equals("any")));
        return Optional.of(new Expression(scalar.value()));
    }

    /** A value in which every text may hold expressions. */
    Template template(YamlNode node, Scope scope, String user) {
        inTexts(node, scope, user);
        return new Template(JsonText.of(node, reading));
    }

    private void inTexts(YamlNode node, Scope scope, String user) {
        switch (node) {
            case YamlNode.Scalar scalar -> inText(scalar, scope, user);
            case YamlNode.Items items -> items.items().forEach(item -> inTexts(item, scope, user));
            case YamlNode.Fields fields ->
                fields.fields().forEach(field -> {
                    if (field.name().contains("${")) {
                        problem(field.key(), ExpressionProblemAt.start("a key cannot hold an expression"));
                    }
                    inTexts(field.value(), scope, user);
                });
        }
    }

    private void inText(YamlNode.Scalar scalar, Scope scope, String user) {
        if (scalar.style() == YamlNode.Style.PLAIN
                && PlainScalar.of(scalar.value()).kind() != PlainScalar.Kind.TEXT) {
            return;
        }
        hiddenByComment(scalar);
        switch (ExpressionCheck.text(scalar.value())) {
            case Scanned.Unclosed(ExpressionProblem problem) -> problem(scalar, problem);
            case Scanned.Segments(var segments) -> {
                for (Segment segment : segments) {
                    if (segment instanceof Segment.Code(String expression, int start)) {
                        check(scalar, expression, start, scope, user, Optional.empty());
                    }
                }
            }
        }
        doubleBraces(scalar);
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

    private void check(
            YamlNode.Scalar scalar, String expression, int start, Scope scope, String user, Optional<String> wanted) {
        switch (ExpressionCheck.expression(expression)) {
            case Checked.Unreadable(ExpressionProblem problem) -> problem(scalar, shifted(problem, start));
            case Checked.Readable readable -> {
                readable.mismatch().ifPresent(problem -> mismatch(scalar, shifted(problem, start)));
                wanted.ifPresent(type -> result(scalar, readable, type));
                references.check(
                        readable.references(), scope, user, (place, length) -> places(scalar, start + place, length));
            }
        }
    }

    private void result(YamlNode.Scalar scalar, Checked.Readable readable, String wanted) {
        if (readable.type().isPresent() && !readable.type().get().equals(wanted)) {
            reading.problems()
                    .at(
                            scalar.span(),
                            Codes.TYPES,
                            "type mismatch: the expression gives "
                                    + readable.type().get() + " where " + wanted + " is needed")
                    .fix(
                            wanted.equals("bool")
                                    ? "compare the value with something"
                                    : "write an expression that gives a " + wanted);
        }
    }

    private void mismatch(YamlNode.Scalar scalar, ExpressionProblem problem) {
        reading.problems()
                .at(
                        places(scalar, problem.start(), problem.length()),
                        Codes.TYPES,
                        "type mismatch: " + problem.message())
                .fix("convert one side: int(x), double(x) or string(x)");
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
