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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** Kafka's own server class and formatter: the only place that touches the broker's internals. */
final class RaftServer {

    private static final String FORMATTED = "meta.properties";

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

    /** Starts and waits until clients are served. */
    static RaftServer start(Map<String, String> properties, int port, Duration limit, Path dataFolder) {
        var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        var startup = new FutureTask<Void>(server::startup, null);
        Thread.ofPlatform().daemon().name("local-broker-start").start(startup);
        try {
            startup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new RaftServer(server);
        } catch (ExecutionException failed) {
            server.shutdown();
            throw failure(failed.getCause() == null ? failed : failed.getCause(), port, dataFolder);
        } catch (TimeoutException late) {
            startup.cancel(true);
            server.shutdown();
            throw Failures.brokerNotStarted(Failures.notReadyWithin(limit), LocalBroker.logFolder(dataFolder), late);
        } catch (InterruptedException stop) {
            startup.cancel(true);
            server.shutdown();
            Thread.currentThread().interrupt();
            throw Failures.brokerNotStarted("interrupted while starting", LocalBroker.logFolder(dataFolder), stop);
        }
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static LocalClusterException failure(Throwable cause, int port, Path dataFolder) {
        for (var at = cause; at != null; at = at.getCause()) {
            if (at instanceof BindException) {
                return Failures.portTaken(port, cause);
            }
        }
        return Failures.brokerNotStarted(cause.toString(), LocalBroker.logFolder(dataFolder), cause);
    }
}
