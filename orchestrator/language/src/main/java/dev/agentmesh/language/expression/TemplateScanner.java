package dev.agentmesh.language.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into {@link Segment}s. <code>${...}</code> ends at its own brace: braces inside it are counted, and
 * those in CEL's strings, in all their forms, and in comments are not. <code>$${</code> stands for <code>${</code>.
 */
final class TemplateScanner {
    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int at;

    private TemplateScanner(String text) {
        this.text = text;
    }

    static List<Segment> scan(String text) throws SyntaxFault {
        return new TemplateScanner(text).scan();
    }

    private List<Segment> scan() throws SyntaxFault {
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                plain.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                code();
            } else {
                plain.append(text.charAt(at++));
            }
        }
        flush();
        return List.copyOf(segments);
    }

    private void flush() {
        if (!plain.isEmpty()) {
            segments.add(new Segment.Text(plain.toString()));
            plain.setLength(0);
        }
    }

    private void code() throws SyntaxFault {
        int opened = at;
        at += 2;
        int start = at;
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                skipString(c);
            } else if (text.startsWith("//", at)) {
                skipComment();
            } else if (c == '}' && --depth == 0) {
                flush();
                segments.add(new Segment.Code(text.substring(start, at), text.codePointCount(0, start)));
                at++;
                return;
            } else {
                depth += c == '{' ? 1 : 0;
                at++;
            }
        }
        throw new SyntaxFault(ExpressionProblem.at(
                text.codePointCount(0, opened), 2, "\"${\" has no closing brace; for the text itself write \"$${\""));
    }

    private void skipComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void skipString(char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean raw = isRaw();
        String end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
        at += end.length();
        while (at < text.length() && !text.startsWith(end, at)) {
            at += text.charAt(at) == '\\' && !raw ? 2 : 1;
        }
        at = Math.min(text.length(), at + end.length());
    }

    /** Whether the quote is one of {@code r"..."}: not if the r ends a longer name. */
    private boolean isRaw() {
        if (at == 0 || Character.toLowerCase(text.charAt(at - 1)) != 'r') {
            return false;
        }
        return at == 1 || !Character.isLetterOrDigit(text.charAt(at - 2)) && text.charAt(at - 2) != '_';
    }
}
