package dev.agentmesh.language.expression;

import dev.agentmesh.language.type.Shape;
import java.util.List;
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
         * @param shape what is known of its value
         * @param problems what can surely not be right in it
         */
        record Readable(List<Reference> references, Shape shape, List<TypeProblem> problems) implements Checked {
            public Readable {
                references = List.copyOf(references);
                problems = List.copyOf(problems);
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

    /** Reads one bare expression of whose names nothing is known. */
    public static Checked expression(String text) {
        return expression(text, NameShapes.UNKNOWN);
    }

    /** Reads one bare expression. */
    public static Checked expression(String text, NameShapes names) {
        try {
            CompiledExpression compiled = ExpressionCompiler.compile(text);
            var typing = new Typing(names);
            Shape shape = typing.of(compiled.root());
            return new Checked.Readable(compiled.references(), shape, typing.problems());
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
