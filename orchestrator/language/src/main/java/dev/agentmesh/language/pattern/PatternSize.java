package dev.agentmesh.language.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many parts a pattern has once its counted repetitions are written out. Never less than RE2 would make of it. */
final class PatternSize {
    static final int LIMIT = 5_000;

    private final String source;
    private final Deque<long[]> outer = new ArrayDeque<>();
    private long sum;
    private long last;
    private int at;

    private PatternSize(String source) {
        this.source = source;
    }

    /** At most {@link #LIMIT} + 1. */
    static long of(String source) {
        return new PatternSize(source).measure();
    }

    private long measure() {
        while (at < source.length()) {
            char c = source.charAt(at++);
            switch (c) {
                case '\\' -> {
                    skipEscape();
                    part(1);
                }
                case '[' -> {
                    skipClass();
                    part(1);
                }
                case '(' -> {
                    outer.push(new long[] {sum, last});
                    sum = 0;
                    last = 0;
                }
                case ')' -> close();
                case '{' -> repeat();
                default -> part(1);
            }
        }
        while (!outer.isEmpty()) {
            close();
        }
        return bounded(sum);
    }

    private static long bounded(long size) {
        return Math.min(size, LIMIT + 1L);
    }

    private void part(long size) {
        last = size;
        sum = bounded(sum + size);
    }

    private void close() {
        long inner = sum + 1;
        if (!outer.isEmpty()) {
            sum = outer.pop()[0];
        }
        part(inner);
    }

    private void repeat() {
        int end = source.indexOf('}', at);
        String[] bounds = end < 0 ? new String[0] : source.substring(at, end).split(",", -1);
        if (bounds.length == 0 || bounds.length > 2 || !bounds[0].matches("\\d+")) {
            part(1);
            return;
        }
        long times = Math.max(1, number(bounds[bounds.length - 1], number(bounds[0], 1)));
        long unrolled = bounded(last * Math.max(times, number(bounds[0], 1)));
        sum = bounded(sum + unrolled);
        last = unrolled;
        at = end + 1;
    }

    private static long number(String digits, long otherwise) {
        if (!digits.matches("\\d+")) {
            return otherwise;
        }
        return digits.length() > 6 ? LIMIT + 1L : Long.parseLong(digits);
    }

    private void skipEscape() {
        boolean named =
                at + 1 < source.length() && "pPx".indexOf(source.charAt(at)) >= 0 && source.charAt(at + 1) == '{';
        int end = named ? source.indexOf('}', at) : at;
        at = Math.max(at, end) + 1;
    }

    private void skipClass() {
        if (source.startsWith("^", at)) {
            at++;
        }
        at++;
        while (at < source.length() && source.charAt(at) != ']') {
            if (source.startsWith("[:", at)) {
                int end = source.indexOf(":]", at);
                at = end < 0 ? at + 1 : end + 2;
            } else {
                at += source.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at++;
    }
}
