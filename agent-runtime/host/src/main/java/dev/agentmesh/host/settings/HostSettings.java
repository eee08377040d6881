package dev.agentmesh.host.settings;

import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a process serves its agents.
 *
 * @param cluster where Kafka and the registry are ({@code mesh.bootstrap}, {@code mesh.registry}, {@code mesh.namespace})
 * @param instance {@code mesh.instance}: this process among those of the same agent; at most 64 characters; default host name and pid
 * @param width {@code mesh.width}: tasks at once for each agent, 1 to 1,000; default what the agent says
 * @param partitions {@code mesh.agent.partitions}: at least so many has the topic of each agent, 1 to 1,000; no more instances of it
 *     than that have work; default what the namespace was made with
 * @param drain {@code mesh.agent.drain}: how long running tasks may go on after SIGTERM, up to 1 h; default 25 s
 * @param sessionTimeout {@code mesh.agent.session-timeout}: a dead process's tasks are taken over after it, 3 s to 10 min; default 6 s
 * @param heartbeat {@code mesh.agent.heartbeat}: at most a third of the session timeout; default 1.5 s
 * @param maxPollInterval {@code mesh.agent.max-poll-interval}: a process whose poll thread is dead for so long loses its share, 6 s to
 *     24 h; default 5 min; a task may take longer than this
 * @param commitInterval {@code mesh.agent.commit-interval}: how long an ended task may stay unwritten, 1 ms to 10 s; default 20 ms
 * @param cancelGrace {@code mesh.agent.cancel-grace}: from cancellation to interruption, up to 10 min; default 5 s
 * @param announceInterval {@code mesh.agent.announce-interval}: 100 ms to 1 min; default 2 s
 * @param stuckAfter {@code mesh.agent.stuck-after}: skills that ignore their deadline for so long end the process once they are as many
 *     as the agent is wide, 1 s to 24 h; default 2 min
 * @param lookahead {@code mesh.agent.lookahead}: records fetched and not begun, 1 to 10,000; default twice the width, at least 32, so
 *     that a cancellation is seen while its task still waits
 * @param consumption {@code mesh.agent.consumption}: {@code group}, {@code share} or {@code auto}, which is {@code group}
 * @param recordLock {@code mesh.agent.record-lock}: with {@code share}, how long a hanging process keeps a task from others, 1 s to 1 min
 *     within what the brokers allow; default 15 s, the least they allow unless told otherwise
 */
public record HostSettings(
        ClusterSettings cluster,
        String instance,
        OptionalInt width,
        OptionalInt partitions,
        Duration drain,
        Duration sessionTimeout,
        Duration heartbeat,
        Duration maxPollInterval,
        Duration commitInterval,
        Duration cancelGrace,
        Duration announceInterval,
        Duration stuckAfter,
        OptionalInt lookahead,
        Consumption consumption,
        Duration recordLock) {
    private static final int SMALLEST_LOOKAHEAD = 32;
    private static final int MOST_LANES = 64;

    /** How instances of an agent share its tasks. */
    public enum Consumption {
        /** A consumer group with a ledger: partitions belong to instances, tasks run and end in any order. */
        GROUP,
        /** A share group with a lane for each task at once: any instance takes the next task, and a dead one's go to others at once. */
        SHARE
    }

    public HostSettings {
        if (!instance.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new MeshException(
                    HostErrors.BAD_SETTING,
                    "mesh.instance is \"" + instance
                            + "\"; expected letters, digits, dots, dashes and underscores, 1 to 64 of them");
        }
        if (heartbeat.multipliedBy(3).compareTo(sessionTimeout) > 0) {
            throw new MeshException(
                    HostErrors.BAD_SETTING,
                    "mesh.agent.heartbeat is " + heartbeat.toMillis()
                            + " ms; at most a third of mesh.agent.session-timeout, " + sessionTimeout.toMillis()
                            + " ms, is useful");
        }
    }

    /** The defaults, on a cluster. */
    public static HostSettings of(ClusterSettings cluster, String instance) {
        return SettingsReader.read(cluster, Map.of(HostKey.INSTANCE, instance));
    }

    /**
     * Reads the environment and, above it, system properties whose names start with {@code mesh.}; {@code MESH_AGENT_DRAIN} means
     * {@code mesh.agent.drain}. {@code mesh.kafka.NAME} sets Kafka's own NAME.
     *
     * @throws MeshException {@code MESH-3008} for an unknown key under {@code mesh.}, {@code MESH-3009} for a value that cannot be used
     */
    public static HostSettings from(Map<String, String> environment, Map<String, String> properties) {
        return SettingsReader.read(environment, properties);
    }

    /** Every key it understands, for containers that hold their settings elsewhere. */
    public static List<String> keys() {
        return Arrays.stream(HostKey.values()).map(HostKey::key).toList();
    }

    /**
     * Checks that an agent can be served like that.
     *
     * @throws MeshException {@code MESH-3009} when it would need more lanes than there may be
     */
    public void requireServable(String agent, int agentWidth) {
        if (consumption == Consumption.SHARE && agentWidth > MOST_LANES) {
            throw new MeshException(
                    HostErrors.BAD_SETTING,
                    "mesh.agent.consumption is share, which takes a connection for each task at once, and agent "
                            + agent
                            + " is " + agentWidth + " wide; at most " + MOST_LANES
                            + " are allowed: set mesh.width, or use group");
        }
    }

    /** How many records are fetched ahead for an agent of that width. */
    public int lookaheadFor(int agentWidth) {
        return lookahead.orElse(Math.max(2 * agentWidth, SMALLEST_LOOKAHEAD));
    }
}
