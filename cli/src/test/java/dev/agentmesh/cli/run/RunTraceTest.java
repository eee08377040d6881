package dev.agentmesh.cli.run;

import static dev.agentmesh.cli.fake.Happenings.attemptEnded;
import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.dispatched;
import static dev.agentmesh.cli.fake.Happenings.done;
import static dev.agentmesh.cli.fake.Happenings.retried;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run did and has still to do, as {@code mesh run get} shows it. */
class RunTraceTest {
    private static final String SOURCE = """
            mesh: v1
            workflow: brief
            steps:
              - id: notes
                agent: critic
              - id: text
                agent: writer
              - id: check
                agent: critic
            """;

    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void a_run_that_ended_and_one_that_goes_on() {
        cli.mesh.announcements.add(Agents.up("critic", "critic-1", "notes"));
        cli.mesh.runs.given(
                "r-02xx",
                started("brief", "Brief: cork", "{\"about\":\"cork\"}"),
                dispatched("notes", "critic", "{\"about\":\"cork\"}"),
                attemptEnded("notes", 1, "HTTP_503", "HTTP 503 from critic"),
                retried("notes", 2),
                done("notes", 2, "{\"n\":3}"),
                dispatched("text", "writer", "{\"n\":3}"),
                done("text", 1, "\"Cork floats.\""),
                completed("\"Cork floats.\""));
        WorkflowDeployment deployed =
                WorkflowDeployment.of(MessageHeader.of("", TestShell.NOW, ""), "brief", "1", SOURCE, "ana");
        cli.mesh.workflows.add(deployed);
        cli.mesh.runs.given(
                "r-01aa",
                new Event.RunStarted(
                        new WorkflowRef("brief", "1", deployed.hash()),
                        "Brief: heat pumps",
                        Payload.json("{\"about\":\"heat pumps\"}"),
                        TestShell.NOW.plus(Duration.ofHours(1)),
                        "ana"),
                dispatched("notes", "critic", "{}"),
                attemptEnded("notes", 1, "HTTP_503", "HTTP 503 from critic"),
                retried("notes", 2),
                done("notes", 2, "{\"n\":3}"),
                dispatched("text", "critic", "{\"n\":3}"));
    }

    @Test
    void a_trace_has_every_stage_with_its_input_and_output_and_where_the_time_went() {
        Invocation seen = cli.mesh("run", "get", "r-02xx", "--trace");
        assertThat(seen.exit()).isZero();
        Golden.assertMatches("run/trace.txt", seen.out());
    }

    @Test
    void a_trace_is_one_document_for_programs() {
        Golden.assertMatches(
                "run/trace.json",
                cli.mesh("run", "get", "r-02xx", "--trace", "-o", "json").out());
    }

    @Test
    void rounds_of_a_chat_are_a_table_with_the_cost_of_each() {
        cli.mesh.runs.given(
                "r-05",
                started("talk", "Talk", "1"),
                new Event.ScopeOpened(new StepPath("polish"), Optional.empty(), new Scope.TurnsScope(2)),
                new Event.LaneStarted(new StepPath("polish[0]")),
                dispatched("polish[0]/polish._moderator", "chair", "1"),
                attemptEnded("polish[0]/polish._moderator", 1, "E1", "oops"),
                retried("polish[0]/polish._moderator", 2),
                done("polish[0]/polish._moderator", 2, "\"editor\""),
                dispatched("polish[0]/polish.editor", "editor", "1"),
                done("polish[0]/polish.editor", 1, "2"),
                new Event.LaneEnded(
                        new StepPath("polish[0]"), LaneOutcome.COMPLETED, Optional.empty(), Optional.empty()));
        assertThat(cli.mesh("run", "get", "r-05", "--trace").out())
                .contains("coordination  15 tokens, $0.2500 of 15 tokens, $0.2500")
                .contains("polish[0]", "chair/run, editor/run", "$0.2500");
    }

    @Test
    void the_state_tells_what_is_done_what_goes_on_and_what_is_to_come() {
        Invocation seen = cli.mesh("run", "get", "r-01aa", "--state");
        assertThat(seen.exit()).isZero();
        Golden.assertMatches("run/state.txt", seen.out());
    }

    @Test
    void what_is_to_come_is_in_the_document_of_the_run_as_well() {
        assertThat(cli.mesh("run", "get", "r-01aa", "-o", "json").out())
                .containsIgnoringWhitespaces("\"pending\": [ { \"step\": \"check\" } ], \"retries\": 1");
        cli.mesh.workflows.clear();
        assertThat(cli.mesh("run", "get", "r-01aa", "-o", "json").out()).contains("\"pending\" : null");
        assertThat(cli.mesh("run", "get", "r-01aa", "--state").out())
                .contains("not known: the definition of the run is not deployed here any more");
    }

    @Test
    void a_result_that_lacks_a_branch_says_so_wherever_it_is_shown() {
        var checks = new StepPath("checks");
        Failure slow = new Failure(FailureKind.TIMEOUT, "MESH-4102", "too slow");
        cli.mesh.runs.given(
                "r-06",
                started("review", "Review", "1"),
                new Event.ScopeOpened(
                        checks, Optional.empty(), new Scope.ParallelScope(List.of("style", "security"), 1, true)),
                new Event.LaneEnded(checks.lane("style"), LaneOutcome.COMPLETED, Optional.empty(), Optional.empty()),
                new Event.LaneEnded(checks.lane("security"), LaneOutcome.FAILED, Optional.empty(), Optional.of(slow)),
                new Event.StepCompleted(checks, new StepOutput.Collected(2)),
                completed("{\"style\":1}"));
        assertThat(cli.mesh("run", "get", "r-06").out())
                .contains("  partial   checks: 1 of 2 completed, without security (MESH-4102)");
        Invocation result = cli.mesh("run", "result", "r-06");
        assertThat(result.out()).isEqualTo("{\"style\":1}\n");
        assertThat(result.err()).contains("partial result: checks: 1 of 2 completed, without security (MESH-4102)");
        assertThat(cli.mesh("run", "result", "r-06", "-o", "json").out())
                .containsIgnoringWhitespaces("\"disclaimer\" : \"1 of 2 completed, without security (MESH-4102)\"");
    }

    @Test
    void one_view_at_a_time() {
        assertThat(cli.mesh("run", "get", "r-01aa", "--trace", "--state").exit())
                .isEqualTo(2);
    }
}
