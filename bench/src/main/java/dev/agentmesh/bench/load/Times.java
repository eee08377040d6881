package dev.agentmesh.bench.load;

import java.util.Arrays;

/** Durations of runs, in nanoseconds. */
public final class Times {
    private long[] values = new long[1024];
    private int size;

    public void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    public int size() {
        return size;
    }

    /**
     * In milliseconds.
     *
     * @param share from 0 to 1: 0.5 is the median
     */
    public double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.min(size - 1, (int) (share * size))] / 1e6;
    }
}
