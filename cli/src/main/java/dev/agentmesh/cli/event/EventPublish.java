package dev.agentmesh.cli.event;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.InputOption;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = {
            "Tells an event to every run that waits for it now and whose match holds.",
            "It is kept by none; for one run, and to be kept: mesh run signal."
        })
final class EventPublish implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "NAME", description = "The event's name, as wait steps write it.")
    private String name = "";

    @Option(names = "--correlation", paramLabel = "ID", description = "Ties it to an exchange; it goes into the log.")
    private String correlation = "";

    @Mixin
    private final InputOption input = new InputOption();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    EventPublish(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Payload payload = input.payload(cli.shell()).orElseGet(() -> Payload.json("null"));
        var event =
                new CommandMessage.AnnounceEvent(new CommandMessage.SignalText(name, payload, correlation, cli.user()));
        int partitions;
        try (var mesh = cli.open(connection)) {
            partitions = mesh.runs()
                    .announce(new CommandMessage(
                            MessageHeader.of("", cli.shell().clock().instant(), "cli"), event));
        }
        if (format == Format.JSON) {
            cli.screen().document(Json.document().put("event", name).put("partitions", partitions));
        } else {
            cli.screen().text("published " + name + " to " + partitions + " partitions");
        }
        return ExitCode.OK.number();
    }
}
