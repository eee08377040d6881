package dev.agentmesh.console.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.projection.Projected;
import dev.agentmesh.console.samples.Codecs;
import dev.agentmesh.console.samples.Databases;
import dev.agentmesh.console.samples.SampleLog;
import dev.agentmesh.console.samples.SampleRuns;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.eventlog.summary.Approvals;
import dev.agentmesh.eventlog.summary.RunList;
import dev.agentmesh.eventlog.summary.RunPhase;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.text.SummaryJson;
import dev.agentmesh.topics.error.MeshException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers are what folding the same log in memory gives. */
class ReadsTest {
    private static final Codecs CODECS = new Codecs("mesh.events");
    private static final List<LogRecord> LOG = SampleLog.of(SampleRuns.of(42, 40), CODECS.events(), 3);
    private static final Database DATABASE = Databases.inMemory();
    private static final RunList RUNS = new RunList();
    private static Reads reads = reads();

    private static Reads reads() {
        try {
            return new Projected(DATABASE)
                    .apply(LOG)
                    .complete(Duration.ofMillis(70))
                    .reads();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void fold() {
        LOG.forEach(RUNS::accept);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
        CODECS.close();
    }

    private static List<JsonNode> runs(Map<String, List<String>> parameters) {
        List<JsonNode> all = new ArrayList<>();
        reads.runs(parameters).document().path("runs").forEach(all::add);
        return all;
    }

    private static List<String> ids(Map<String, List<String>> parameters) {
        return runs(parameters).stream().map(run -> run.path("id").asText()).toList();
    }

    @Test
    void a_run_is_told_as_the_command_line_tells_it() {
        for (RunSummary run : RUNS.newestFirst()) {
            JsonNode told = reads.run(run.runId(), Map.of()).document().path("run");
            JsonNode expected = SummaryJson.of(run, Projected.NOW);
            expected.fieldNames().forEachRemaining(field -> {
                if (!field.equals("why") && !field.equals("durationMillis")) {
                    assertThat(told.path(field)).as(run.runId() + " " + field).isEqualTo(expected.path(field));
                }
            });
            assertThat(told.path("why").path("code"))
                    .isEqualTo(expected.path("why").path("code"));
            assertThat(told.path("position").asText()).startsWith("mesh.events-");
        }
    }

    @Test
    void pages_have_every_run_once_the_newest_first() {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = reads.runs(
                            cursor.isEmpty()
                                    ? Map.of("limit", List.of("7"))
                                    : Map.of("limit", List.of("7"), "cursor", List.of(cursor)))
                    .document();
            page.path("runs").forEach(run -> all.add(run.path("id").asText()));
            cursor = page.path("next").asText("");
            cursor = cursor.equals("null") ? "" : cursor;
        } while (!cursor.isEmpty());
        assertThat(all)
                .containsExactlyElementsOf(
                        RUNS.newestFirst().stream().map(RunSummary::runId).toList());
    }

    @Test
    void runs_are_chosen_by_status_workflow_agent_and_time() {
        for (RunPhase phase : RunPhase.values()) {
            assertThat(ids(Map.of(
                            "status",
                            List.of(phase.name().toLowerCase(java.util.Locale.ROOT)),
                            "limit",
                            List.of("500"))))
                    .containsExactlyInAnyOrderElementsOf(RUNS.newestFirst().stream()
                            .filter(run -> run.phase() == phase)
                            .map(RunSummary::runId)
                            .toList());
        }
        assertThat(runs(Map.of("workflow", List.of("saga"))))
                .isNotEmpty()
                .allMatch(run -> run.path("workflow").asText().equals("saga"));
        assertThat(ids(Map.of("workflow", List.of("saga@1")))).hasSameSizeAs(ids(Map.of("workflow", List.of("saga"))));
        assertThat(ids(Map.of("agent", List.of("critic"), "limit", List.of("500"))))
                .containsExactlyInAnyOrderElementsOf(handed("critic"));
        assertThat(ids(Map.of("since", List.of("1h")))).isEmpty();
        assertThat(ids(Map.of("since", List.of("2026-01-01T00:00:00Z"), "limit", List.of("500"))))
                .hasSameSizeAs(RUNS.newestFirst());
    }

    private static Set<String> handed(String agent) {
        Set<String> runs = new HashSet<>();
        for (LoggedEvent logged : events()) {
            if (logged.event() instanceof dev.agentmesh.core.run.Event.TaskDispatched task
                    && task.agent().equals(agent)) {
                runs.add(logged.runId());
            }
        }
        return runs;
    }

    private static List<LoggedEvent> events() {
        return LOG.stream()
                .map(record -> ((LogRecord.LogEntry) record).logged())
                .toList();
    }

    @Test
    void open_questions_are_those_of_the_log() {
        var expected = new Approvals();
        events().forEach(expected::accept);
        List<ApprovalSummary> open = expected.all().stream()
                .filter(approval -> approval.state() == ApprovalSummary.State.OPEN)
                .toList();
        JsonNode told =
                reads.approvals(Map.of("limit", List.of("500"))).document().path("approvals");
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(open.stream()
                        .map(approval -> (JsonNode) SummaryJson.of(approval))
                        .toList());
        JsonNode decided = reads.approvals(
                        Map.of("status", List.of("decided,expired,canceled"), "limit", List.of("500")))
                .document()
                .path("approvals");
        assertThat(decided).hasSize(expected.all().size() - open.size());
        assertThat(expected.all()).hasSizeGreaterThan(3);
    }

    @Test
    void what_an_agent_did_is_counted_from_its_attempts() {
        JsonNode stats = reads.agent("scout", Map.of()).document().path("stats");
        long handedOut = events().stream()
                .filter(logged -> logged.event() instanceof dev.agentmesh.core.run.Event.TaskDispatched task
                        && task.agent().equals("scout"))
                .count();
        assertThat(stats.path("attempts").asLong() - stats.path("retries").asLong())
                .isEqualTo(handedOut);
        assertThat(stats.path("completed").asLong()
                        + stats.path("failed").asLong()
                        + stats.path("canceled").asLong()
                        + stats.path("running").asLong())
                .isEqualTo(stats.path("attempts").asLong());
        assertThat(stats.path("durationMillis").path("p95").asLong())
                .isBetween(0L, stats.path("durationMillis").path("max").asLong());
        assertThat(stats.path("failures")).isNotEmpty();
        assertThatThrownBy(() -> reads.agent("nobody", Map.of()))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-7001");
    }

    @Test
    void every_answer_says_how_old_it_can_be() {
        Answered answer = reads.runs(Map.of());
        assertThat(answer.stalenessMillis()).isEqualTo(OptionalLong.of(70));
        assertThat(answer.position()).contains("mesh.events-0:", "mesh.events-2:");
        JsonNode status = reads.status(Map.of()).document();
        assertThat(status.path("state").asText()).isEqualTo("current");
        assertThat(status.path("stalenessMillis").asLong()).isEqualTo(70);
        assertThat(status.path("events").asLong()).isEqualTo(LOG.size());
        assertThat(status.path("partitions"))
                .hasSize(3)
                .allMatch(part -> part.path("lag").asLong() == 0);
        assertThat(status.path("faultCount").asLong()).isZero();
    }

    @Test
    void a_read_waits_for_a_position_and_no_longer_than_it_was_told() {
        LogRecord.LogEntry last = (LogRecord.LogEntry) LOG.getLast();
        assertThat(reads.run(
                                last.runId(),
                                Map.of("wait_for", List.of(last.position().toString())))
                        .position())
                .isNotEmpty();
        assertThat(reads.runs(Map.of("wait_for", List.of(last.logged().cause())))
                        .document()
                        .path("runs"))
                .isNotEmpty();
        for (String never : List.of("mesh.events-0:999999", "mesh.commands-0:999999999")) {
            assertThatThrownBy(() -> reads.runs(Map.of("wait_for", List.of(never), "timeout", List.of("10ms"))))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("MESH-7041");
        }
    }

    @Test
    void what_cannot_be_understood_is_refused_and_said() {
        for (Map<String, List<String>> wrong : List.of(
                Map.of("filter", List.of("true")),
                Map.of("limit", List.of("0")),
                Map.of("limit", List.of("many")),
                Map.of("status", List.of("happy")),
                Map.of("since", List.of("yesterday")),
                Map.of("cursor", List.of("!")),
                Map.of("stuck", List.of("maybe")),
                Map.of("wait_for", List.of("somewhere")),
                Map.of("wait_for", List.of("mesh.results-0:1")),
                Map.of("workflow", List.of("a", "b")))) {
            assertThatThrownBy(() -> reads.runs(wrong))
                    .as(wrong.toString())
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("MESH-7042");
        }
    }

    @Test
    void steps_come_in_pages_in_the_order_they_began() {
        String id = RUNS.newestFirst().stream()
                .filter(run -> run.workflow().equals("wide"))
                .findFirst()
                .orElseThrow()
                .runId();
        List<String> all = new ArrayList<>();
        JsonNode page = reads.steps(id, Map.of("limit", List.of("3"))).document();
        page.path("steps").forEach(step -> all.add(step.path("path").asText()));
        while (page.path("next").isTextual()) {
            page = reads.steps(
                            id,
                            Map.of(
                                    "limit",
                                    List.of("3"),
                                    "cursor",
                                    List.of(page.path("next").asText())))
                    .document();
            page.path("steps").forEach(step -> all.add(step.path("path").asText()));
        }
        assertThat(all).doesNotHaveDuplicates().contains("both", "both[x]/one", "all[0]/each");
    }

    @Test
    void trouble_and_a_log_that_was_never_read_to_its_end_are_told() throws SQLException {
        try (Database other = Databases.inMemory()) {
            Projected projected = new Projected(other).apply(LOG.subList(0, 5));
            assertThat(projected.reads().state()).isEqualTo("catching-up");
            assertThat(projected.reads().runs(Map.of()).stalenessMillis()).isEmpty();
            projected.complete(Duration.ofMinutes(1));
            assertThat(projected.reads().state()).isEqualTo("behind");
            projected.troubled("MESH-5001 no broker");
            assertThat(projected.reads().state()).isEqualTo("standing-still");
            assertThat(projected.reads().status().path("trouble").asText()).contains("MESH-5001");
        }
    }
}
