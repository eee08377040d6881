package dev.agentmesh.cli.run;

import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.dispatched;
import static dev.agentmesh.cli.fake.Happenings.done;
import static dev.agentmesh.cli.fake.Happenings.refused;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.topics.message.CommandMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunSteeringTest {
    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void some_runs() {
        cli.mesh.announcements.add(Agents.up("critic", "critic-1", "notes"));
        cli.mesh.runs.given("r-01aa", started("brief", "Heat pumps", "{}"), dispatched("notes", "critic", "{}"));
        cli.mesh.runs.given("r-01ab", started("refund", "Refund 8812", "{}"), dispatched("m[1]/book", "critic", "{}"));
        cli.mesh.runs.given(
                "r-02xx",
                started("brief", "Cork", "{}"),
                dispatched("notes", "critic", "{}"),
                done("notes", 1, "{}"),
                completed("{}"));
    }

    private static List<Event> obeyed(CommandMessage command) {
        return switch (command.body()) {
            case CommandMessage.PauseRun pause -> List.of(new Event.RunPaused(pause.reason(), pause.by()));
            case CommandMessage.ResumeRun resume -> List.of(new Event.RunResumed(resume.reason(), resume.by()));
            case CommandMessage.RedirectTask redirect ->
                List.of(new Event.TaskRedirected(
                        new StepPath(redirect.stepPath()),
                        1,
                        redirect.agent(),
                        redirect.skill().orElse("only"),
                        Instant.EPOCH,
                        Optional.empty(),
                        redirect.reason(),
                        redirect.by()));
            default -> List.of();
        };
    }

    @Nested
    class Pausing {
        @Test
        void is_told_when_it_has_happened() {
            cli.mesh.runs.answering(RunSteeringTest::obeyed);
            Invocation seen = cli.mesh("run", "pause", "r-01aa", "--reason", "a person looks");
            assertThat(seen.exit()).isZero();
            assertThat(seen.out()).contains("r-01aa", "paused");
            assertThat(cli.mesh.runs.sent().getFirst().body())
                    .isEqualTo(new CommandMessage.PauseRun("a person looks", "ana"));
        }

        @Test
        void shows_in_the_list_with_who_and_why_until_it_is_resumed() {
            cli.mesh.runs.answering(RunSteeringTest::obeyed);
            cli.mesh("run", "pause", "r-01aa", "--reason", "a person looks");
            assertThat(cli.mesh("run", "list", "--status", "paused").out())
                    .contains("r-01aa", "PAUSED", "paused by ana: a person looks")
                    .doesNotContain("r-01ab");
            assertThat(cli.mesh("run", "get", "r-01aa").out()).contains("PAUSED", "paused by ana: a person looks");
            assertThat(cli.mesh("run", "resume", "r-01aa").out()).contains("resumed");
            assertThat(cli.mesh("run", "get", "r-01aa").out())
                    .contains("RUNNING")
                    .doesNotContain("PAUSED");
        }

        @Test
        void of_a_run_that_stands_still_is_a_conflict_with_its_code() {
            cli.mesh.runs.answering(_ -> List.of(refused("PauseRun", "MESH-4180", "Run r-01aa is paused already")));
            Invocation seen = cli.mesh("run", "pause", "r-01aa");
            assertThat(seen.exit()).isEqualTo(4);
            assertThat(seen.err()).contains("Run r-01aa is paused already (MESH-4180)");
        }

        @Test
        void of_a_run_that_has_ended_sends_nothing() {
            assertThat(cli.mesh("run", "pause", "r-02xx").err()).contains("it has ended already");
            assertThat(cli.mesh.runs.sent()).isEmpty();
        }

        @Test
        void by_a_rule_takes_what_goes_on_and_asks_first() {
            String rule = "run.workflow == \"brief\"";
            assertThat(cli.mesh("run", "pause", "--filter", rule).err()).contains("MESH-7004", "would pause r-01aa");
            cli.mesh.runs.answering(RunSteeringTest::obeyed);
            Invocation seen = cli.mesh("run", "pause", "--filter", rule, "--yes", "-o", "json");
            assertThat(seen.exit()).isZero();
            assertThat(seen.out()).contains("\"r-01aa\"", "\"paused\"").doesNotContain("r-01ab", "r-02xx");
        }

        @Test
        void by_a_rule_that_is_none_is_a_usage_error() {
            Invocation seen = cli.mesh("run", "pause", "--filter", "run.workflow ==");
            assertThat(seen.exit()).isEqualTo(2);
            assertThat(seen.err()).contains("--filter");
        }

        @Test
        void names_runs_or_a_rule_and_not_both() {
            assertThat(cli.mesh("run", "resume").exit()).isEqualTo(2);
            assertThat(cli.mesh("run", "cancel", "r-01aa", "--filter", "true").exit())
                    .isEqualTo(2);
        }
    }

    @Test
    void the_list_knows_the_same_rules() {
        assertThat(cli.mesh("run", "list", "--filter", "run.title.startsWith(\"Re\")")
                        .out())
                .contains("r-01ab")
                .doesNotContain("r-01aa");
    }

    @Nested
    class Redirecting {
        @Test
        void gives_the_open_task_of_a_step_to_another_agent() {
            cli.mesh.runs.answering(RunSteeringTest::obeyed);
            Invocation seen = cli.mesh("run", "redirect", "r-01ab", "book", "--to", "spare/keep", "--reason", "stuck");
            assertThat(seen.exit()).isZero();
            assertThat(seen.out()).contains("m[1]/book  given to spare/keep");
            assertThat(cli.mesh.runs.sent().getFirst().body())
                    .isEqualTo(
                            new CommandMessage.RedirectTask("m[1]/book", "spare", Optional.of("keep"), "stuck", "ana"));
            assertThat(cli.mesh("run", "get", "r-01ab").out()).contains("spare");
        }

        @Test
        void is_refused_with_the_code_of_the_orchestrator() {
            cli.mesh.runs.answering(_ ->
                    List.of(refused("RedirectTask", "MESH-4184", "No agent \"nobody\" is up; those that are: critic")));
            Invocation seen = cli.mesh("run", "redirect", "r-01aa", "notes", "--to", "nobody");
            assertThat(seen.exit()).isEqualTo(4);
            assertThat(seen.err()).contains("MESH-4184", "those that are: critic");
        }

        @Test
        void a_step_with_several_open_tasks_is_named_by_its_path() {
            cli.mesh.runs.given("r-01ab", dispatched("m[2]/book", "critic", "{}"));
            Invocation seen = cli.mesh("run", "redirect", "r-01ab", "book", "--to", "spare");
            assertThat(seen.exit()).isEqualTo(2);
            assertThat(seen.err()).contains("m[1]/book, m[2]/book");
            assertThat(cli.mesh.runs.sent()).isEmpty();
        }
    }
}
