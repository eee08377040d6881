package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a dev server from outside: asks, waits, and then insists. */
final class Ending {
    /** More than the supervisor itself gives its children, one after the other. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final Duration AT_LAST = Duration.ofSeconds(5);
    private static final Duration FOR_ORPHANS = Duration.ofSeconds(15);
    private static final List<String> IN_ORDER =
            List.of("orchestrator/orchestrator.json", "registry/registry.json", "broker/broker.json");

    private final Path folder;

    Ending(Path folder) {
        this.folder = folder;
    }

    /** Whether the process has ended. */
    boolean endSupervisor(ProcessHandle supervisor) {
        return supervisor.destroy() && endsWithin(supervisor, PATIENCE)
                || supervisor.destroyForcibly() && endsWithin(supervisor, AT_LAST)
                || !supervisor.isAlive();
    }

    /** The children of a supervisor that was killed; they end by themselves, but not in order and not at once. */
    void endOrphans() {
        try {
            for (Path record : records()) {
                ProcessRecord.read(record)
                        .flatMap(ProcessRecord::orphan)
                        .ifPresent(orphan -> ChildJvm.stop(orphan, FOR_ORPHANS));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Agents first, for they need all the others. */
    private List<Path> records() throws IOException {
        var records = new ArrayList<Path>();
        Path agents = folder.resolve("agents");
        if (Files.isDirectory(agents)) {
            try (var files = Files.list(agents)) {
                files.filter(file -> file.getFileName().toString().endsWith(".json"))
                        .sorted()
                        .forEach(records::add);
            }
        }
        IN_ORDER.forEach(record -> records.add(folder.resolve(record)));
        return records;
    }

    private static boolean endsWithin(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }
}
