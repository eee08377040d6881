package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to runs that go on, from the records they send to those that agents get. */
class SteeringTopologyTest {
    @TempDir
    private Path state;

    private Harness mesh;

    @BeforeEach
    void start() {
        mesh = new Harness(state);
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    private List<Event> events(String runId) {
        return mesh.log().stream()
                .filter(logged -> logged.runId().equals(runId))
                .map(LoggedEvent::event)
                .toList();
    }

    private List<TaskMessage> executed(String agent) {
        return mesh.tasks(agent).stream()
                .filter(task -> task.body() instanceof TaskMessage.Execute)
                .toList();
    }

    @Test
    void a_paused_run_takes_results_and_hands_nothing_out_until_it_is_resumed() {
        mesh.deploy("greet", RetryPolicy.DEFAULT, "greeter", "judge");
        mesh.start("r-1", "greet", "{\"q\":\"ada\"}");
        TaskMessage first = executed("greeter").getFirst();
        mesh.command("r-1", new CommandMessage.PauseRun("a person looks", "ana"));
        mesh.completes(first, "\"hello\"");
        mesh.advance(Duration.ofMinutes(5));

        assertThat(executed("judge")).isEmpty();
        assertThat(events("r-1"))
                .contains(new Event.RunPaused("a person looks", "ana"))
                .anyMatch(Event.TaskCompleted.class::isInstance);

        mesh.command("r-1", new CommandMessage.ResumeRun("fine", "ana"));
        List<TaskMessage> judged = executed("judge");
        assertThat(judged).hasSize(1);
        mesh.completes(judged.getFirst(), "\"yes\"");
        assertThat(mesh.outcomes().getFirst().status()).isEqualTo(OutcomeMessage.Status.COMPLETED);
    }

    @Test
    void an_attempt_that_falls_due_in_a_pause_is_handed_out_afterwards() {
        mesh.deploy("greet", RetryPolicy.DEFAULT, "greeter");
        mesh.start("r-1", "greet", "{\"q\":\"ada\"}");
        TaskMessage first = executed("greeter").getFirst();
        mesh.command("r-1", new CommandMessage.PauseRun("", "ana"));
        mesh.fails(first, "TRANSIENT");
        mesh.advance(Duration.ofMinutes(10));
        assertThat(executed("greeter")).isEmpty();

        mesh.command("r-1", new CommandMessage.ResumeRun("", "ana"));
        assertThat(executed("greeter")).extracting(TaskMessage::attempt).containsExactly(2);
    }

    @Test
    void a_redirected_task_goes_to_the_other_agent_and_the_first_is_told_to_stop() {
        mesh.deploy("greet", RetryPolicy.DEFAULT, "greeter");
        mesh.start("r-1", "greet", "{\"q\":\"ada\"}");
        TaskMessage first = executed("greeter").getFirst();
        mesh.command(
                "r-1",
                new CommandMessage.RedirectTask(first.stepPath(), "judge", Optional.empty(), "it is stuck", "ana"));

        assertThat(mesh.tasks("greeter")).extracting(TaskMessage::body).anyMatch(TaskMessage.Cancel.class::isInstance);
        TaskMessage second = executed("judge").getFirst();
        assertThat(second.attempt()).isEqualTo(2);
        mesh.completes(first, "\"too late\"");
        assertThat(mesh.outcomes()).isEmpty();
        mesh.completes(second, "\"hello\"");
        assertThat(mesh.outcomes().getFirst().output().orElseThrow().text()).isEqualTo("\"hello\"");
    }

    @Test
    void runs_in_a_run_stand_still_with_it() {
        mesh.deploy("""
                mesh: v1
                workflow: top
                steps:
                  - workflow: leaf
                """);
        mesh.deploy("""
                mesh: v1
                workflow: leaf
                steps:
                  - { agent: greeter, id: a }
                  - { agent: judge, id: b }
                """);
        mesh.start("r-1", "top", "{}");
        TaskMessage first = executed("greeter").getFirst();
        mesh.command("r-1", new CommandMessage.PauseRun("wait", "ana"));
        mesh.completes(first, "1");
        assertThat(executed("judge")).isEmpty();
        assertThat(mesh.log())
                .filteredOn(logged -> logged.event() instanceof Event.RunPaused)
                .extracting(logged -> ((Event.RunPaused) logged.event()).by())
                .containsExactly("ana", "run r-1");

        mesh.command("r-1", new CommandMessage.ResumeRun("", "ana"));
        assertThat(executed("judge")).hasSize(1);
    }
}
