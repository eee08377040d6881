package dev.agentmesh.console;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.topics.error.MeshException;
import io.micronaut.runtime.Micronaut;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The console as a process of its own. Everything comes from the environment, see {@link ConsoleSettings}; a system property of the same
 * meaning, such as {@code -Dmesh.namespace}, wins. {@code --rebuild} takes all rows away first; {@code --once} ends when the log has been
 * applied to its end, and serves nothing.
 */
public final class ConsoleProcess {
    private static final Map<String, String> PROPERTIES = Map.of(
            "mesh.bootstrap", "MESH_BOOTSTRAP_SERVERS",
            "mesh.registry", "MESH_SCHEMA_REGISTRY_URL",
            "mesh.namespace", "MESH_NAMESPACE",
            "mesh.data", "MESH_CONSOLE_DATA",
            "mesh.http.host", "MESH_HTTP_HOST",
            "mesh.ready.file", "MESH_READY_FILE");
    private static final Duration REBUILD_LIMIT = Duration.ofDays(2);

    private ConsoleProcess() {}

    public static void main(String[] args) {
        List<String> words = List.of(args);
        try {
            ConsoleSettings settings = ConsoleSettings.fromEnvironment(environment());
            if (words.contains("--rebuild")) {
                try (Database database = Database.open(settings.database())) {
                    database.empty();
                }
            }
            if (words.contains("--once")) {
                once(settings);
                return;
            }
        } catch (MeshException refused) {
            System.err.println("error " + refused.getMessage());
            System.err.println("  cause  " + refused.error().cause());
            System.err.println("  fix    " + refused.error().fix());
            Runtime.getRuntime().exit(1);
        }
        String port = System.getProperty("mesh.http.port");
        if (port != null) {
            System.setProperty("micronaut.server.port", port.equals("0") ? "-1" : port);
        }
        Micronaut.build(args).mainClass(ConsoleProcess.class).banner(false).start();
    }

    private static void once(ConsoleSettings settings) {
        try (Console console = new Console(settings)) {
            console.start();
            if (console.catchUp(REBUILD_LIMIT)) {
                System.out.println(console.reads().status());
            }
        }
    }

    /** The environment with the system properties laid over it. */
    public static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        PROPERTIES.forEach((property, variable) -> {
            String value = System.getProperty(property);
            if (value != null) {
                environment.put(variable, value);
            }
        });
        return environment;
    }
}
