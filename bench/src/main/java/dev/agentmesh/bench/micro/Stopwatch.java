package dev.agentmesh.bench.micro;

import java.util.Arrays;
import java.util.function.Supplier;

/** Runs a small piece of work over and over, first until it is compiled, then in batches; the median batch counts. For one thread. */
public final class Stopwatch {
    private static final long BATCH_NANOS = 10_000_000;

    private final long warmNanos;
    private final int batches;
    /** Results are kept here, or the compiler would find out that nobody wants them. */
    @SuppressWarnings("unused")
    private volatile Object sink = "";

    /**
     * A stopwatch.
     *
     * @param warmNanos how long work is repeated before it is measured
     * @param batches of about ten milliseconds each
     */
    public Stopwatch(long warmNanos, int batches) {
        this.warmNanos = warmNanos;
        this.batches = batches;
    }

    /** Nanoseconds that the work takes once. */
    public double nanos(Supplier<?> work) {
        long begun = System.nanoTime();
        long repeats = 0;
        do {
            sink = work.get();
            repeats++;
        } while (System.nanoTime() - begun < warmNanos);
        int perBatch = (int) Math.max(1, repeats * BATCH_NANOS / warmNanos);
        double[] took = new double[batches];
        for (int batch = 0; batch < batches; batch++) {
            long start = System.nanoTime();
            for (int i = 0; i < perBatch; i++) {
                sink = work.get();
            }
            took[batch] = (System.nanoTime() - start) / (double) perBatch;
        }
        Arrays.sort(took);
        return took[batches / 2];
    }
}
