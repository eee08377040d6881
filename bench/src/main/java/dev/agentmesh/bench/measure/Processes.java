package dev.agentmesh.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Processes by name. They may be replaced: a restarted one has another number. */
public final class Processes {
    private final Map<String, Long> pids = new LinkedHashMap<>();

    public synchronized void put(String name, long pid) {
        pids.put(name, pid);
    }

    /** CPU seconds each has used since it began. */
    public synchronized Map<String, Double> cpuSeconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        pids.forEach((name, pid) -> seconds.put(name, cpuOf(pid)));
        return seconds;
    }

    private static double cpuOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(0.0);
    }

    /** Resident megabytes; empty where the system does not tell. */
    public synchronized OptionalDouble megabytes(String name) {
        Long pid = pids.get(name);
        if (pid == null) {
            return OptionalDouble.empty();
        }
        try {
            return Files.readAllLines(Path.of("/proc", pid.toString(), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
