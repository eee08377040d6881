package dev.agentmesh.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.database.DatabaseSettings;
import dev.agentmesh.console.projection.ProjectorSettings;
import dev.agentmesh.console.samples.Databases;
import dev.agentmesh.console.samples.LiveLog;
import dev.agentmesh.console.samples.SampleRuns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as it is shipped, ended without a word in the middle of its work. */
class KilledConsoleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void a_killed_console_goes_on_where_it_was_and_counts_every_event_once() throws Exception {
        try (LiveLog log = new LiveLog(2)) {
            SampleRuns.of(31, 60).forEach(log::writeAtOnce);
            Path killed = folder.resolve("killed");
            kill(log, killed);
            SequencedMap<String, List<String>> rows = caughtUp(log, killed);
            assertThat(rows).isEqualTo(caughtUp(log, folder.resolve("undisturbed")));
            assertThat(rows.get("runs")).hasSizeGreaterThanOrEqualTo(60);
        }
    }

    /** Every event in a transaction of its own, so that there is a middle to be killed in. */
    private void kill(LiveLog log, Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        Path ready = folder.resolve("ready.json");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsoleProcess.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("MESH_BOOTSTRAP_SERVERS", log.cluster().bootstrapServers());
        builder.environment().put("MESH_SCHEMA_REGISTRY_URL", log.registry());
        builder.environment().put("MESH_NAMESPACE", log.cluster().names().namespace());
        builder.environment().put("MESH_CONSOLE_DATA", data.toString());
        builder.environment().put("MESH_CONSOLE_BATCH_RECORDS", "1");
        builder.environment().put("MESH_CONSOLE_BATCH_MS", "0");
        builder.environment().put("MESH_READY_FILE", ready.toString());
        Process process = builder.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(ready) || !process.isAlive());
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("log")))
                    .isTrue();
            int port = new JsonMapper().readTree(ready.toFile()).path("port").asInt();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/status"))
                    .build();
            Awaitility.await().atMost(PATIENCE).until(() -> {
                JsonNode status = new JsonMapper()
                        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .body());
                return status.path("events").asInt() > 20;
            });
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static SequencedMap<String, List<String>> caughtUp(LiveLog log, Path data) {
        DatabaseSettings database = DatabaseSettings.inFolder(data);
        var settings = new ConsoleSettings(
                log.cluster(), database, ProjectorSettings.STANDARD, Duration.ofSeconds(30), Optional.empty());
        try (Console console = new Console(settings)) {
            console.start();
            assertThat(console.catchUp(PATIENCE)).isTrue();
        }
        try (Database open = Database.open(database)) {
            return Databases.rows(open);
        }
    }
}
