package dev.agentmesh.examples.codereview.secret;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A value that only the name it is given to says is secret.
 *
 * @param name as written
 * @param length characters of the value
 */
record AssignedSecret(String name, int length) {
    private static final String NAMES =
            "(?:password|passwd|passphrase|pwd|secret|api[._-]?key|apikey|auth[._-]?token|access[._-]?token|access[._-]?key"
                    + "|client[._-]?secret|private[._-]?key|encryption[._-]?key|signing[._-]?key|bearer|credential|token)";

    /** Begins at the telling word: what stands before it is looked up afterwards, which keeps the search linear. */
    private static final Pattern QUOTED = Pattern.compile("(?i)(" + NAMES
            + "\\w{0,12})[\"']?\\s{0,9}(?::\\s{0,4}[A-Za-z]{1,30}\\s{0,4})?(?:=>|:=|=|:|,)\\s{0,9}"
            + "[\"'`]([^\"'`\\s]{8,200})[\"'`]");

    private static final Pattern BARE = Pattern.compile("(?i)^(?:export\\s{1,4}|-\\s{1,4})?[\\w.-]{0,60}?(" + NAMES
            + ")\\s{0,9}[=:]\\s{0,9}([^\"'`\\s#;,]{8,200})$");

    /** Names of what surrounds a secret: where it is, what it is called, how long it is. */
    private static final Pattern NOT_THE_SECRET = Pattern.compile(
            "(?i).*(link|ur[il]|file|path|folder|field|name|id|hint|label|header|param(eter)?|type|length"
                    + "|size|regex|pattern|policy|expiry|property|variable|env|topic|prefix|suffix|hash(er)?)s?");

    /** How values are written: between quotes only, or also without any, as in settings. */
    enum Quoting {
        REQUIRED,
        OPTIONAL
    }

    static Optional<AssignedSecret> in(String line, Quoting quoting) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (Stream.of("pass", "pwd", "secret", "key", "token", "bearer", "credential")
                .noneMatch(lower::contains)) {
            return Optional.empty();
        }
        Optional<AssignedSecret> quoted = find(QUOTED.matcher(line), line);
        return quoted.isPresent() || quoting == Quoting.REQUIRED
                ? quoted
                : find(BARE.matcher(line.strip()), line.strip());
    }

    private static Optional<AssignedSecret> find(Matcher match, String line) {
        while (match.find()) {
            if (!NOT_THE_SECRET.matcher(match.group(1)).matches() && looksRandom(match.group(2))) {
                String name = line.substring(beginningOfName(line, match.start(1)), match.end(1));
                return Optional.of(new AssignedSecret(name, match.group(2).length()));
            }
        }
        return Optional.empty();
    }

    private static int beginningOfName(String line, int end) {
        int start = end;
        while (start > 0 && end - start < 40 && isPartOfName(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /** People's passwords are short, so entropy alone tells little: digits or signs among letters tell more. */
    private static boolean looksRandom(String value) {
        boolean mixed = value.matches(".*[0-9].*") && value.matches(".*[A-Za-z].*");
        boolean signs = value.matches(".*[^A-Za-z0-9_.:/-].*") && !value.matches(".*[()\\[\\]].*");
        return !Placeholders.isPlaceholder(value) && (mixed || signs) && Entropy.bitsPerCharacter(value) >= 2.75;
    }
}
