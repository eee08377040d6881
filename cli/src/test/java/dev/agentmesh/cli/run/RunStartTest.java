package dev.agentmesh.cli.run;

import static dev.agentmesh.cli.fake.Happenings.attemptEnded;
import static dev.agentmesh.cli.fake.Happenings.canceled;
import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.dispatched;
import static dev.agentmesh.cli.fake.Happenings.failed;
import static dev.agentmesh.cli.fake.Happenings.held;
import static dev.agentmesh.cli.fake.Happenings.rejected;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.topics.message.CommandMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStartTest {
    private final CommandFixture cli = new CommandFixture();

    @Test
    void an_accepted_start_prints_the_run_id_and_nothing_else() {
        answering(started("brief", "Brief: heat pumps", "{}"));
        Invocation seen = cli.mesh("run", "start", "brief@2", "-i", "{\"q\":1}", "--title", "T", "--time-limit", "90s");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).matches("r-[0-9a-hjkmnp-z]{14}\n");
        assertThat(sent().workflow()).isEqualTo("brief");
        assertThat(sent().version()).contains("2");
        assertThat(sent().input().text()).isEqualTo("{\"q\":1}");
        assertThat(sent().title()).contains("T");
        assertThat(sent().timeLimit()).contains(java.time.Duration.ofSeconds(90));
        assertThat(sent().by()).isEqualTo("ana");
    }

    @Test
    void ids_sort_by_the_time_they_were_made() {
        assertThat(RunIds.next(TestShell.NOW)).isLessThan(RunIds.next(TestShell.NOW.plusMillis(1)));
    }

    @Test
    void with_wait_the_output_is_printed() {
        answering(started("brief", "T", "{}"), completed("{\"score\":0.91}"));
        Invocation seen = cli.mesh("run", "start", "brief", "--wait");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("{\"score\":0.91}\n");
        assertThat(seen.err()).contains("started: T");
    }

    @Test
    void with_wait_a_failed_run_is_exit_code_eight() {
        answering(started("brief", "T", "{}"), failed("notes/summarise", "BAD_JSON", "no JSON"));
        Invocation seen = cli.mesh("run", "start", "brief", "--id", "r-1", "--wait", "-o", "json");
        assertThat(seen.exit()).isEqualTo(8);
        assertThat(seen.out()).contains("\"schemaVersion\" : 1", "\"status\" : \"FAILED\"", "\"code\" : \"BAD_JSON\"");
        assertThat(seen.err())
                .contains("error MESH-7008  run r-1 failed at step notes/summarise: no JSON (BAD_JSON)")
                .contains("fix    mesh run get r-1");
    }

    @Test
    void with_wait_a_canceled_run_is_exit_code_nine() {
        answering(started("brief", "T", "{}"), canceled("too late"));
        Invocation seen = cli.mesh("run", "start", "brief", "--id", "r-1", "--wait");
        assertThat(seen.exit()).isEqualTo(9);
        assertThat(seen.err()).contains("run r-1 was canceled by bob: too late");
    }

    @Test
    void a_run_that_goes_on_past_the_timeout_is_exit_code_seven() {
        answering(started("brief", "T", "{}"));
        Invocation seen = cli.mesh("run", "start", "brief", "--id", "r-1", "--wait", "--timeout", "20ms");
        assertThat(seen.exit()).isEqualTo(7);
        assertThat(seen.err()).contains("MESH-7007", "it goes on", "mesh run get r-1");
    }

    @Test
    void waiting_says_what_it_waits_for() {
        answering(
                started("brief", "T", "{}"),
                dispatched("notes", "critic", "{}"),
                attemptEnded("notes", 1, "HTTP_503", "HTTP 503 from critic"),
                held("notes", 2, "d-77", "BAD_JSON", "no JSON"),
                completed("1"));
        Invocation seen = cli.mesh("run", "start", "brief", "--wait");
        assertThat(seen.out()).isEqualTo("1\n");
        assertThat(seen.err())
                .contains("notes: attempt 1 failed, the next comes in 1h")
                .contains("notes: waits for a person: no JSON (BAD_JSON); mesh dlq redrive d-77");
    }

    @Test
    void a_start_refused_for_its_input_is_exit_code_eleven() {
        answering(rejected("brief", "MESH-6003", "input does not fit: /question should be there"));
        Invocation seen = cli.mesh("run", "start", "brief", "--id", "r-1");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).startsWith("error MESH-6003  run r-1 was not started: input does not fit");
    }

    @Test
    void a_start_of_a_workflow_nobody_deployed_is_exit_code_three() {
        answering(rejected("breif", "MESH-4124", "No workflow \"breif\" is deployed"));
        Invocation seen = cli.mesh("run", "start", "breif");
        assertThat(seen.exit()).isEqualTo(3);
        assertThat(seen.err()).contains("MESH-4124", "mesh workflow list");
    }

    @Test
    void following_prints_events_as_lines_of_json() {
        answering(started("brief", "T", "{}"), completed("1"));
        Invocation seen = cli.mesh("run", "start", "brief", "-f", "-o", "jsonl");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                .last()
                .asString()
                .contains("\"type\":\"RunCompleted\"");
    }

    @Test
    void a_stream_is_no_json_document() {
        Invocation seen = cli.mesh("run", "start", "brief", "-f", "-o", "json");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("MESH-7010", "jsonl");
        assertThat(cli.mesh.runs.sent()).isEmpty();
    }

    @Test
    void the_same_start_again_is_the_same_run() {
        cli.mesh.runs.given("r-1", started("brief", "T", "{\"q\":1}"), completed("7"));
        Invocation seen = cli.mesh("run", "start", "brief", "--id", "r-1", "-i", "{\"q\":1}", "--wait");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("7\n");
        assertThat(cli.mesh.runs.sent()).isEmpty();
    }

    @Test
    void an_id_that_is_taken_by_another_start_is_a_conflict() {
        cli.mesh.runs.given("r-1", started("brief", "T", "{\"q\":1}"));
        Invocation seen = cli.mesh("run", "start", "brief", "--id", "r-1", "-i", "{\"q\":2}");
        assertThat(seen.exit()).isEqualTo(4);
        assertThat(seen.err()).contains("MESH-7006", "r-1 exists already");
    }

    @Test
    void input_comes_from_a_file_or_from_standard_input(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("q.json"), "{\"from\":\"file\"}");
        answering(started("brief", "T", "{}"));
        assertThat(cli.inside(new TestShell().in(folder))
                        .mesh("run", "start", "brief", "-i", "@q.json")
                        .exit())
                .isZero();
        assertThat(sent().input().text()).isEqualTo("{\"from\":\"file\"}");
        assertThat(cli.inside(new TestShell().typing("{\"from\":\"pipe\"}"))
                        .mesh("run", "start", "brief", "-i", "-")
                        .exit())
                .isZero();
        assertThat(sent().input().text()).isEqualTo("{\"from\":\"pipe\"}");
    }

    @Test
    void input_that_is_not_strict_json_is_refused_before_anything_is_sent() {
        Invocation seen = cli.mesh("run", "start", "brief", "-i", "{\"a\":1,\"a\":2}");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).startsWith("error MESH-6009");
        assertThat(cli.mesh.runs.sent()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_exit_code_three() {
        Invocation seen = cli.mesh("run", "start", "brief", "-i", "@missing.json");
        assertThat(seen.exit()).isEqualTo(3);
        assertThat(seen.err())
                .startsWith("error MESH-7005  cannot read missing.json")
                .contains("it does not exist");
    }

    @Test
    void an_id_that_could_not_be_a_key_is_a_usage_error() {
        Invocation seen = cli.mesh("run", "start", "brief", "--id", "a/b");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("MESH-7010", "a/b");
    }

    private void answering(Event... events) {
        cli.mesh.runs.answering(command -> List.of(events));
    }

    private CommandMessage.StartRun sent() {
        return Optional.of(cli.mesh.runs.sent().getLast().body())
                .map(CommandMessage.StartRun.class::cast)
                .orElseThrow();
    }
}
