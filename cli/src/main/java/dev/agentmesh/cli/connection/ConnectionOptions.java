package dev.agentmesh.cli.connection;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.folder.MeshFolder;
import dev.agentmesh.cli.folder.ProjectConfig;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which mesh is meant. A flag outranks its variable, that the project's settings, those the dev server of the folder. */
public final class ConnectionOptions {
    private static final Map<String, String> VARIABLES = Map.of(
            ClusterSettings.BOOTSTRAP, "MESH_BOOTSTRAP_SERVERS",
            RegistrySettings.URL, "MESH_SCHEMA_REGISTRY_URL",
            ClusterSettings.NAMESPACE, "MESH_NAMESPACE");

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's address; also MESH_BOOTSTRAP_SERVERS. Default: the dev server of this folder.")
    private @Nullable String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The schema registry's address; also MESH_SCHEMA_REGISTRY_URL.")
    private @Nullable String registry;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "What the names of the topics start with; also MESH_NAMESPACE.")
    private @Nullable String namespace;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the dev server to talk to; also MESH_DATA. Default: .mesh/data")
    private @Nullable Path data;

    /**
     * The mesh the command is meant for; asks nobody whether it is there.
     *
     * @throws CliException MESH-7011 when none is named and no dev server runs
     */
    public ClusterSettings settings(Shell shell) {
        Optional<DevState> server = DevState.read(dataFolder(shell));
        var properties = new HashMap<String, String>();
        server.filter(DevState::isAlive).ifPresent(state -> addServer(properties, state));
        addProject(properties, ProjectConfig.of(shell));
        addVariables(properties, shell.variables());
        add(properties, ClusterSettings.BOOTSTRAP, Optional.ofNullable(bootstrap));
        add(properties, RegistrySettings.URL, Optional.ofNullable(registry));
        add(properties, ClusterSettings.NAMESPACE, Optional.ofNullable(namespace));
        if (!properties.containsKey(ClusterSettings.BOOTSTRAP) || !properties.containsKey(RegistrySettings.URL)) {
            throw nowhere(shell, server);
        }
        server.filter(state -> state.isAlive() && state.bootstrap().equals(properties.get(ClusterSettings.BOOTSTRAP)))
                .ifPresent(_ -> {
                    // One broker has room for one copy.
                    properties.putIfAbsent(ClusterSettings.REPLICATION_FACTOR, "1");
                    properties.putIfAbsent(
                            ClusterSettings.ARTIFACTS,
                            MeshFolder.artifacts(dataFolder(shell)).toString());
                });
        Patience.DEFAULTS.forEach(properties::putIfAbsent);
        return ClusterSettings.of(properties);
    }

    /** The data folder of the dev server that is meant when nothing else is. */
    public Path dataFolder(Shell shell) {
        return MeshFolder.data(shell, Optional.ofNullable(data));
    }

    private static void addServer(Map<String, String> properties, DevState state) {
        add(properties, ClusterSettings.BOOTSTRAP, Optional.of(state.bootstrap()));
        add(properties, RegistrySettings.URL, Optional.of(state.registry()));
        add(properties, ClusterSettings.NAMESPACE, Optional.of(state.namespace()));
    }

    private static void addProject(Map<String, String> properties, ProjectConfig project) {
        properties.putAll(project.clients());
        add(properties, ClusterSettings.BOOTSTRAP, project.bootstrap());
        add(properties, RegistrySettings.URL, project.registry());
        add(properties, ClusterSettings.NAMESPACE, project.namespace());
    }

    /** The short spellings are those of agents' settings. What {@link ClusterSettings} only fills in by default is not what the variables said. */
    private static void addVariables(Map<String, String> properties, Map<String, String> variables) {
        add(properties, ClusterSettings.BOOTSTRAP, Optional.ofNullable(variables.get("MESH_BOOTSTRAP")));
        add(properties, RegistrySettings.URL, Optional.ofNullable(variables.get("MESH_REGISTRY")));
        var defaults = ClusterSettings.of(Map.of()).properties();
        ClusterSettings.fromEnvironment(variables).properties().forEach((key, value) -> {
            boolean named = variables.containsKey(VARIABLES.getOrDefault(key, ""));
            if (named || !value.equals(defaults.get(key))) {
                add(properties, key, Optional.of(value));
            }
        });
    }

    private static void add(Map<String, String> properties, String key, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> properties.put(key, text));
    }

    private CliException nowhere(Shell shell, Optional<DevState> server) {
        Path folder = dataFolder(shell);
        String cause = server.map(state -> "the dev server of " + folder + " is " + describe(state))
                .orElse("no address was given, and no dev server ever ran in " + folder);
        return CliException.of(
                ExitCode.UNREACHABLE,
                CliErrors.NO_MESH,
                "no mesh to talk to",
                cause,
                "mesh dev --detach, or name one with --bootstrap HOST:PORT --registry URL");
    }

    private static String describe(DevState state) {
        return state.isAlive()
                ? state.phase().word()
                : "not running (it was " + state.phase().word() + ")";
    }
}
