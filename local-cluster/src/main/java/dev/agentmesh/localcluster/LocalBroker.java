package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.LoopbackPorts;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import dev.agentmesh.localcluster.process.ProcessRecord.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Kafka broker inside this JVM, its own controller, listening on 127.0.0.1 only. Programs that must outlive its
 * failures start it as a process of its own with {@link LocalBrokerLauncher}.
 *
 * <p>Thread-safe; closing twice is harmless.
 */
public final class LocalBroker implements AutoCloseable {

    /** In the data folder: who serves it and where, see {@link ProcessRecord}. */
    static final String RECORD = "broker.json";

    private static final String LOGS = "kafka";
    private static final int TRIES = 3;

    private final DataFolder folder;
    private final RaftServer server;
    private final ProcessRecord record;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalBroker(DataFolder folder, RaftServer server, ProcessRecord record) {
        this.folder = folder;
        this.server = server;
        this.record = record;
    }

    /**
     * Starts the broker and returns when it serves clients.
     *
     * @throws LocalClusterException {@code MESH-1020} if the port asked for is taken, {@code MESH-1024} if the broker fails
     *     or is not ready in time, {@code MESH-1021}, {@code MESH-1022}, {@code MESH-1023}, {@code MESH-1027} as
     *     {@link DataFolder#open}
     */
    public static LocalBroker start(LocalBrokerSettings settings) {
        return start(settings, Optional.empty());
    }

    static LocalBroker start(LocalBrokerSettings settings, Optional<ProcessIdentity> owner) {
        var folder = DataFolder.open(settings.dataFolder(), settings.freeBytes());
        try {
            return startIn(folder, settings, owner);
        } catch (IOException unwritable) {
            folder.close();
            throw Failures.folderUnusable(folder.path(), unwritable);
        } catch (RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return BrokerProperties.address(record.port());
    }

    public int port() {
        return record.port();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop();
            try {
                record.with(State.STOPPED).write(folder.path().resolve(RECORD));
            } catch (IOException unwritable) {
                throw Failures.folderUnusable(folder.path(), unwritable);
            } finally {
                folder.close();
            }
        }
    }

    /** A port that was free a moment ago may be somebody else's by now, unless it is the one that was asked for. */
    private static LocalBroker startIn(DataFolder folder, LocalBrokerSettings settings, Optional<ProcessIdentity> owner)
            throws IOException {
        for (var left = TRIES - 1; ; left--) {
            var port = PortChoice.of(settings.port(), folder.path().resolve(RECORD));
            try {
                return startOn(port, folder, settings, owner);
            } catch (LocalClusterException failed) {
                var lostTheRace = failed.code().equals(Failures.PORT_TAKEN)
                        && (settings.port() == 0 || LoopbackPorts.isFree(settings.port()));
                if (!lostTheRace || left == 0) {
                    throw failed;
                }
            }
        }
    }

    private static LocalBroker startOn(
            int port, DataFolder folder, LocalBrokerSettings settings, Optional<ProcessIdentity> owner)
            throws IOException {
        var recordFile = folder.path().resolve(RECORD);
        var record = new ProcessRecord(ProcessIdentity.current(), owner, port, State.STARTING);
        record.write(recordFile);
        var logs = folder.path().resolve(LOGS);
        RaftServer.formatIfNew(logs);
        var server = RaftServer.start(
                BrokerProperties.of(logs, port, LoopbackPorts.free()), port, settings.startLimit(), folder.path());
        var ready = record.with(State.READY);
        ready.write(recordFile);
        return new LocalBroker(folder, server, ready);
    }

    /** Where the broker process logs; an embedding program logs wherever it pleases. */
    static Path logFolder(Path dataFolder) {
        return dataFolder.resolve("logs");
    }
}
