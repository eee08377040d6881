package dev.agentmesh.cli.run;

import java.security.SecureRandom;
import java.time.Instant;

/** New run ids: {@code r-}, then time and chance in an alphabet without look-alikes, so that ids sort by age. */
public final class RunIds {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 9;
    private static final int RANDOM_DIGITS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    public static String next(Instant now) {
        var id = new StringBuilder("r-");
        long millis = now.toEpochMilli();
        for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
            id.append(ALPHABET.charAt((int) (millis >>> 5 * digit) & 31));
        }
        for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
