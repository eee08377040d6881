package dev.agentmesh.cli.topic;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.TopicGateway.Outgoing;
import dev.agentmesh.cli.gateway.TopicGateway.Position;
import dev.agentmesh.cli.input.InputOption;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.topics.catalogue.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = {
            "Sends one record. JSON is encoded with the topic's own schema, --raw sends bytes as they are:",
            "the way to see what a mesh does with poison. Runs are started with mesh run start."
        })
final class TopicPublish implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "TOPIC", description = "Such as commands; with or without the namespace.")
    private String topic = "";

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            description = "The record's key.")
    private @Nullable String key;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A header; may be repeated.")
    private Map<String, String> headers = Map.of();

    @Option(names = "--raw", description = "Sends the input's bytes without any encoding.")
    private boolean raw;

    @Mixin
    private final InputOption input = new InputOption();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    TopicPublish(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        byte[] bytes = input.bytes(cli.shell())
                .orElseThrow(() -> CliException.usage("what is to be sent is missing", "-i JSON, -i @FILE or -i -"));
        try (var mesh = cli.open(connection)) {
            String name = TopicNaming.full(mesh.cluster().names(), topic);
            refuseLog(mesh.cluster().names(), name);
            byte[] value = raw ? bytes : mesh.topics().encode(name, new String(bytes, StandardCharsets.UTF_8));
            Position position = mesh.topics().publish(new Outgoing(name, key, value, headers));
            if (format == Format.JSON) {
                cli.screen()
                        .document(Json.document()
                                .put("topic", name)
                                .put("partition", position.partition())
                                .put("offset", position.offset()));
            } else {
                cli.screen().text(name + "-" + position.partition() + ":" + position.offset());
            }
        }
        return ExitCode.OK.number();
    }

    /** The log is the truth only as long as nobody but the orchestrator writes it. */
    private static void refuseLog(TopicNames names, String topic) {
        if (topic.equals(names.events()) || topic.equals(names.outcomes())) {
            throw CliException.usage(
                    "only the orchestrator writes " + topic, "send a command instead: mesh run start, mesh run cancel");
        }
    }
}
