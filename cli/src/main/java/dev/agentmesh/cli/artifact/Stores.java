package dev.agentmesh.cli.artifact;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.topics.artifact.ArtifactStore;

/** The store of the mesh the flags mean. */
final class Stores {
    private Stores() {}

    /** @throws CliException MESH-7032 when nobody says where it is */
    static ArtifactStore open(Shell shell, ConnectionOptions connection) {
        return ArtifactStore.of(connection.settings(shell))
                .orElseThrow(() -> CliException.of(
                        ExitCode.USAGE,
                        CliErrors.NO_ARTIFACTS,
                        "where artifacts are kept is not known",
                        CliErrors.NO_ARTIFACTS.cause(),
                        CliErrors.NO_ARTIFACTS.fix()));
    }
}
