package dev.agentmesh.cli.connection;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.folder.MeshFolder;
import dev.agentmesh.cli.folder.ProjectConfig;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.topics.catalogue.TopicNames;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which mesh is meant. Each stands above its variable, that above the project's settings, those above the dev server. */
public final class ConnectionOptions {

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka's address; also MESH_BOOTSTRAP.")
    private @Nullable String bootstrap;

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry's address; also MESH_REGISTRY.")
    private @Nullable String registry;

    @Option(names = "--namespace", paramLabel = "NAME", description = "What topic names start with; also MESH_NAMESPACE.")
    private @Nullable String namespace;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of the dev server to talk to; also MESH_DATA.")
    private @Nullable Path data;

    /**
     * The mesh the command is meant for; asks nobody whether it is there.
     *
     * @throws CliException MESH-7011 when none is named and no dev server runs
     */
    public ConnectionSettings settings(Shell shell) {
        ProjectConfig project = ProjectConfig.of(shell);
        Optional<DevState> server = DevState.read(MeshFolder.data(shell, Optional.ofNullable(data)));
        Optional<DevState> alive = server.filter(DevState::isAlive).filter(state -> !state.bootstrap().isEmpty());
        return new ConnectionSettings(
                first(bootstrap, shell, "MESH_BOOTSTRAP", project.bootstrap())
                        .or(() -> alive.map(DevState::bootstrap))
                        .orElseThrow(() -> nowhere(shell, server)),
                first(registry, shell, "MESH_REGISTRY", project.registry())
                        .or(() -> alive.map(DevState::registry))
                        .orElseThrow(() -> nowhere(shell, server)),
                new TopicNames(first(namespace, shell, "MESH_NAMESPACE", project.namespace())
                        .or(() -> alive.map(DevState::namespace))
                        .orElse(TopicNames.DEFAULT_NAMESPACE)),
                project.clients());
    }

    private static Optional<String> first(
            @Nullable String flag, Shell shell, String variable, Optional<String> configured) {
        return Optional.ofNullable(flag).or(() -> shell.variable(variable)).or(() -> configured);
    }

    private CliException nowhere(Shell shell, Optional<DevState> server) {
        Path folder = MeshFolder.data(shell, Optional.ofNullable(data));
        String cause = server.map(state -> "the dev server of " + folder + " is " + describe(state))
                .orElse("no address was given, and no dev server ever ran in " + folder);
        return CliException.of(
                ExitCode.UNREACHABLE,
                CliErrors.NO_MESH,
                "no mesh to talk to",
                cause,
                "mesh dev --detach, or --bootstrap HOST:PORT --registry URL");
    }

    private static String describe(DevState state) {
        return state.isAlive() ? state.phase().word() : "not running (it was " + state.phase().word() + ")";
    }
}
