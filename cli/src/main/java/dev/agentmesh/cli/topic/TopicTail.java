package dev.agentmesh.cli.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.TopicGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.read.RecordVisitor;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.read.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "tail", description = "Shows the last records of a topic, decoded; with -f also what comes.")
final class TopicTail implements Callable<Integer> {
    private static final int USUAL = 10;

    private final Cli cli;

    @Parameters(paramLabel = "TOPIC", description = "Such as events; with or without the namespace.")
    private String topic = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until Ctrl-C or --timeout.")
    private boolean follow;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "beginning, -N for the last N, or a time: 2h is two hours ago. Default: -10")
    private String from = "-" + USUAL;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "How long to follow at most.")
    private @Nullable Duration timeout;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    TopicTail(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        if (follow && format == Format.JSON) {
            throw CliException.usage(
                    "a stream is no single JSON document; -f can print table, jsonl",
                    "mesh topic tail -f -o jsonl " + topic);
        }
        try (var mesh = cli.open(connection);
                var reader =
                        mesh.topics().reader(TopicNaming.full(mesh.cluster().names(), topic))) {
            new Tail(mesh.topics(), format).show(reader);
        }
        return ExitCode.OK.number();
    }

    /** One showing. */
    private final class Tail {
        private final TopicGateway topics;
        private final Format format;
        private final List<ObjectNode> items = new ArrayList<>();

        Tail(TopicGateway topics, Format format) {
            this.topics = topics;
            this.format = format;
        }

        void show(TopicReader reader) {
            Span span = from.matches("-[0-9]{1,6}") ? last(reader, Integer.parseInt(from.substring(1))) : since();
            if (span != null) {
                reader.read(follow ? span.following() : span, visitor());
            }
            if (format == Format.JSON) {
                cli.screen().document(Json.listing("records", items));
            }
        }

        /** Offsets of several partitions have no common order, so the last N are found by reading each partition's last N. */
        private @Nullable Span last(TopicReader reader, int count) {
            var ends = new java.util.HashMap<Integer, Long>();
            var starts = new java.util.HashMap<Integer, Long>();
            for (int partition = 0; partition < reader.partitions(); partition++) {
                long end = reader.end(partition);
                ends.put(partition, end);
                // Markers of transactions take offsets too, hence twice as many and some more.
                starts.put(partition, Math.max(0, end - 2L * count - USUAL));
            }
            Deque<ConsumerRecord<byte[], byte[]>> newest = new ArrayDeque<>();
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            reader.read(Span.of(new Span.Start.Offsets(starts), new Span.Stop.Offsets(ends)), record -> {
                read.add(record);
                return Next.GO_ON;
            });
            read.stream()
                    .sorted((a, b) -> Long.compare(a.timestamp(), b.timestamp()))
                    .forEach(record -> {
                        newest.addLast(record);
                        if (newest.size() > count) {
                            newest.removeFirst();
                        }
                    });
            newest.forEach(this::print);
            return follow ? Span.of(new Span.Start.Offsets(ends), new Span.Stop.Never()) : null;
        }

        private Span since() {
            Span.Start start = from.equals("beginning")
                    ? new Span.Start.Beginning()
                    : new Span.Start.Since(When.parse(from, cli.shell().clock().instant()));
            return Span.of(start, new Span.Stop.Now());
        }

        private RecordVisitor visitor() {
            Duration patience = timeout;
            long giveUp = patience == null ? Long.MAX_VALUE : System.nanoTime() + patience.toNanos();
            return new RecordVisitor() {
                @Override
                public Next accept(ConsumerRecord<byte[], byte[]> found) {
                    print(found);
                    return Next.GO_ON;
                }

                @Override
                public Next idle() {
                    return giveUp != Long.MAX_VALUE && System.nanoTime() > giveUp ? Next.STOP : Next.GO_ON;
                }
            };
        }

        private void print(ConsumerRecord<byte[], byte[]> found) {
            ObjectNode json = json(found);
            switch (format) {
                case JSON -> items.add(json);
                case JSONL -> cli.screen().line(json);
                case TABLE ->
                    cli.screen()
                            .text(json.path("timestamp").asText() + " " + found.partition() + ":" + found.offset() + " "
                                    + Printable.line(json.path("key").asText("-")) + " "
                                    + Printable.line(Json.line(json.path("value"))));
            }
        }

        private ObjectNode json(ConsumerRecord<byte[], byte[]> found) {
            ObjectNode json = Json.object()
                    .put("partition", found.partition())
                    .put("offset", found.offset())
                    .put("timestamp", Instant.ofEpochMilli(found.timestamp()).toString())
                    .put("key", text(found.key()));
            json.set("value", topics.show(found.value()));
            var headers = json.putObject("headers");
            found.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            return json;
        }

        private static @Nullable String text(byte @Nullable [] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
