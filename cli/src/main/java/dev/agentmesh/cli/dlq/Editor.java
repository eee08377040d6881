package dev.agentmesh.cli.dlq;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.shell.Shell.Stream;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.message.DeadLetter.ExhaustedTask;
import dev.agentmesh.topics.message.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lets a person change a task's input in the editor of their choice. */
final class Editor {
    private final Cli cli;

    Editor(Cli cli) {
        this.cli = cli;
    }

    Octets edit(StoredLetter stored) {
        if (!cli.shell().isTerminal(Stream.IN) || !cli.shell().isTerminal(Stream.OUT)) {
            throw CliException.usage(
                    "--edit needs a terminal",
                    "mesh dlq redrive " + stored.letter().id() + " -i @FILE");
        }
        if (!(stored.letter().body() instanceof ExhaustedTask task)
                || !task.input().isInline()) {
            throw CliException.usage(
                    "only a task's input can be edited; this letter has none",
                    "mesh dlq redrive " + stored.letter().id() + " -i @FILE");
        }
        try {
            Path file = Files.createTempFile("mesh-input-", ".json");
            try {
                Files.writeString(file, Json.pretty(Json.value(task.input().text())) + "\n");
                open(file);
                return Octets.of(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw CliException.usage("interrupted while editing", "try again");
        }
    }

    /** An editor may have arguments of its own: {@code code --wait}. */
    private void open(Path file) throws IOException, InterruptedException {
        String editor = cli.shell()
                .variable("VISUAL")
                .or(() -> cli.shell().variable("EDITOR"))
                .orElse("vi");
        List<String> command = new ArrayList<>(List.of(editor.strip().split("\\s+")));
        command.add(file.toString());
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw CliException.usage(editor + " ended with " + exit + "; nothing was redriven", "try again");
        }
    }
}
