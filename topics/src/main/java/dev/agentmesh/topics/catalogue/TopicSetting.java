package dev.agentmesh.topics.catalogue;

/**
 * One configuration of a topic, and what counts as keeping it. An operator who set more than we ask is left alone.
 *
 * @param key Kafka's name
 * @param value what a new topic gets
 */
public record TopicSetting(String key, String value, Rule rule) {
    public enum Rule {
        /** Any other value breaks a guarantee. */
        EXACTLY,
        /** A number that may be higher; -1 is without end. */
        AT_LEAST,
        /** A good start that operators may change. */
        AT_FIRST
    }

    /** Whether a topic with this value keeps the setting. */
    public boolean isKeptBy(String actual) {
        return switch (rule) {
            case EXACTLY -> normal(actual).equals(normal(value));
            case AT_LEAST -> number(actual) >= number(value);
            case AT_FIRST -> true;
        };
    }

    private static long number(String text) {
        long number = Long.parseLong(text);
        return number == -1 ? Long.MAX_VALUE : number;
    }

    /** Kafka sorts and spaces lists as it likes. */
    private static String normal(String text) {
        String[] parts = text.replace(" ", "").split(",");
        java.util.Arrays.sort(parts);
        return String.join(",", parts);
    }
}
