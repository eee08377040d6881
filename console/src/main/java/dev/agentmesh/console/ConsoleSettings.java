package dev.agentmesh.console;

import dev.agentmesh.console.database.DatabaseSettings;
import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.console.projection.ProjectorSettings;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.error.MeshException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a console process is set up, from its environment.
 *
 * @param database {@code MESH_CONSOLE_DB_URL} with {@code MESH_CONSOLE_DB_USER} and {@code MESH_CONSOLE_DB_PASSWORD}; without it a file in
 *     the folder {@code MESH_CONSOLE_DATA} (default {@code .mesh/console})
 * @param projector {@code MESH_CONSOLE_BATCH_RECORDS} (1 to 10000, default 500) and {@code MESH_CONSOLE_BATCH_MS} (0 to 10000, default 20)
 * @param staleAfter when answers are so old, the console no longer counts as ready ({@code MESH_CONSOLE_STALE_AFTER_MS}, 1000 to
 *     3600000, default 5000)
 * @param readyFile written once the process serves, removed when it ends ({@code MESH_READY_FILE})
 */
public record ConsoleSettings(
        ClusterSettings cluster,
        DatabaseSettings database,
        ProjectorSettings projector,
        Duration staleAfter,
        Optional<Path> readyFile) {

    /** @throws MeshException MESH-1031 or MESH-5018 naming what is not valid, MESH-7003 for an address that is not this machine's own */
    public static ConsoleSettings fromEnvironment(Map<String, String> environment) {
        requireLoopback(environment.getOrDefault("MESH_HTTP_HOST", "127.0.0.1"));
        return new ConsoleSettings(
                ClusterSettings.fromEnvironment(environment),
                database(environment),
                new ProjectorSettings(
                        (int) number(environment, "MESH_CONSOLE_BATCH_RECORDS", 500, 1, 10_000),
                        Duration.ofMillis(number(environment, "MESH_CONSOLE_BATCH_MS", 20, 0, 10_000))),
                Duration.ofMillis(number(environment, "MESH_CONSOLE_STALE_AFTER_MS", 5_000, 1_000, 3_600_000)),
                Optional.ofNullable(environment.get("MESH_READY_FILE")).map(Path::of));
    }

    private static DatabaseSettings database(Map<String, String> environment) {
        String url = environment.get("MESH_CONSOLE_DB_URL");
        if (url == null || url.isBlank()) {
            return DatabaseSettings.inFolder(Path.of(environment.getOrDefault("MESH_CONSOLE_DATA", ".mesh/console")));
        }
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new MeshException(
                    ConsoleErrors.SETTING, "setting MESH_CONSOLE_DB_URL must begin with jdbc:h2: or jdbc:postgresql:");
        }
        return new DatabaseSettings(
                url,
                environment.getOrDefault("MESH_CONSOLE_DB_USER", ""),
                environment.getOrDefault("MESH_CONSOLE_DB_PASSWORD", ""));
    }

    private static void requireLoopback(String host) {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException nobody) {
            throw new MeshException(ConsoleErrors.SETTING, "setting MESH_HTTP_HOST names no address: " + host, nobody);
        }
        throw new MeshException(ConsoleErrors.OPEN_TO_ALL, "refusing to listen on " + host + " without authentication");
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
                ConsoleErrors.SETTING,
                "setting " + name + " is \"" + text + "\"; expected a whole number from " + least + " to " + most);
    }
}
