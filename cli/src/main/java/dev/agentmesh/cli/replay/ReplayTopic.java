package dev.agentmesh.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.cli.topic.TopicNaming;
import dev.agentmesh.cli.topic.When;
import dev.agentmesh.eventlog.copy.CopyCheck;
import dev.agentmesh.eventlog.copy.CopyManifest;
import dev.agentmesh.eventlog.copy.CopyReport;
import dev.agentmesh.eventlog.copy.TopicCopy;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.read.TopicReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "topic",
        description = {
            "Copies records of a topic into a file with a manifest that proves them,",
            "or compares such a copy with the topic."
        })
final class ReplayTopic implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "TOPIC", description = "Such as events; with or without the namespace.")
    private String topic = "";

    @ArgGroup(multiplicity = "1")
    private Mode mode = new Mode();

    /** One of two. */
    static final class Mode {
        @Option(names = "--into", paramLabel = "NAME", description = "Writes NAME.jsonl and NAME.manifest.json.")
        private @Nullable String into;

        @Option(
                names = "--check",
                paramLabel = "NAME",
                description = "Compares the copy NAME with itself and the topic.")
        private @Nullable String check;
    }

    @Option(names = "--from", paramLabel = "TIME", description = "From this time on: 2h ago is 2h; or ISO 8601.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before this time.")
    private @Nullable String to;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    ReplayTopic(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        try (var mesh = cli.open(connection);
                var reader =
                        mesh.topics().reader(TopicNaming.full(mesh.cluster().names(), topic))) {
            if (mode.into != null) {
                copy(format, reader, mode.into);
            } else if (mode.check != null) {
                check(format, mesh, reader, mode.check);
            }
        }
        return ExitCode.OK.number();
    }

    private void copy(Format format, TopicReader reader, String name) {
        Instant now = cli.shell().clock().instant();
        Span.Start start = from == null ? new Span.Start.Beginning() : new Span.Start.Since(When.parse(from, now));
        Span.Stop stop = to == null ? new Span.Stop.Now() : new Span.Stop.Until(When.parse(to, now));
        Path target = Sources.path(cli.shell(), name);
        CopyManifest manifest = TopicCopy.write(reader, Span.of(start, stop), target, now);
        if (format == Format.JSON) {
            ObjectNode document = Json.document();
            document.set("manifest", Json.value(manifest.toJson()));
            cli.screen().document(document);
            return;
        }
        var table = new Table("PARTITION", "FIRST", "LAST", "RECORDS", "SHA-256");
        manifest.partitions()
                .forEach(part -> table.row(
                        Integer.toString(part.partition()),
                        Long.toString(part.first()),
                        Long.toString(part.last()),
                        Long.toString(part.records()),
                        part.sha256()));
        cli.screen().table(table);
        cli.screen().note(manifest.records() + " records of " + manifest.topic() + " in " + target + ".jsonl");
    }

    private void check(Format format, MeshGateway mesh, TopicReader reader, String name) {
        Path manifestFile = TopicCopy.manifestOf(Sources.path(cli.shell(), name));
        CopyReport file = CopyCheck.file(manifestFile);
        CopyReport live = CopyCheck.topic(file.manifest(), reader);
        if (format == Format.JSON) {
            ObjectNode document =
                    Json.document().put("topic", file.manifest().topic()).put("intact", file.intact() && live.intact());
            var faults = document.putArray("faults");
            file.faults().forEach(fault -> faults.add("file: " + fault));
            live.faults().forEach(fault -> faults.add("topic: " + fault));
            cli.screen().document(document);
        } else {
            cli.screen().text("file   " + words(file));
            cli.screen().text("topic  " + words(live));
        }
        if (!file.intact() || !live.intact()) {
            CopyReport bad = file.intact() ? live : file;
            throw new CliException(
                    ExitCode.INVALID,
                    CopyReport.ERROR,
                    "copy " + name + " differs: " + bad.faults().getFirst());
        }
    }

    private static String words(CopyReport report) {
        return report.intact()
                ? report.records() + " records, as the manifest says"
                : String.join("; ", report.faults());
    }
}
