package dev.agentmesh.cli.gateway;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.shell.Shell;

/**
 * What a command that talks to a mesh is made with.
 *
 * @param shell what it was started in
 * @param gateways how it gets to a mesh
 */
public record Cli(Shell shell, Gateways gateways) {
    /** The mesh the flags mean; the caller closes it. */
    public MeshGateway open(ConnectionOptions connection) {
        return gateways.open(connection.settings(shell));
    }

    public Screen screen() {
        return new Screen(shell);
    }

    /** Who does it: the name under which this user is logged in. */
    public String user() {
        return shell.variable("USER").or(() -> shell.variable("USERNAME")).orElse("cli");
    }
}
