package dev.agentmesh.language.expression;

import dev.cel.common.CelIssue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The CEL parser's messages, said for someone who never saw its grammar. */
final class SyntaxMessages {
    private static final Pattern TOKEN =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting", Pattern.DOTALL);
    private static final Pattern UNREADABLE = Pattern.compile("token recognition error at: '(.*)'$", Pattern.DOTALL);
    private static final Pattern NO_WAY = Pattern.compile("no viable alternative at input '(.*)'$", Pattern.DOTALL);

    /** What people write who think of another language. */
    private static final Map<String, String> INSTEAD =
            Map.of("=", "==", "&", "&&", "|", "||", "and", "&&", "or", "||", "not", "!", "is", "==", "===", "==");

    private SyntaxMessages() {}

    static ExpressionProblem explain(String text, CelIssue issue) {
        int place = place(
                text,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn());
        String message = issue.getMessage();
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.find()) {
            return unreadable(place, unreadable.group(1));
        }
        Matcher token = TOKEN.matcher(message);
        if (token.find()) {
            return unexpected(place, token.group(1));
        }
        if (NO_WAY.matcher(message).find()) {
            return ExpressionProblem.at(place, 1, "it cannot be read from here on");
        }
        if (message.startsWith("For input string")) {
            return ExpressionProblem.at(place, 1, "the number does not fit 64 bits");
        }
        if (message.contains("recursion limit") || message.contains("node count")) {
            return ExpressionProblem.at(place, 1, "it is nested deeper or has more parts than the language allows");
        }
        return ExpressionProblem.at(place, 1, message);
    }

    private static ExpressionProblem unreadable(int place, String token) {
        String sign = token.strip();
        if (token.startsWith("\"") || token.startsWith("'")) {
            return ExpressionProblem.at(
                    place, token.codePointCount(0, token.length()), "the text in quotes does not end");
        }
        return ExpressionProblem.at(place, sign.length(), Types.excerpt(sign) + " is no sign of the language")
                .suggesting(Optional.ofNullable(INSTEAD.get(sign)));
    }

    private static ExpressionProblem unexpected(int place, String token) {
        if (token.equals("<EOF>")) {
            return ExpressionProblem.at(place, 1, "the expression ends too early");
        }
        return ExpressionProblem.at(
                        place, token.codePointCount(0, token.length()), Types.excerpt(token) + " is not expected here")
                .suggesting(Optional.ofNullable(INSTEAD.get(token)));
    }

    private static int place(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return text.codePointCount(0, start) + Math.max(0, column);
    }
}
