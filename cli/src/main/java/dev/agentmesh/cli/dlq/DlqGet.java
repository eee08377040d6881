package dev.agentmesh.cli.dlq;

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
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.DeadLetter.ExhaustedTask;
import dev.agentmesh.topics.message.Octets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows a dead letter: what died, why, where, and what to do.")
final class DlqGet implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "Its id, or enough of its beginning.")
    private String given = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    DlqGet(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        try (var mesh = cli.open(connection)) {
            StoredLetter stored = LetterFinder.find(mesh.letters().read(), given);
            Optional<JsonNode> value = value(mesh.topics(), stored.letter());
            if (format == Format.JSON) {
                ObjectNode document = Json.document();
                ObjectNode json = LetterText.json(stored);
                value.ifPresent(shown -> ((ObjectNode) json.path("origin")).set("value", shown));
                document.set("letter", json);
                cli.screen().document(document);
            } else {
                print(stored, value);
            }
        }
        return ExitCode.OK.number();
    }

    private static Optional<JsonNode> value(TopicGateway topics, DeadLetter letter) {
        return letter.origin()
                .map(origin -> topics.show(origin.value().map(Octets::toArray).orElse(null)));
    }

    private void print(StoredLetter stored, Optional<JsonNode> value) {
        Screen screen = cli.screen();
        DeadLetter letter = stored.letter();
        screen.text("dead letter " + letter.id() + "  " + stored.status());
        line(screen, "reader", LetterText.reader(letter));
        line(
                screen,
                "failure",
                letter.failure().message()
                        + (letter.failure().code().isEmpty()
                                ? ""
                                : " (" + letter.failure().code() + ")")
                        + ", " + letter.failure().kind());
        line(screen, "since", screen.time(letter.firstAt()) + ", given up " + screen.time(letter.lastAt()));
        if (!letter.header().runId().isEmpty()) {
            line(screen, "run", letter.header().runId());
        }
        if (letter.body() instanceof ExhaustedTask task) {
            line(
                    screen,
                    "step",
                    task.stepPath() + ", attempt " + task.attempt() + (task.held() ? "; the run waits" : ""));
            line(screen, "input", task.input().isInline() ? task.input().text() : "kept elsewhere");
        }
        letter.origin().ifPresent(origin -> line(screen, "record", LetterText.position(origin)));
        value.ifPresent(shown -> line(screen, "value", Json.line(shown)));
        stored.redrives()
                .forEach(redrive -> line(
                        screen,
                        "redriven",
                        screen.time(redrive.at()) + " by " + redrive.mark().by()
                                + (redrive.mark().reason().isEmpty()
                                        ? ""
                                        : ": " + redrive.mark().reason())));
        line(screen, "fix", "mesh dlq redrive " + letter.id());
    }

    private static void line(Screen screen, String word, String value) {
        screen.text(String.format("  %-9s %s", word, Printable.line(value)));
    }
}
