package dev.agentmesh.topics.header;

import dev.agentmesh.topics.message.Sha256;
import java.util.Optional;

/**
 * A W3C {@code traceparent}.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero
 */
public record TraceParent(String traceId, String spanId, Sampling sampling) {
    private static final int LONGEST = 256;

    /** {@code 00-}, 32 digits, {@code -}, 16 digits, {@code -01}: where the parts of version 0 begin, and how long all of it is. */
    private static final int TRACE = 3;

    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;

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

    /** Reads a header; what is malformed is no trace, as the standard demands. A later version may say more at the end. */
    public static Optional<TraceParent> parse(String text) {
        if (text.length() < LENGTH
                || text.length() > LONGEST
                || text.charAt(TRACE - 1) != '-'
                || text.charAt(SPAN - 1) != '-'
                || text.charAt(FLAGS - 1) != '-'
                || !isHex(text, 0, TRACE - 1)
                || !isHex(text, FLAGS, LENGTH)
                || !mayEnd(text)) {
            return Optional.empty();
        }
        String traceId = text.substring(TRACE, SPAN - 1);
        String spanId = text.substring(SPAN, FLAGS - 1);
        if (!isId(traceId, 32) || !isId(spanId, 16)) {
            return Optional.empty();
        }
        boolean recorded = (Character.digit(text.charAt(LENGTH - 1), 16) & 1) == 1;
        return Optional.of(new TraceParent(traceId, spanId, recorded ? Sampling.RECORDED : Sampling.NOT_RECORDED));
    }

    /** Version 0 has nothing after its flags, others may go on after a dash, and {@code ff} is no version. */
    private static boolean mayEnd(String text) {
        boolean isVersionZero = text.startsWith("00");
        boolean goesOn = text.length() > LENGTH;
        return !text.startsWith("ff") && (!goesOn || !isVersionZero && isRest(text));
    }

    private static boolean isRest(String text) {
        return text.charAt(LENGTH) == '-' && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    /** The trace of a run that came without one: always the same, so that all who write for the run agree unasked. */
    public static TraceParent ofRun(String runId) {
        String digits = Sha256.hex("run:" + runId, 24);
        return new TraceParent(digits.substring(0, 32), digits.substring(32), Sampling.RECORDED);
    }

    /** A span below this one; the same name gives the same span. */
    public TraceParent child(String name) {
        return new TraceParent(traceId, Sha256.hex(traceId + ":" + name, 8), sampling);
    }

    public String text() {
        return "00-" + traceId + "-" + spanId + "-" + (sampling == Sampling.RECORDED ? "01" : "00");
    }

    private static boolean isId(String digits, int length) {
        if (digits.length() != length || !isHex(digits, 0, length)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (digits.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
