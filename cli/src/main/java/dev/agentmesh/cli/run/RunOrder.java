package dev.agentmesh.cli.run;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Confirmation;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that says the same to every run it is meant for, and why. */
abstract class RunOrder implements Callable<Integer>, RunOrders.Order {
    private final Cli cli;

    @Mixin
    private final RunChoice choice = new RunChoice();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the log.")
    private String reason = "";

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    RunOrder(Cli cli) {
        this.cli = cli;
    }

    String reason() {
        return reason;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        try (var mesh = cli.open(connection)) {
            new RunOrders(cli, this).give(mesh, choice, confirmation, format);
        }
        return ExitCode.OK.number();
    }
}
