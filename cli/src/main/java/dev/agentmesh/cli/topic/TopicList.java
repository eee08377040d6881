package dev.agentmesh.cli.topic;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.TopicGateway.Topic;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the topics of the namespace.")
final class TopicList implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    TopicList(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        List<Topic> topics;
        try (var mesh = cli.open(connection)) {
            topics = mesh.topics().list();
        }
        var table = new Table("TOPIC", "PARTITIONS", "RECORDS", "CLEANUP");
        topics.forEach(topic -> table.row(
                topic.name(),
                Integer.toString(topic.partitions()),
                Long.toString(topic.records()),
                topic.cleanup().orElse("")));
        cli.screen()
                .list(
                        format,
                        "topics",
                        topics.stream()
                                .map(topic -> Json.object()
                                        .put("name", topic.name())
                                        .put("partitions", topic.partitions())
                                        .put("records", topic.records())
                                        .put("cleanup", topic.cleanup().orElse(null)))
                                .toList(),
                        table);
        return ExitCode.OK.number();
    }
}
