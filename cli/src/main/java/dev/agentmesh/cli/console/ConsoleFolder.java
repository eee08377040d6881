package dev.agentmesh.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.shell.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the console of a project keeps its database, and says where it listens. */
record ConsoleFolder(Path path) {
    static ConsoleFolder of(Shell shell, ConnectionOptions connection) {
        return new ConsoleFolder(shell.variable("MESH_CONSOLE_DATA")
                .map(folder -> shell.folder().resolve(folder))
                .orElseGet(() -> connection.dataFolder(shell).resolve("console")));
    }

    Path ready() {
        return path.resolve("ready.json");
    }

    /** The address of the one that runs; empty when none does. */
    Optional<String> address() {
        try {
            JsonNode said = Json.parsed(Files.readString(ready())).orElseGet(Json::object);
            return ProcessHandle.of(said.path("pid").asLong())
                    .filter(ProcessHandle::isAlive)
                    .map(_ -> "http://127.0.0.1:" + said.path("port").asInt());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
