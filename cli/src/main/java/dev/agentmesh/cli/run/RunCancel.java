package dev.agentmesh.cli.run;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Confirmation;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.topics.message.CommandMessage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cancel",
        description = {"Ends runs; what their agents are doing is told to stop."})
final class RunCancel implements Callable<Integer>, RunOrders.Order {
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

    RunCancel(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        try (var mesh = cli.open(connection)) {
            new RunOrders(cli, this).give(mesh, choice, confirmation, format);
        }
        return ExitCode.OK.number();
    }

    @Override
    public String verb() {
        return "cancel";
    }

    @Override
    public String done() {
        return "canceled";
    }

    @Override
    public CommandMessage.Body command(String by) {
        return new CommandMessage.CancelRun(reason, by);
    }

    @Override
    public boolean isDone(Event.RunEvent event) {
        return event instanceof Event.RunCanceled;
    }
}
