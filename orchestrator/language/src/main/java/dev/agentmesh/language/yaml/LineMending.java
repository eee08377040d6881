package dev.agentmesh.language.yaml;

import dev.agentmesh.language.problem.SourceText;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts quotes where YAML trips over an expression, line by line, as the messages about it propose. */
public final class LineMending {
    /** A file with more such lines is not mended by guessing. */
    private static final int MOST = 50;

    private static final Pattern BRACED = Pattern.compile("\\s*(?:- )?[\\w-]+:\\s+\\{\\{[^{}]*}}\\s*");

    private LineMending() {}

    /** The text with every line mended that can be; the same text where nothing is to mend. */
    public static String mended(String text) {
        String now = text.lines().anyMatch(LineMending::isBraced)
                ? text.lines()
                        .map(line -> isBraced(line) ? LineRepairs.withoutDoubleBraces(line) : line)
                        .collect(Collectors.joining("\n", "", "\n"))
                : text;
        for (int i = 0; i < MOST; i++) {
            Optional<SyntaxTraps.Correction> correction = next(now);
            if (correction.isEmpty()) {
                return now;
            }
            now = new SourceText("", now)
                    .withLine(correction.get().line(), correction.get().text());
        }
        return now;
    }

    /** A value that is nothing but {@code {{ x }}}: YAML reads it as a map with a map for its key. */
    private static boolean isBraced(String line) {
        return BRACED.matcher(line).matches();
    }

    private static Optional<SyntaxTraps.Correction> next(String text) {
        return YamlReader.firstError(text)
                .flatMap(offset -> SyntaxTraps.correction(
                        new SourceText("", text), Math.min(offset, text.codePointCount(0, text.length()))));
    }
}
