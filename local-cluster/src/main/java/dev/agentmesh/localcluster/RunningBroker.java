package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.ChildJvm;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A broker in a child process. Thread-safe; closing twice is harmless. */
public final class RunningBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Process process;
    private final int port;

    RunningBroker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return BrokerProperties.address(port);
    }

    public int port() {
        return port;
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

    /** SIGKILL: ends it as a power failure would, and returns when it is gone. Its records are still there at the next start. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, and SIGKILL after 15 s. Returns when the process is gone. */
    @Override
    public void close() {
        ChildJvm.stop(process.toHandle(), PATIENCE);
    }
}
