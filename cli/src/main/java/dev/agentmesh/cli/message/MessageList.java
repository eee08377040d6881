package dev.agentmesh.cli.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.TopicGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.cli.topic.TopicNaming;
import dev.agentmesh.cli.topic.When;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.Correlation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = {
            "Lists every record of one correlation or one run, whatever topic it is in, the oldest first:",
            "commands, tasks, results, events, what agents said to each other, outcomes, dead letters."
        })
final class MessageList implements Callable<Integer> {
    private static final int LONGEST_VALUE = 120;

    private final Cli cli;

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** One of two. */
    static final class Which {
        @Option(
                names = "--correlation",
                paramLabel = "ID",
                description = "The id of the outermost run: with all that it and its agents brought about.")
        private @Nullable String correlation;

        @Option(names = "--run", paramLabel = "RUN", description = "Only what is about this very run.")
        private @Nullable String run;
    }

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only this topic, such as messages; may be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TIME", description = "From this time on: 2h ago is 2h; or ISO 8601.")
    private @Nullable String from;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    MessageList(Cli cli) {
        this.cli = cli;
    }

    private record Shown(Said said, JsonNode value) {}

    @Override
    public Integer call() {
        Format format = output.format();
        List<Shown> found = new ArrayList<>();
        try (var mesh = cli.open(connection)) {
            for (String topic : chosen(mesh.topics(), mesh.cluster().names())) {
                collect(mesh.topics(), topic, found);
            }
        }
        found.sort(Comparator.comparing((Shown shown) -> shown.said().at())
                .thenComparing(shown -> shown.said().record().timestamp())
                .thenComparing(shown -> shown.said().record().topic())
                .thenComparing(shown -> shown.said().record().offset()));
        var table = new Table("TIME", "TYPE", "FROM", "TO", "PLACE", "VALUE");
        for (Shown shown : found) {
            Said said = shown.said();
            table.row(
                    said.at().toString(),
                    said.type(),
                    said.route().sender(),
                    said.route().recipient(),
                    said.place(),
                    Printable.shortened(Json.line(content(shown.value())), LONGEST_VALUE));
        }
        cli.screen()
                .list(format, "messages", found.stream().map(MessageList::json).toList(), table);
        return ExitCode.OK.number();
    }

    /** The tables that every process reads whole are about no run. */
    private List<String> chosen(TopicGateway gateway, TopicNames names) {
        List<String> wanted =
                topics.stream().map(topic -> TopicNaming.full(names, topic)).toList();
        List<String> tables = List.of(names.workflows(), names.agents(), names.control(), names.breakers());
        return gateway.list().stream()
                .map(TopicGateway.Topic::name)
                .filter(name -> isOurs(names, name))
                .filter(name -> wanted.isEmpty() ? !tables.contains(name) : wanted.contains(name))
                .toList();
    }

    /** State stores' changelogs have the namespace's prefix too. */
    private static boolean isOurs(TopicNames names, String name) {
        return names.agentOf(name).isPresent()
                || List.of(
                                names.commands(),
                                names.results(),
                                names.events(),
                                names.outcomes(),
                                names.deadLetters(),
                                names.messages(),
                                names.workflows(),
                                names.agents(),
                                names.control(),
                                names.health(),
                                names.breakers())
                        .contains(name);
    }

    private void collect(TopicGateway gateway, String topic, List<Shown> found) {
        String run = which.run;
        String correlation = run == null ? String.valueOf(which.correlation) : Correlation.ofRun(run);
        Span.Start start = from == null
                ? new Span.Start.Beginning()
                : new Span.Start.Since(When.parse(from, cli.shell().clock().instant()));
        try (var reader = gateway.reader(topic)) {
            reader.read(Span.of(start, new Span.Stop.Now()), record -> {
                Said said = Said.of(record);
                if (said.correlation().equals(correlation)) {
                    JsonNode value = gateway.show(record.value());
                    if (run == null
                            || said.isOf(run, value.path("header").path("runId").asText())) {
                        found.add(new Shown(said, value));
                    }
                }
                return Next.GO_ON;
            });
        }
    }

    /** What is said, where a record has a part for it. */
    private static JsonNode content(JsonNode value) {
        return value.has("payload") ? value.get("payload") : value.has("body") ? value.get("body") : value;
    }

    private static ObjectNode json(Shown shown) {
        ObjectNode json = shown.said().json();
        json.set("value", shown.value());
        return json;
    }
}
