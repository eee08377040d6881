package dev.agentmesh.bench.load;

import java.util.Map;

/**
 * What one stretch of the loop saw.
 *
 * @param seconds it took
 * @param runs that ended in it
 * @param cpuSeconds by process, during it
 */
public record Window(double seconds, long runs, Times times, Map<String, Double> cpuSeconds) {
    public double runsPerSecond() {
        return runs / seconds;
    }

    /** Of all processes together, per run, in milliseconds. */
    public double cpuMillisPerRun() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum() * 1e3 / runs;
    }

    /** Of one process, per run, in microseconds. */
    public double cpuMicrosPerRun(String process) {
        return cpuSeconds.getOrDefault(process, Double.NaN) * 1e6 / runs;
    }
}
