package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.LoopbackPorts;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import dev.agentmesh.localcluster.process.ProcessRecord.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A schema registry (Apicurio, Confluent's API) in a child process, listening on 127.0.0.1 only; global compatibility is
 * {@code BACKWARD_TRANSITIVE}. A registration that was answered survives a kill. Thread-safe; closing twice is harmless.
 */
public final class LocalRegistry implements AutoCloseable {

    /** In the data folder: who serves it and where, see {@link ProcessRecord}. */
    static final String RECORD = "registry.json";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int TRIES = 3;

    private final DataFolder folder;
    private final Process process;
    private final ProcessRecord record;

    private LocalRegistry(DataFolder folder, Process process, ProcessRecord record) {
        this.folder = folder;
        this.process = process;
        this.record = record;
    }

    /**
     * Starts the process and returns when it answers. A registry that a killed program left behind in the same folder is
     * ended first. The process ends when this one does, at the latest.
     *
     * @throws LocalClusterException {@code MESH-1020} if the port asked for is taken, {@code MESH-1025} if it ends or is
     *     not ready in time, {@code MESH-1026} if its program is not there, {@code MESH-1021}, {@code MESH-1022},
     *     {@code MESH-1023}, {@code MESH-1027} as {@link DataFolder#open}
     */
    public static LocalRegistry start(LocalServerSettings settings) {
        var home = RegistryHome.find();
        var folder = DataFolder.open(settings.dataFolder(), settings.freeBytes());
        try {
            LocalBrokerLauncher.endOrphan(folder.path().resolve(RECORD));
            return startIn(folder, settings, home);
        } catch (IOException unwritable) {
            folder.close();
            throw Failures.folderUnusable(folder.path(), unwritable);
        } catch (RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    /** The base URL for clients of Confluent's API, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + record.port() + RegistryProgram.API;
    }

    public int port() {
        return record.port();
    }

    public Process process() {
        return process;
    }

    public long pid() {
        return process.pid();
    }

    /** Completes when the process has ended, also if nobody asked it to. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** SIGKILL: ends it as a power failure would, and gives the folder back. */
    public void kill() {
        process.destroyForcibly().onExit().join();
        folder.close();
    }

    /** SIGTERM, and SIGKILL after 15 s. Returns when the process is gone. */
    @Override
    public void close() {
        ChildJvm.stop(process.toHandle(), PATIENCE);
        folder.close();
    }

    /** A port that was free a moment ago may be somebody else's by now. The program says so only in its log. */
    private static LocalRegistry startIn(DataFolder folder, LocalServerSettings settings, Path home)
            throws IOException {
        for (var left = TRIES - 1; ; left--) {
            var port = PortChoice.of(settings.port(), folder.path().resolve(RECORD));
            var managementPort = LoopbackPorts.free();
            try {
                return startOn(port, managementPort, folder, settings, home);
            } catch (LocalClusterException failed) {
                var lostTheRace = !LoopbackPorts.isFree(port) || !LoopbackPorts.isFree(managementPort);
                if (!lostTheRace || left == 0) {
                    throw failed;
                }
            }
        }
    }

    private static LocalRegistry startOn(
            int port, int managementPort, DataFolder folder, LocalServerSettings settings, Path home)
            throws IOException {
        var recordFile = folder.path().resolve(RECORD);
        var plain = RegistryProgram.in(folder.path(), port, managementPort, home);
        var child = settings.caches()
                .map(caches -> plain.cachedIn(caches, "registry"))
                .orElse(plain);
        var process = child.start(ChildJvm.Stdout.LOGGED);
        try {
            var record = new ProcessRecord(
                    ProcessIdentity.of(process.toHandle()),
                    Optional.of(ProcessIdentity.current()),
                    port,
                    State.STARTING);
            record.write(recordFile);
            var api = URI.create("http://127.0.0.1:" + port + RegistryProgram.API + "/subjects");
            RegistryReadiness.await(process, api, settings.startLimit(), child.log());
            var ready = record.with(State.READY);
            ready.write(recordFile);
            return new LocalRegistry(folder, process, ready);
        } catch (IOException | RuntimeException failed) {
            process.destroyForcibly().onExit().join();
            throw failed;
        }
    }
}
