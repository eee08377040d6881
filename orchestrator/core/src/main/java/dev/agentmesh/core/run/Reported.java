package dev.agentmesh.core.run;

/**
 * Which attempts of a task a worker has reported on, one bit each, so that a report that comes twice is known as such
 * without an ever-growing set. Attempts from 63 on share a bit: of those only the first late report is logged.
 */
public final class Reported {
    private Reported() {}

    public static boolean contains(long bits, int attempt) {
        return (bits & bit(attempt)) != 0;
    }

    public static long with(long bits, int attempt) {
        return bits | bit(attempt);
    }

    private static long bit(int attempt) {
        return 1L << Math.min(attempt, 63);
    }
}
