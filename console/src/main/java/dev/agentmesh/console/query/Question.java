package dev.agentmesh.console.query;

import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of one question. One that is not known is refused, not passed over: an answer that leaves a filter out is wrong.
 * Every method throws MESH-7042 for what it cannot read.
 */
public final class Question {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Set<String> ALWAYS = Set.of("wait_for", "timeout");
    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final Map<String, List<String>> parameters;

    /** @param known the names this question has, beside those of every one */
    public Question(Map<String, List<String>> parameters, Set<String> known) {
        this.parameters = Map.copyOf(parameters);
        for (String name : parameters.keySet()) {
            if (!known.contains(name) && !ALWAYS.contains(name)) {
                List<String> all = java.util.stream.Stream.concat(known.stream(), ALWAYS.stream())
                        .sorted()
                        .toList();
                throw wrong("there is no parameter " + name + "; there are " + String.join(", ", all));
            }
        }
    }

    public Optional<String> text(String name) {
        List<String> given = parameters.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw wrong(name + " is given more than once");
        }
        return given.stream().filter(value -> !value.isBlank()).findFirst();
    }

    /** Values given one by one, or with commas between them. */
    <T extends Enum<T>> List<T> oneOf(String name, Class<T> kind) {
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .filter(value -> !value.isBlank())
                .map(value -> read(
                        name,
                        value,
                        text -> Enum.valueOf(kind, text.trim().toUpperCase(java.util.Locale.ROOT)),
                        "one of " + List.of(kind.getEnumConstants())))
                .toList();
    }

    int limit() {
        return text("limit")
                .map(value -> read("limit", value, Integer::parseInt, "1 to " + MOST))
                .map(limit -> {
                    if (limit < 1 || limit > MOST) {
                        throw wrong("limit is " + limit + "; expected 1 to " + MOST);
                    }
                    return limit;
                })
                .orElse(USUAL);
    }

    /** A moment, or how long before now. */
    Optional<Instant> moment(String name, Instant now) {
        return text(name)
                .map(value -> read(
                        name,
                        value,
                        text -> DURATION.matcher(text).matches() ? now.minus(durationOf(text)) : Instant.parse(text),
                        "a duration such as 15m, or a time such as 2026-11-21T10:00:00Z"));
    }

    Duration duration(String name, Duration standard, Duration most) {
        Duration given = text(name)
                .map(value -> read(name, value, Question::durationOf, "a duration such as 500ms or 2s"))
                .orElse(standard);
        return given.compareTo(most) > 0 ? most : given;
    }

    private static Duration durationOf(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Where the page before ended. */
    Optional<Cursor> cursor(int parts) {
        return text("cursor")
                .map(value -> read("cursor", value, text -> Cursor.parse(text, parts), "what an answer gave as next"));
    }

    private static <T> T read(String name, String value, Function<String, T> reading, String expected) {
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException unreadable) {
            String shown = value.length() <= 100 ? value : value.substring(0, 100) + "…";
            throw wrong(name + " is \"" + shown + "\"; expected " + expected);
        }
    }

    static MeshException wrong(String what) {
        return new MeshException(ConsoleErrors.QUESTION, what);
    }
}
