package dev.agentmesh.cli.console;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.dev.ConsoleLaunch;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.gateway.Cli;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = {
            "Runs the console in the foreground: keeps its database up with the log and answers over HTTP.",
            "Keeps an H2 file in the data folder, or what MESH_CONSOLE_DB_URL names. Ctrl-C ends it."
        })
final class ConsoleRun implements Callable<Integer> {
    private final Cli cli;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Where it listens on this machine; 0 takes any free one. Default: ${DEFAULT-VALUE}")
    private int port = 8301;

    @Option(names = "--rebuild", description = "Takes all rows away first and makes them again from the log.")
    private boolean rebuild;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    ConsoleRun(Cli cli) {
        this.cli = cli;
    }

    /** Its exit code is ours. */
    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw CliException.usage(
                    "port " + port + " does not exist; ports are 0 to 65535", "mesh console run --http-port 0");
        }
        return launch(port).run(rebuild ? List.of("--rebuild") : List.of());
    }

    private ConsoleLaunch launch(int listening) {
        return ConsoleLaunch.of(
                cli.shell(),
                connection.settings(cli.shell()),
                ConsoleFolder.of(cli.shell(), connection).path(),
                listening);
    }
}
