package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.LoopbackPorts;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import dev.agentmesh.localcluster.process.ProcessRecord.State;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Kafka broker inside this JVM, its own controller, listening on 127.0.0.1 only. Programs that must outlive its
 * failures start it as a process of its own with {@link LocalBrokerLauncher}.
 *
 * <p>A broker that can no longer work, for lack of disk for instance, logs an error and stops answering; it does not end
 * this JVM. Thread-safe; closing twice is harmless.
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
    public static LocalBroker start(LocalServerSettings settings) {
        return start(settings, BrokerHost.embedding());
    }

    static LocalBroker start(LocalServerSettings settings, BrokerHost host) {
        var folder = DataFolder.open(settings.dataFolder(), settings.freeBytes());
        try {
            return startIn(folder, settings, host);
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
    private static LocalBroker startIn(DataFolder folder, LocalServerSettings settings, BrokerHost host)
            throws IOException {
        for (var left = TRIES - 1; ; left--) {
            var port = PortChoice.of(settings.port(), folder.path().resolve(RECORD));
            try {
                return startOn(port, folder, settings.startLimit(), host);
            } catch (BindException taken) {
                if (left == 0) {
                    throw Failures.portTaken(port, taken);
                }
            } catch (TimeoutException late) {
                throw Failures.brokerNotStarted(Failures.notReadyWithin(settings.startLimit()), host.log(), late);
            } catch (ExecutionException failed) {
                throw Failures.brokerNotStarted(String.valueOf(failed.getCause()), host.log(), failed);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw Failures.brokerNotStarted("interrupted while starting", host.log(), stop);
            }
        }
    }

    private static LocalBroker startOn(int port, DataFolder folder, Duration limit, BrokerHost host)
            throws IOException, TimeoutException, ExecutionException, InterruptedException {
        var recordFile = folder.path().resolve(RECORD);
        var record = new ProcessRecord(ProcessIdentity.current(), host.owner(), port, State.STARTING);
        record.write(recordFile);
        var logs = folder.path().resolve(LOGS);
        RaftServer.formatIfNew(logs);
        var server = RaftServer.start(BrokerProperties.of(logs, port, LoopbackPorts.free()), limit);
        var ready = record.with(State.READY);
        ready.write(recordFile);
        return new LocalBroker(folder, server, ready);
    }

    /** Where the broker process logs; an embedding program logs wherever it pleases. */
    static Path logFolder(Path dataFolder) {
        return dataFolder.resolve("logs");
    }
}
