package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values of a known kind, and says so where another was found. */
public final class Reading {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private final Problems problems;

    public Reading(Problems problems) {
        this.problems = problems;
    }

    public Problems problems() {
        return problems;
    }

    /** A map's keys must be among those known; those of a later version are told apart from mistakes. */
    public void keys(YamlNode.Fields fields, Set<String> known, Set<String> later, String where) {
        for (YamlNode.Field field : fields.fields()) {
            String name = field.name();
            if (later.contains(name)) {
                notYet(field.key().span(), "\"" + name + "\"");
            } else if (!known.contains(name)) {
                problems.at(field.key().span(), Codes.UNKNOWN_KEY, "unknown key \"" + name + "\" in " + where)
                        .suggest(Nearest.to(name, List.copyOf(known)))
                        .cause("known here: " + String.join(", ", known))
                        .fix("rename or remove the key");
            }
        }
    }

    public void notYet(Span span, String what) {
        problems.at(span, Codes.NOT_YET, what + " is not supported by this version yet")
                .cause("the word belongs to the language, the engine does not run it yet")
                .fix("leave it out for now; mesh version tells what this version runs");
    }

    public Optional<YamlNode.Fields> fields(YamlNode node, String what) {
        if (node instanceof YamlNode.Fields fields) {
            return Optional.of(fields);
        }
        wrong(node, what, "a map with keys");
        return Optional.empty();
    }

    public Optional<YamlNode.Items> items(YamlNode node, String what) {
        if (node instanceof YamlNode.Items items) {
            return Optional.of(items);
        }
        wrong(node, what, "a list");
        return Optional.empty();
    }

    public void wrong(YamlNode node, String what, String expected) {
        problems.at(node.span(), Codes.WRONG_SHAPE, what + " must be " + expected + " but is " + node.described())
                .fix("write " + expected);
    }

    /** A text, in quotes or such that no YAML reader takes it for something else. */
    public Optional<String> text(YamlNode node, String what) {
        return textScalar(node, what).map(YamlNode.Scalar::value);
    }

    public Optional<YamlNode.Scalar> textScalar(YamlNode node, String what) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            wrong(node, what, "text");
            return Optional.empty();
        }
        if (scalar.style() == YamlNode.Style.PLAIN && !unambiguous(scalar, what)) {
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private boolean unambiguous(YamlNode.Scalar scalar, String what) {
        switch (PlainScalar.of(scalar.value()).kind()) {
            case TEXT -> {
                return true;
            }
            case NOTHING -> wrong(scalar, what, "text");
            case BOOL, WHOLE, FRACTION ->
                problems.at(scalar.span(), Codes.WRONG_SHAPE, what + " must be text but is " + scalar.described())
                        .fix("quote the value: \"" + scalar.value() + "\"");
            case AMBIGUOUS, DATE -> ambiguous(scalar);
        }
        return false;
    }

    public void ambiguous(YamlNode.Scalar scalar) {
        problems.at(scalar.span(), Codes.AMBIGUOUS, "\"" + scalar.value() + "\" must be quoted")
                .cause("YAML readers disagree on it: text for some, for others a number, a date, true or false")
                .fix("write \"" + scalar.value() + "\" if text is meant, else true, false or a plain decimal number");
    }

    /** A whole number between two bounds. */
    public OptionalInt whole(YamlNode node, String what, int least, int most) {
        if (!(node instanceof YamlNode.Scalar scalar)
                || scalar.style() != YamlNode.Style.PLAIN
                || !PlainScalar.of(scalar.value()).kind().equals(PlainScalar.Kind.WHOLE)) {
            wrong(node, what, "a whole number from " + least + " to " + most);
            return OptionalInt.empty();
        }
        boolean readable = WHOLE.matcher(scalar.value()).matches();
        int number = readable ? Integer.parseInt(scalar.value()) : -1;
        if (number < least || number > most) {
            range(node, what + " must be from " + least + " to " + most + " but is " + scalar.value());
            return OptionalInt.empty();
        }
        return OptionalInt.of(number);
    }

    public void range(YamlNode node, String message) {
        problems.at(node.span(), Codes.OUT_OF_RANGE, message).fix("choose a value in the range");
    }

    /** {@code 500ms}, {@code 30s}, {@code 2m}, {@code 24h}, {@code 1d}, between two bounds. */
    public Optional<Duration> duration(YamlNode node, String what, Duration least, Duration most) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            wrong(node, what, "a time like 30s");
            return Optional.empty();
        }
        return duration(scalar, scalar.value(), what, least, most);
    }

    public Optional<Duration> duration(
            YamlNode.Scalar scalar, String text, String what, Duration least, Duration most) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            String fix = WHOLE.matcher(text).matches()
                    ? "add the unit: " + text + "s or " + text + "m"
                    : "write a number and one of ms, s, m, h, d, like 500ms, 30s, 2m, 24h, 1d";
            problems.at(scalar.span(), Codes.OUT_OF_RANGE, what + " is no time: \"" + shortened(text) + "\"")
                    .fix(fix);
            return Optional.empty();
        }
        Duration duration = times(Long.parseLong(matcher.group(1)), matcher.group(2));
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            range(scalar, what + " must be from " + written(least) + " to " + written(most) + " but is " + text);
            return Optional.empty();
        }
        return Optional.of(duration);
    }

    private static Duration times(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String written(Duration duration) {
        if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + "d";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** A name by its pattern. */
    public Optional<String> name(YamlNode node, String what, Pattern pattern, String rule) {
        Optional<String> name = text(node, what);
        if (name.isPresent() && !pattern.matcher(name.get()).matches()) {
            problems.at(node.span(), Codes.BAD_NAME, what + " cannot be \"" + shortened(name.get()) + "\"")
                    .fix(rule);
            return Optional.empty();
        }
        return name;
    }

    public void missing(Span span, String what, String example) {
        problems.at(span, Codes.MISSING_KEY, what).fix("add it, for example:\n" + example);
    }

    public static String shortened(String text) {
        String line = text.replace('\n', ' ');
        int length = line.codePointCount(0, line.length());
        return length <= 60 ? line : line.substring(0, line.offsetByCodePoints(0, 60)) + "...";
    }
}
