package dev.agentmesh.topics.message;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The conditions messages put on their parts. Every refusal is an {@link IllegalArgumentException} naming the part. */
final class Checks {
    static final int LINE = 512;
    static final int PARAGRAPH = 8_192;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Checks() {}

    static String text(String part, String value, int longest) {
        if (value.length() > longest) {
            throw new IllegalArgumentException(
                    part + " has " + value.length() + " characters; at most " + longest + " are allowed");
        }
        return value;
    }

    static String filled(String part, String value, int longest) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(part + " is empty");
        }
        return text(part, value, longest);
    }

    /** Words people wrote for people are shortened, not refused: losing the end of a stack trace must not lose the fact. */
    static String shortened(String value, int longest) {
        return value.length() <= longest ? value : value.substring(0, longest - 1) + "…";
    }

    static long notNegative(String part, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(part + " is " + value + "; it must not be negative");
        }
        return value;
    }

    static int atLeastOne(String part, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(part + " is " + value + "; it counts from 1");
        }
        return value;
    }

    static double amount(String part, double value) {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is %s; it must be a number from 0", part, value));
        }
        return value;
    }

    static Duration duration(String part, Duration value) {
        if (value.isNegative() || value.compareTo(Duration.ofDays(36_500)) > 0) {
            throw new IllegalArgumentException(part + " is " + value + "; it must lie between 0 and 100 years");
        }
        return Duration.ofMillis(value.toMillis());
    }

    /** The wire knows milliseconds; cutting here keeps a value equal to what it reads back as. */
    static Instant instant(String part, Instant value) {
        if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
            throw new IllegalArgumentException(part + " is outside the years 1970 to 9999");
        }
        return value.truncatedTo(ChronoUnit.MILLIS);
    }
}
