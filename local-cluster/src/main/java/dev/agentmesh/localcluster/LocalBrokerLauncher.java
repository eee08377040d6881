package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Starts a broker as a child process with the class path of this one, so that neither takes the other down. */
public final class LocalBrokerLauncher {

    /** Over the broker's own limit, so that it is the broker that says why. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(5);

    private LocalBrokerLauncher() {}

    /**
     * Starts the process and returns when the broker serves clients. A broker that a killed program left behind in the
     * same folder is ended first. The process ends when this one does, at the latest.
     *
     * @throws LocalClusterException as {@link LocalBroker#start}
     */
    public static RunningBroker start(LocalServerSettings settings) {
        return start(settings, List.of());
    }

    /**
     * As {@link #start(LocalServerSettings)}.
     *
     * @param jvmFlags win over ours: {@code -Xmx2g -XX:TieredStopAtLevel=4} makes a broker for benchmarks
     */
    public static RunningBroker start(LocalServerSettings settings, List<String> jvmFlags) {
        var folder = settings.dataFolder().toAbsolutePath();
        var logs = LocalBroker.logFolder(folder);
        var plain = new ChildJvm(
                Stream.concat(flags(logs).stream(), jvmFlags.stream()).toList(),
                System.getProperty("java.class.path"),
                LocalBrokerProcess.class.getName(),
                List.of(LocalBrokerProcess.arguments(
                        settings, ProcessHandle.current().pid())),
                folder,
                logs.resolve("broker.err"));
        var child = settings.caches()
                .map(caches -> plain.cachedIn(caches, "broker"))
                .orElse(plain);
        try {
            endOrphan(folder.resolve(LocalBroker.RECORD));
            Files.createDirectories(folder);
            return await(child.start(ChildJvm.Stdout.READ_BY_US), settings, child.log());
        } catch (IOException unwritable) {
            throw Failures.folderUnusable(folder, unwritable);
        }
    }

    /** What a record says was left behind by a program that was killed. Only ever a process whose owner is gone. */
    static void endOrphan(Path record) throws IOException {
        ProcessRecord.read(record)
                .flatMap(ProcessRecord::orphan)
                .ifPresent(orphan -> ChildJvm.stop(orphan, ORPHAN_PATIENCE));
    }

    private static RunningBroker await(Process process, LocalServerSettings settings, Path log) {
        var report = new FutureTask<>(() -> report(process, log));
        Thread.ofVirtual().name("broker-report").start(report);
        try {
            return switch (report.get(settings.startLimit().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                case StartReport.Ready ready -> new RunningBroker(process, ready.port());
                case StartReport.Failed failed -> {
                    ChildJvm.stop(process.toHandle(), GRACE);
                    throw failed.toException();
                }
            };
        } catch (TimeoutException late) {
            process.destroyForcibly();
            throw Failures.brokerNotStarted(Failures.notReadyWithin(settings.startLimit()), log.toString(), late);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw Failures.brokerNotStarted("interrupted while starting", log.toString(), stop);
        } catch (ExecutionException broken) {
            process.destroyForcibly();
            throw Failures.brokerNotStarted("its stdout broke: " + broken.getCause(), log.toString(), broken);
        }
    }

    /** Waits for the report; a process that ends without one has told why on the way, if it could. */
    private static StartReport report(Process process, Path log) throws IOException {
        var said = new ArrayList<String>();
        try (BufferedReader stdout = process.inputReader()) {
            for (var line = stdout.readLine(); line != null; line = stdout.readLine()) {
                var report = StartReportCodec.parse(line);
                if (report.isPresent()) {
                    return report.get();
                }
                said.add(line);
            }
        }
        var exit = process.onExit().orTimeout(GRACE.toSeconds(), TimeUnit.SECONDS);
        var end = exit.handle((ended, late) -> late == null ? "with code " + ended.exitValue() : "its output");
        return StartReport.Failed.of(Failures.brokerNotStarted(
                "its process ended " + end.join() + "; its last words:\n" + lastWords(said, log),
                log.toString(),
                null));
    }

    private static String lastWords(List<String> said, Path stderr) {
        return Stream.of(
                        String.join("\n", said),
                        ChildJvm.tail(stderr),
                        ChildJvm.tail(stderr.resolveSibling("broker.log")))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("none");
    }

    private static List<String> flags(Path logs) {
        return List.of(
                "-Xmx512m",
                // A broker without memory must end, not linger: whoever started it then sees it.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + logs.resolve("broker-crash-%p.log"),
                // Half the CPU time of a start (2.3 s, not 4.0) and 40 MB less, for a tenth of the peak throughput.
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                // Kafka's and zstd's ways to native memory: allowed, or the JVM warns about them at every start.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
