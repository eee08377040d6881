package dev.agentmesh.language.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with one file, so that its author hears of everything at once. */
public final class Problems {
    /** More than a person mends in one go. */
    public static final int MOST = 100;

    private final SourceText source;
    private final List<Problem> problems = new ArrayList<>();

    public Problems(SourceText source) {
        this.source = source;
    }

    public SourceText source() {
        return source;
    }

    /** Starts a problem; nothing is kept before {@link Draft#fix}. */
    public Draft at(Span span, String code, String message) {
        return new Draft(span, code, message);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** In the order of the file. */
    public List<Problem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** A problem that still lacks its fix. */
    public final class Draft {
        private final Span span;
        private final String code;
        private final String message;
        private Optional<String> suggestion = Optional.empty();
        private Optional<String> cause = Optional.empty();
        private boolean secret;

        private Draft(Span span, String code, String message) {
            this.span = span;
            this.code = code;
            this.message = message;
        }

        public Draft suggest(Optional<String> meant) {
            suggestion = meant;
            return this;
        }

        public Draft cause(String why) {
            cause = Optional.of(why);
            return this;
        }

        /** Keeps the marked text out of the message. */
        public Draft secret() {
            secret = true;
            return this;
        }

        /** Completes the problem. Of several at one place only the first is kept: the others follow from it. */
        public void fix(String fix) {
            int line = source.line(Math.min(span.start(), source.length()));
            int column = source.column(Math.min(span.start(), source.length()));
            boolean known = !code.equals(Codes.MISSING_KEY)
                    && problems.stream().anyMatch(p -> p.line() == line && p.column() == column);
            if (known || problems.size() >= MOST) {
                return;
            }
            Excerpt excerpt = Excerpt.of(source, span, secret);
            problems.add(new Problem(
                    code,
                    message,
                    source.file(),
                    line,
                    column,
                    excerpt.text(),
                    excerpt.caret(),
                    excerpt.caretLength(),
                    suggestion,
                    cause,
                    fix));
        }
    }
}
