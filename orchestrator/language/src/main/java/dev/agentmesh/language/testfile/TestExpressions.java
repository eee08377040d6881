package dev.agentmesh.language.testfile;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.definition.JsonText;
import dev.agentmesh.language.definition.Reading;
import dev.agentmesh.language.expression.ExpressionCheck;
import dev.agentmesh.language.expression.ExpressionCheck.Checked;
import dev.agentmesh.language.expression.ExpressionCheck.Scanned;
import dev.agentmesh.language.expression.ExpressionProblem;
import dev.agentmesh.language.expression.Segment;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.Optional;

/** Expressions and templates of a test file: whether they read. Which names there are is said when they are evaluated. */
final class TestExpressions {
    private final Reading reading;

    TestExpressions(Reading reading) {
        this.reading = reading;
    }

    Optional<Expression> bare(YamlNode node, String what) {
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.isEmpty()) {
            reading.wrong(node, what, "an expression");
            return Optional.empty();
        }
        check(scalar, scalar.value());
        return Optional.of(new Expression(scalar.value()));
    }

    Template template(YamlNode node) {
        inTexts(node);
        return new Template(JsonText.of(node, reading));
    }

    private void inTexts(YamlNode node) {
        switch (node) {
            case YamlNode.Items items -> items.items().forEach(this::inTexts);
            case YamlNode.Fields fields -> fields.fields().forEach(field -> inTexts(field.value()));
            case YamlNode.Scalar scalar -> {
                switch (ExpressionCheck.text(scalar.value())) {
                    case Scanned.Unclosed(ExpressionProblem problem) -> problem(scalar, problem);
                    case Scanned.Segments(var segments) ->
                        segments.stream()
                                .filter(Segment.Code.class::isInstance)
                                .forEach(code -> check(scalar, ((Segment.Code) code).expression()));
                }
            }
        }
    }

    private void check(YamlNode.Scalar scalar, String expression) {
        if (ExpressionCheck.expression(expression) instanceof Checked.Unreadable(ExpressionProblem problem)) {
            problem(scalar, problem);
        }
    }

    private void problem(YamlNode.Scalar scalar, ExpressionProblem problem) {
        reading.problems()
                .at(scalar.span(), Codes.EXPRESSION, "the expression does not parse: " + problem.message())
                .suggest(problem.suggestion())
                .fix("mend the expression");
    }
}
