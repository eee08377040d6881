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
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.inprocess.LocalRun;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real broker, a real database, the server as it is shipped. */
abstract class ReadSideScenarios {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private LiveLog log = new LiveLog(1);

    @BeforeEach
    void begin() {
        log.close();
        log = new LiveLog(3);
    }

    @AfterEach
    void end() {
        log.close();
    }

    /** An empty database; another one for every name. */
    abstract DatabaseSettings database(String name);

    private ConsoleSettings settings(String database, int batch) {
        return new ConsoleSettings(
                log.cluster(),
                database(database),
                new ProjectorSettings(batch, Duration.ofMillis(5)),
                Duration.ofSeconds(30),
                Optional.empty());
    }

    private static EmbeddedServer server(ConsoleSettings settings) {
        return ApplicationContext.builder()
                .singletons(settings)
                .properties(Map.of("micronaut.server.port", -1))
                .run(EmbeddedServer.class);
    }

    private static HttpResponse<String> get(EmbeddedServer server, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new JsonMapper().readTree(response.body());
    }

    @Test
    void what_was_written_is_visible_to_a_read_that_waits_for_it() throws Exception {
        List<LocalRun> runs = SampleRuns.of(21, 6);
        try (EmbeddedServer server = server(settings("visible", 500))) {
            for (LocalRun run : runs) {
                LogPosition last = log.write(run);
                HttpResponse<String> answer = get(server, "/api/v1/runs/" + run.id() + "?timeout=30s&wait_for=" + last);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(json(answer).path("run").path("seq").asInt())
                        .isEqualTo(run.log().size());
                assertThat(answer.headers().firstValue("Mesh-Position")).contains(last.toString());
                assertThat(answer.headers().firstValue("Mesh-Staleness-Millis")).isPresent();
            }
            JsonNode status = json(get(server, "/api/v1/status"));
            assertThat(status.path("events").asInt())
                    .isEqualTo(runs.stream().mapToInt(run -> run.log().size()).sum());
            assertThat(status.path("trouble").isNull()).isTrue();
            assertThat(json(get(server, "/api/v1/runs?limit=2")).path("runs")).hasSize(2);
            assertThat(json(get(server, "/api/v1/runs/" + runs.getFirst().id() + "/steps"))
                            .path("steps"))
                    .isNotEmpty();
            assertThat(json(get(server, "/api/v1/agents/scout/stats"))
                            .path("stats")
                            .path("attempts")
                            .asInt())
                    .isPositive();
            assertThat(get(server, "/api/v1/approvals").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void errors_are_problem_documents_with_their_code() throws Exception {
        try (EmbeddedServer server = server(settings("problems", 500))) {
            assertProblem(get(server, "/api/v1/runs/nobody"), 404, "MESH-7001");
            assertProblem(get(server, "/api/v2/runs"), 404, "MESH-7001");
            assertProblem(get(server, "/api/v1/runs?colour=red"), 400, "MESH-7042");
            assertProblem(get(server, "/api/v1/runs?timeout=1ms&wait_for=" + log.topic() + "-0:77"), 503, "MESH-7041");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
        assertThat(json(answer).path("code").asText()).isEqualTo(code);
        assertThat(json(answer).path("fix").asText()).isNotEmpty();
    }

    @Test
    void a_record_that_is_no_event_is_shown_and_those_behind_it_are_applied() throws Exception {
        LocalRun run = SampleRuns.of(22, 1).getFirst();
        try (EmbeddedServer server = server(settings("poison", 500))) {
            LogPosition bad = log.write(run.id(), "{oops".getBytes(StandardCharsets.UTF_8));
            LogPosition last = log.write(run);
            HttpResponse<String> answer = get(server, "/api/v1/runs/" + run.id() + "?timeout=30s&wait_for=" + last);
            assertThat(json(answer).path("run").path("seq").asInt())
                    .isEqualTo(run.log().size());
            JsonNode status = json(get(server, "/api/v1/status"));
            assertThat(status.path("faultCount").asInt()).isEqualTo(1);
            assertThat(status.path("faults").path(0).path("position").asText()).isEqualTo(bad.toString());
            assertThat(status.path("faults").path(0).path("code").asText()).isEqualTo("MESH-6004");
        }
    }

    @Test
    void a_database_that_is_emptied_and_one_that_is_new_get_the_rows_that_were_there() {
        List<LocalRun> runs = SampleRuns.of(23, 15);
        SequencedMap<String, List<String>> before;
        // Small batches and several lives: what is made in one go must be the same.
        for (LocalRun run : runs) {
            log.write(run);
            if (run.id().endsWith("4") || run.id().endsWith("9")) {
                catchUp("old", 7);
            }
        }
        catchUp("old", 7);
        try (Database database = Database.open(database("old"))) {
            before = Databases.rows(database);
            database.empty();
            assertThat(Databases.rows(database))
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isEmpty());
        }
        catchUp("old", 500);
        catchUp("another", 50);
        try (Database again = Database.open(database("old"));
                Database other = Database.open(database("another"))) {
            assertThat(Databases.rows(again)).isEqualTo(before);
            assertThat(Databases.rows(other)).isEqualTo(before);
        }
        assertThat(before.get("runs")).hasSizeGreaterThanOrEqualTo(15);
        assertThat(before.get("faults")).isEmpty();
    }

    private void catchUp(String database, int batch) {
        try (Console console = new Console(settings(database, batch))) {
            console.start();
            assertThat(console.catchUp(PATIENCE)).isTrue();
        }
    }
}
