package dev.agentmesh.localcluster.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server leaves in its data folder about the process that serves it: a small JSON file that outlives it. It tells
 * scripts when a server is ready and where, the next start which port to use again and whom a crash left behind.
 *
 * @param owner the process that started it and ends it, empty if it was started by hand
 * @param port the port of its clients on 127.0.0.1
 */
public record ProcessRecord(ProcessIdentity process, Optional<ProcessIdentity> owner, int port, State state) {

    /** How far the server is. */
    public enum State {
        STARTING,
        READY,
        STOPPED
    }

    private static final JsonMapper JSON = new JsonMapper();

    /** The record in a file; empty if there is none or it is not one of ours, because it is only ever a hint. */
    public static Optional<ProcessRecord> read(Path file) throws IOException {
        try {
            return parse(JSON.readTree(Files.readString(file)));
        } catch (NoSuchFileException | JsonProcessingException absent) {
            return Optional.empty();
        }
    }

    public void write(Path file) throws IOException {
        var json = JSON.createObjectNode();
        json.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
        json.put("pid", process.pid());
        json.put("startedAt", process.startedAt().toString());
        json.put("port", port);
        owner.ifPresent(by -> json.putObject("owner")
                .put("pid", by.pid())
                .put("startedAt", by.startedAt().toString()));
        AtomicFile.write(file, json.toPrettyString() + System.lineSeparator());
    }

    public ProcessRecord with(State newState) {
        return new ProcessRecord(process, owner, port, newState);
    }

    /** The recorded process, if it still runs although the one that would have ended it does not. */
    public Optional<ProcessHandle> orphan() {
        return owner.filter(by -> by.alive().isEmpty()).flatMap(gone -> process.alive());
    }

    private static Optional<ProcessRecord> parse(JsonNode json) {
        return identity(json)
                .flatMap(process -> stateOf(json)
                        .map(state -> new ProcessRecord(
                                process,
                                identity(json.path("owner")),
                                json.path("port").asInt(),
                                state)));
    }

    private static Optional<State> stateOf(JsonNode json) {
        for (var state : State.values()) {
            if (state.name().equalsIgnoreCase(json.path("state").asText())) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static Optional<ProcessIdentity> identity(JsonNode json) {
        try {
            return json.path("pid").isIntegralNumber()
                    ? Optional.of(new ProcessIdentity(
                            json.path("pid").asLong(),
                            Instant.parse(json.path("startedAt").asText())))
                    : Optional.empty();
        } catch (java.time.format.DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
