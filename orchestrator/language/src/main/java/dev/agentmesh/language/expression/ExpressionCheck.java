package dev.agentmesh.language.expression;

import java.util.List;

/** What can be said of an expression or a text before a run: whether it reads, and what it refers to. */
public final class ExpressionCheck {
    /** The answer to one question. */
    public sealed interface Checked {
        record Readable(List<Reference> references) implements Checked {
            public Readable {
                references = List.copyOf(references);
            }
        }

        record Unreadable(ExpressionProblem problem) implements Checked {}
    }

    /** The answer to a text's segments. */
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
            return new Checked.Readable(ExpressionCompiler.compile(text).references());
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

    /** Names an item or a value cannot have, because an expression reads them as something else. */
    public static boolean isTaken(String name) {
        return RESERVED.contains(name) || Types.NAMES.contains(name);
    }

    private static final java.util.Set<String> RESERVED = java.util.Set.of(
            "input",
            "steps",
            "vars",
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
}
