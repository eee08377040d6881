package dev.agentmesh.orchestrator;

import io.micronaut.runtime.Micronaut;
import java.util.HashMap;
import java.util.Map;

/**
 * The orchestrator as a process of its own. Everything comes from the environment, see {@link OrchestratorSettings}; a
 * system property of the same meaning, such as {@code -Dmesh.namespace}, wins.
 */
public final class OrchestratorProcess {
    private static final Map<String, String> PROPERTIES = Map.of(
            "mesh.bootstrap", "MESH_BOOTSTRAP_SERVERS",
            "mesh.registry", "MESH_SCHEMA_REGISTRY_URL",
            "mesh.namespace", "MESH_NAMESPACE",
            "mesh.data", "MESH_STATE_DIR",
            "mesh.instance", "MESH_INSTANCE",
            "mesh.ready.file", "MESH_READY_FILE");

    private OrchestratorProcess() {}

    public static void main(String[] args) {
        String port = System.getProperty("mesh.http.port");
        if (port != null) {
            System.setProperty("micronaut.server.port", port.equals("0") ? "-1" : port);
        }
        Micronaut.build(args).mainClass(OrchestratorProcess.class).banner(false).start();
    }

    /** The environment with the system properties laid over it. */
    static Map<String, String> environment() {
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
