package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a registry by asking it for what its clients will ask for. */
final class RegistryReadiness {

    private static final Duration PERIOD = Duration.ofMillis(50);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private RegistryReadiness() {}

    /** @throws LocalClusterException {@code MESH-1025} if the process ends or the time is over first */
    static void await(Process process, URI api, Duration limit, Path log) {
        var end = System.nanoTime() + limit.toNanos();
        try {
            // The process is looked at after the answer: another program may have taken the port and answer instead.
            while (!(answers(api) && process.isAlive())) {
                if (!process.isAlive()) {
                    throw Failures.registryNotStarted(
                            "its process ended with code " + process.waitFor() + "; its last words:\n"
                                    + ChildJvm.tail(log),
                            log.toString(),
                            null);
                }
                if (System.nanoTime() > end) {
                    throw Failures.registryNotStarted(Failures.notReadyWithin(limit), log.toString(), null);
                }
                process.waitFor(PERIOD);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failures.registryNotStarted("interrupted while starting", log.toString(), stop);
        }
    }

    private static boolean answers(URI api) {
        try {
            var connection = (HttpURLConnection) api.toURL().openConnection();
            connection.setConnectTimeout((int) ANSWER_LIMIT.toMillis());
            connection.setReadTimeout((int) ANSWER_LIMIT.toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
