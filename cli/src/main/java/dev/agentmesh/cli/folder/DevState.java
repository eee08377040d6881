package dev.agentmesh.cli.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.localcluster.process.AtomicFile;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a dev server says about itself in {@code dev.json} of its data folder. It outlives the server; {@link #isAlive()} tells
 * whether the server still runs.
 *
 * @param supervisor the process that starts and ends all others
 * @param bootstrap {@code host:port} of the broker; empty while it was never up
 * @param registry base URL of the schema registry; empty likewise
 * @param http base URL of the orchestrator's own pages; empty likewise
 */
public record DevState(
        Phase phase,
        ProcessIdentity supervisor,
        String bootstrap,
        String registry,
        String namespace,
        String http,
        List<Member> members) {

    private static final String FILE = "dev.json";
    private static final JsonMapper JSON = new JsonMapper();

    /** How far the server is. */
    public enum Phase {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One of its processes.
     *
     * @param state {@code starting}, {@code up}, {@code down} (about to be started again), {@code stopped}
     * @param restarts how often it had to be started again
     */
    public record Member(String name, String state, long pid, int port, int restarts) {
        public ObjectNode json() {
            return Json.object()
                    .put("name", name)
                    .put("state", state)
                    .put("pid", pid)
                    .put("port", port)
                    .put("restarts", restarts);
        }
    }

    public DevState {
        members = List.copyOf(members);
    }

    /** What is written in a data folder; empty when no server ever ran there or the file is not one of ours. */
    public static Optional<DevState> read(Path dataFolder) {
        try {
            return Optional.of(parse(JSON.readTree(Files.readString(dataFolder.resolve(FILE)))));
        } catch (NoSuchFileException | JsonProcessingException | IllegalArgumentException | DateTimeException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public void write(Path dataFolder) {
        try {
            AtomicFile.write(dataFolder.resolve(FILE), Json.pretty(json()) + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Whether its supervisor runs; a process that has its number now but started at another moment is not it. */
    public boolean isAlive() {
        return phase != Phase.STOPPED && supervisor.alive().isPresent();
    }

    public ObjectNode json() {
        ObjectNode json = Json.document()
                .put("state", phase.word())
                .put("pid", supervisor.pid())
                .put("startedAt", supervisor.startedAt().toString())
                .put("bootstrap", bootstrap)
                .put("registry", registry)
                .put("namespace", namespace)
                .put("http", http);
        json.putArray("processes").addAll(members.stream().map(Member::json).toList());
        return json;
    }

    private static DevState parse(JsonNode json) {
        var members = new ArrayList<Member>();
        json.path("processes")
                .forEach(member -> members.add(new Member(
                        member.path("name").asText(),
                        member.path("state").asText(),
                        member.path("pid").asLong(),
                        member.path("port").asInt(),
                        member.path("restarts").asInt())));
        return new DevState(
                Phase.valueOf(json.path("state").asText().toUpperCase(Locale.ROOT)),
                new ProcessIdentity(
                        json.required("pid").asLong(),
                        Instant.parse(json.path("startedAt").asText())),
                json.path("bootstrap").asText(),
                json.path("registry").asText(),
                json.path("namespace").asText(),
                json.path("http").asText(),
                members);
    }
}
