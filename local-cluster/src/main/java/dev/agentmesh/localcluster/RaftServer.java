package dev.agentmesh.localcluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's own server class and formatter: the only place that touches the broker's internals. */
final class RaftServer {

    private static final Logger LOG = LoggerFactory.getLogger(RaftServer.class);
    private static final String FORMATTED = "meta.properties";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private final KafkaRaftServer server;

    private RaftServer(KafkaRaftServer server) {
        this.server = server;
    }

    /** Gives an empty folder a cluster id; leaves a formatted one alone. */
    static void formatIfNew(Path logs) throws IOException {
        if (Files.exists(logs.resolve(FORMATTED))) {
            return;
        }
        Files.createDirectories(logs);
        var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(silence)
                    .run();
        } catch (Exception failed) {
            throw failed instanceof IOException unwritable ? unwritable : new IOException(failed);
        }
    }

    /**
     * Starts and waits until clients are served.
     *
     * @throws BindException if a port is taken
     * @throws TimeoutException if it is not ready in time
     * @throws ExecutionException with any other failure as its cause
     */
    static RaftServer start(Map<String, String> properties, Duration limit)
            throws BindException, TimeoutException, ExecutionException, InterruptedException {
        var ready = BrokerFaults.report();
        KafkaRaftServer server;
        try {
            server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        } catch (RuntimeException unreadableData) {
            throw new ExecutionException(unreadableData);
        }
        var startup = inBackground("local-broker-start", ready, server::startup);
        try {
            ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new RaftServer(server);
        } catch (ExecutionException | TimeoutException | InterruptedException failed) {
            abandon(startup);
            new RaftServer(server).stop();
            throwIfPortTaken(failed);
            throw failed;
        }
    }

    /** Returns when it has stopped; a broker that failed may not be able to, and is then left behind. */
    void stop() {
        var stopped = new CompletableFuture<Void>();
        inBackground("local-broker-stop", stopped, () -> {
            server.shutdown();
            server.awaitShutdown();
        });
        try {
            stopped.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.warn("Expected the broker to stop within {} s but it did not", STOP_LIMIT.toSeconds(), failed);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** A start that went on while the server is being stopped would leave threads and open files behind. */
    private static void abandon(Thread startup) throws InterruptedException {
        startup.interrupt();
        startup.join(STOP_LIMIT);
    }

    private static Thread inBackground(String name, CompletableFuture<Void> end, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
                end.complete(null);
            } catch (Throwable failed) {
                end.completeExceptionally(failed);
            }
        });
    }

    private static void throwIfPortTaken(Throwable failure) throws BindException {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof BindException taken) {
                throw taken;
            }
        }
    }
}
