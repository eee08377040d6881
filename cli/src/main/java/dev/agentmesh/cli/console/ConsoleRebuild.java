package dev.agentmesh.cli.console;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.dev.ConsoleLaunch;
import dev.agentmesh.cli.gateway.Cli;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description = {
            "Takes all rows of the console's database away and makes them again from the log; ends when it has.",
            "A console that has the same H2 file open must be ended first."
        })
final class ConsoleRebuild implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    ConsoleRebuild(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        return ConsoleLaunch.of(
                        cli.shell(),
                        connection.settings(cli.shell()),
                        ConsoleFolder.of(cli.shell(), connection).path(),
                        0)
                .run(List.of("--rebuild", "--once"));
    }
}
