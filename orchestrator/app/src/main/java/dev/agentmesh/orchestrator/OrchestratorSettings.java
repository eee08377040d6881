package dev.agentmesh.orchestrator;

import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.error.MeshException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How an orchestrator process is set up, from its environment.
 *
 * @param cluster which cluster and namespace ({@code MESH_BOOTSTRAP_SERVERS}, {@code MESH_SCHEMA_REGISTRY_URL}, {@code
 *     MESH_NAMESPACE})
 * @param stateDirectory where the stores are kept between starts ({@code MESH_STATE_DIR}, default {@code .mesh/state})
 * @param instance names this process among the orchestrators of the namespace; the same name after a restart takes over
 *     at once ({@code MESH_INSTANCE}, default {@code orchestrator-0})
 * @param commitInterval the longest time between commits under load ({@code MESH_COMMIT_INTERVAL_MS}, 1 to 1000, default
 *     20); an idle thread commits at once whatever this says
 * @param streamThreads threads that decide ({@code MESH_STREAM_THREADS}, 1 to 64, default 1)
 * @param sessionTimeout after how long a silent orchestrator's work moves to another ({@code MESH_SESSION_TIMEOUT_MS},
 *     6000 to 300000, default 10000)
 * @param keepFinished how long the state of a run is kept after its end ({@code MESH_KEEP_FINISHED_HOURS}, 1 to 87600, default 168);
 *     its log stays. Later words about such a run are unknown, and its id starts a run anew
 * @param breakers after how many failures in a row an agent's circuit breaker opens, and for how long ({@code MESH_BREAKER_FAILURES}, 0
 *     to 10000, default 5, 0 for never; {@code MESH_BREAKER_RESET_SECONDS}, 1 to 86400, default 60); all orchestrators of the
 *     namespace should be given the same
 * @param mostResults how much may wait to be decided before new runs wait for it ({@code MESH_ADMISSION_BACKLOG}, 0 to
 *     1000000, default 2000, 0 for never)
 * @param leaseSecret shared by all orchestrators of the namespace, as text of at least 16 characters ({@code
 *     MESH_LEASE_SECRET}); without it one is made and kept in the state directory
 * @param readyFile written once the process serves, removed when it ends ({@code MESH_READY_FILE})
 */
public record OrchestratorSettings(
        ClusterSettings cluster,
        Path stateDirectory,
        String instance,
        Duration commitInterval,
        int streamThreads,
        Duration sessionTimeout,
        Duration keepFinished,
        BreakerPolicy breakers,
        long mostResults,
        Optional<String> leaseSecret,
        Optional<Path> readyFile) {

    public static OrchestratorSettings fromEnvironment(Map<String, String> environment) {
        return new OrchestratorSettings(
                ClusterSettings.fromEnvironment(environment),
                Path.of(environment.getOrDefault("MESH_STATE_DIR", ".mesh/state")),
                environment.getOrDefault("MESH_INSTANCE", "orchestrator-0"),
                Duration.ofMillis(number(environment, "MESH_COMMIT_INTERVAL_MS", 20, 1, 1000)),
                (int) number(environment, "MESH_STREAM_THREADS", 1, 1, 64),
                Duration.ofMillis(number(environment, "MESH_SESSION_TIMEOUT_MS", 10_000, 6_000, 300_000)),
                Duration.ofHours(number(environment, "MESH_KEEP_FINISHED_HOURS", 168, 1, 87_600)),
                new BreakerPolicy(
                        (int) number(environment, "MESH_BREAKER_FAILURES", 5, 0, 10_000),
                        Duration.ofSeconds(number(environment, "MESH_BREAKER_RESET_SECONDS", 60, 1, 86_400))),
                number(environment, "MESH_ADMISSION_BACKLOG", 2_000, 0, 1_000_000),
                Optional.ofNullable(environment.get("MESH_LEASE_SECRET")),
                Optional.ofNullable(environment.get("MESH_READY_FILE")).map(Path::of));
    }

    /** The consumer group, and the prefix of changelog topics and transactional ids. */
    public String applicationId() {
        return cluster.names().namespace() + ".orchestrator";
    }

    private static long number(Map<String, String> environment, String name, long standard, long least, long most) {
        String text = environment.get(name);
        if (text == null) {
            return standard;
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            throw refused(name, text, least, most);
        }
        throw refused(name, text, least, most);
    }

    private static MeshException refused(String name, String text, long least, long most) {
        return new MeshException(
                OrchestratorErrors.SETTING,
                "setting " + name + " is \"" + text + "\"; expected a whole number from " + least + " to " + most);
    }
}
