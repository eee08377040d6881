package dev.agentmesh.language.expression;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be said of an expression or a text before a run: whether it reads, what it refers to, what it gives. */
public final class ExpressionCheck {
    private static final Set<String> RESERVED = Set.of(
            "input",
            "steps",
            "vars",
            "board",
            "run",
            "index",
            "error",
            "output",
            "loop",
            "chat",
            "step",
            "event",
            "math",
            "lists",
            "strings",
            "cel",
            "default",
            "has",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    /** The answer for one expression. */
    public sealed interface Checked {
        /**
         * @param references its free names
         * @param type the type of its value, where that is certain
         * @param mismatch two values in it that can never meet
         */
        record Readable(List<Reference> references, Optional<String> type, Optional<ExpressionProblem> mismatch)
                implements Checked {
            public Readable {
                references = List.copyOf(references);
            }
        }

        record Unreadable(ExpressionProblem problem) implements Checked {}
    }

    /** The answer for a text with expressions in it. */
    public sealed interface Scanned {
        record Segments(List<Segment> segments) implements Scanned {
            public Segments {
                segments = List.copyOf(segments);
            }
        }

        record Unclosed(ExpressionProblem problem) implements Scanned {}
    }

    private ExpressionCheck() {}

    /** Reads one bare expression. */
    public static Checked expression(String text) {
        try {
            CompiledExpression compiled = ExpressionCompiler.compile(text);
            return new Checked.Readable(
                    compiled.references(), StaticTypes.of(compiled.root()), StaticTypes.mismatch(compiled.root()));
        } catch (SyntaxFault e) {
            return new Checked.Unreadable(e.problem());
        }
    }

    /** Cuts a text at its <code>${...}</code>; the expressions in it are not read yet. */
    public static Scanned text(String text) {
        try {
            return new Scanned.Segments(TemplateScanner.scan(text));
        } catch (SyntaxFault e) {
            return new Scanned.Unclosed(e.problem());
        }
    }

    /** Whether an item or a value cannot have this name, because an expression would read it as something else. */
    public static boolean isTaken(String name) {
        return RESERVED.contains(name) || Types.NAMES.contains(name);
    }

    /** What {@code steps.ID} has. */
    public static List<String> stepFields() {
        return StepObject.NAMES;
    }
}
