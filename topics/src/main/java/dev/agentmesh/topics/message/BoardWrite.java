package dev.agentmesh.topics.message;

import java.util.Arrays;
import java.util.Locale;

/**
 * What an attempt changes on its run's blackboard, if it succeeds.
 *
 * @param section {@code context}, {@code messages}, {@code artifacts}, {@code metadata}, or the name of the writing agent
 * @param key letters, digits, {@code _} and {@code -}, starting with a letter
 * @param version for a put how often the key had been written when the attempt read it; 0 for never
 * @param action for an entry of the conversation what was done; else empty
 */
public record BoardWrite(String section, String key, Mode mode, long version, String action, Payload value) {
    public BoardWrite {
        Identifiers.requireName("board section", section);
        Identifiers.requireBoardKey(key);
        Checks.notNegative("board version", version);
        action = Checks.shortened(action, Checks.LINE);
    }

    /** How a write treats what stands there. */
    public enum Mode {
        /** Replaces it. */
        PUT,
        /** Adds an entry. */
        APPEND,
        /** Adds to a number. */
        ADD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for any other word */
        public static Mode ofWord(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("board write \"" + word + "\" is none of put, append, add"));
        }
    }
}
