package dev.agentmesh.topics.header;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A W3C {@code traceparent}.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero
 */
public record TraceParent(String traceId, String spanId, Sampling sampling) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final int LONGEST = 256;

    /** Whether the caller records the trace. */
    public enum Sampling {
        RECORDED,
        NOT_RECORDED
    }

    public TraceParent {
        if (!isId(traceId, 32) || !isId(spanId, 16)) {
            throw new IllegalArgumentException("trace " + traceId + " or span " + spanId + " is not a W3C id");
        }
    }

    /** Reads a header; what is malformed is no trace, as the standard demands. */
    public static Optional<TraceParent> parse(String text) {
        Matcher parts = FORM.matcher(text.length() <= LONGEST ? text : "");
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean versionZero = parts.group(1).equals("00");
        if (parts.group(1).equals("ff")
                || versionZero && parts.group(5) != null
                || !isId(parts.group(2), 32)
                || !isId(parts.group(3), 16)) {
            return Optional.empty();
        }
        boolean recorded = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
        return Optional.of(
                new TraceParent(parts.group(2), parts.group(3), recorded ? Sampling.RECORDED : Sampling.NOT_RECORDED));
    }

    /** The trace of a run that came without one: always the same, so that all who write for the run agree unasked. */
    public static TraceParent ofRun(String runId) {
        String digits = digest("run:" + runId);
        return new TraceParent(digits.substring(0, 32), digits.substring(32, 48), Sampling.RECORDED);
    }

    /** A span below this one; the same name gives the same span. */
    public TraceParent child(String name) {
        return new TraceParent(traceId, digest(traceId + ":" + name).substring(0, 16), sampling);
    }

    public String text() {
        return "00-" + traceId + "-" + spanId + "-" + (sampling == Sampling.RECORDED ? "01" : "00");
    }

    private static boolean isId(String digits, int length) {
        boolean allZero = true;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
            allZero &= c == '0';
        }
        return digits.length() == length && !allZero;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
