package dev.agentmesh.examples.codereview.source;

import dev.agentmesh.examples.codereview.source.Language.Syntax;
import java.util.ArrayList;
import java.util.List;

/** One pass over a file that tells code, comments and strings apart. For one thread, for one file. */
final class CodeScanner {
    /** Where a literal of one line is not closed by then, it is taken for code: looking further would cost the square. */
    private static final int LONGEST_LITERAL = 1_000;

    private static final String BEFORE_REGEX = "(,=:[!&|?{};+\n";

    private final Syntax syntax;
    private final String text;
    private final StringBuilder withStrings;
    private final StringBuilder codeOnly;
    private int at;
    private char lastCode = '\n';
    private char lastVisible = ':';

    CodeScanner(SourceText source) {
        syntax = source.language().syntax();
        text = String.join("\n", source.lines());
        withStrings = new StringBuilder(text.length());
        codeOnly = new StringBuilder(text.length());
    }

    CodeView scan() {
        while (at < text.length()) {
            step();
        }
        return new CodeView(lines(withStrings), lines(codeOnly));
    }

    private void step() {
        char c = text.charAt(at);
        if (startsLineComment()) {
            skip(endOfLine());
        } else if (slashes() && text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            skip(end < 0 ? text.length() : end + 2);
        } else if (syntax != Syntax.HASH && (text.startsWith("\"\"\"", at) || python() && text.startsWith("'''", at))) {
            multiLineString(text.substring(at, at + 3));
        } else if (c == '"' || c == '\'') {
            string(c);
        } else if (c == '`' && syntax == Syntax.SCRIPT) {
            multiLineString("`");
        } else if (c == '/' && syntax == Syntax.SCRIPT && BEFORE_REGEX.indexOf(lastCode) >= 0) {
            regexLiteral();
        } else {
            code(c);
        }
    }

    private boolean python() {
        return syntax == Syntax.PYTHON;
    }

    private boolean slashes() {
        return syntax == Syntax.BRACES || syntax == Syntax.SCRIPT;
    }

    private boolean startsLineComment() {
        if (slashes()) {
            return text.startsWith("//", at);
        }
        boolean atWordStart = at == 0 || Character.isWhitespace(text.charAt(at - 1)) || text.charAt(at - 1) == ';';
        return text.charAt(at) == '#' && (python() || atWordStart);
    }

    /** A string that ends on its own line; an apostrophe that finds no partner there is taken for plain text. */
    private void string(char quote) {
        int end = at + 1;
        int last = Math.min(text.length(), at + LONGEST_LITERAL);
        while (end < last && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += escapes(quote, end) ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) != quote) {
            code(quote);
            return;
        }
        literal(1, end, 1);
    }

    private boolean escapes(char quote, int index) {
        boolean shellSingle = syntax == Syntax.HASH && quote == '\'';
        return text.charAt(index) == '\\'
                && !shellSingle
                && index + 1 < text.length()
                && text.charAt(index + 1) != '\n';
    }

    private void multiLineString(String quote) {
        int end = at + quote.length();
        while (end < text.length() && !text.startsWith(quote, end)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (python() && lastVisible == ':') {
            // A string that opens a file or a body is documentation.
            skip(Math.min(text.length(), end + quote.length()));
        } else if (end >= text.length()) {
            literal(quote.length(), text.length(), 0);
        } else {
            literal(quote.length(), end, quote.length());
        }
    }

    private void regexLiteral() {
        boolean inClass = false;
        int last = Math.min(text.length(), at + LONGEST_LITERAL);
        for (int end = at + 1; end < last && text.charAt(end) != '\n'; end++) {
            char c = text.charAt(end);
            if (c == '\\') {
                end++;
            } else if (c == '/' && !inClass) {
                literal(1, end, 1);
                return;
            } else {
                inClass = c == '[' || inClass && c != ']';
            }
        }
        code('/');
    }

    private void code(char c) {
        withStrings.append(c);
        codeOnly.append(c);
        if (c == '\n' || !Character.isWhitespace(c)) {
            lastCode = c;
        }
        lastVisible = Character.isWhitespace(c) ? lastVisible : c;
        at++;
    }

    /** Copies a literal from here: quotes to both views, contents to the one with strings. */
    private void literal(int opening, int contentEnd, int closing) {
        int end = contentEnd + closing;
        for (int i = at; i < end; i++) {
            char c = text.charAt(i);
            boolean content = i >= at + opening && i < contentEnd;
            withStrings.append(c);
            codeOnly.append(content && c != '\n' ? ' ' : c);
        }
        at = end;
        lastCode = '"';
        lastVisible = '"';
    }

    private void skip(int end) {
        for (; at < end; at++) {
            char blank = text.charAt(at) == '\n' ? '\n' : ' ';
            withStrings.append(blank);
            codeOnly.append(blank);
        }
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private static List<String> lines(StringBuilder text) {
        return new ArrayList<>(List.of(text.toString().split("\n", -1)));
    }
}
