package dev.agentmesh.language.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;

/** Text to {@link CompiledExpression}: CEL's own parser and macros, then our nodes. Safe for use by several threads. */
final class ExpressionCompiler {
    static final int MAX_LENGTH = 4_096;
    static final int MAX_DEPTH = 100;
    private static final int MAX_NODES = 5_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_DEPTH)
            .maxParseExpressionNodeCount(MAX_NODES)
            .enableHiddenAccumulatorVar(true)
            // CEL keeps "loop" for a later version of itself; which names there are is checked by us.
            .enableReservedIds(false)
            .build();

    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.bindings(), CelExtensions.lists(2), CelExtensions.math(OPTIONS))
            .build();

    private ExpressionCompiler() {}

    static CompiledExpression compile(String text) throws SyntaxFault {
        try {
            return build(text);
        } catch (SyntaxFault e) {
            throw e.in(text);
        }
    }

    private static CompiledExpression build(String text) throws SyntaxFault {
        CelAbstractSyntaxTree tree = parse(text);
        var places = new Places(text, tree.getSource().getPositionsMap());
        var builder = new NodeBuilder(places);
        Node root = builder.build(tree.getExpr());
        return new CompiledExpression(text, root, builder.slots(), new ReferenceFinder(places).find(tree.getExpr()));
    }

    private static CelAbstractSyntaxTree parse(String text) throws SyntaxFault {
        int length = text.codePointCount(0, text.length());
        if (text.isBlank()) {
            throw new SyntaxFault(ExpressionProblem.at(0, length, "an expression is missing here"));
        }
        if (length > MAX_LENGTH) {
            throw new SyntaxFault(ExpressionProblem.at(
                    0, 1, "the expression has " + length + " characters; at most " + MAX_LENGTH + " are read"));
        }
        CelValidationResult result = PARSER.parse(text);
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new SyntaxFault(SyntaxMessages.explain(text, first(e.getErrors())));
        }
    }

    private static CelIssue first(List<CelIssue> issues) {
        return issues.stream()
                .min((a, b) -> a.getSourceLocation().compareTo(b.getSourceLocation()))
                .orElseThrow(() -> new IllegalStateException("Expected CEL to say what is wrong but found no issue"));
    }
}
