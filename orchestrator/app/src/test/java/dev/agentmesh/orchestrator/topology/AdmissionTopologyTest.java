package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.orchestrator.state.StartQueue;
import dev.agentmesh.orchestrator.state.StartStore.Waiting;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that have begun come first: starts wait while too many results do. */
class AdmissionTopologyTest {
    private static final Duration TICK = Duration.ofMillis(20);

    @TempDir
    private Path state;

    private Harness mesh;

    @BeforeEach
    void open() {
        mesh = new Harness(state);
        mesh.deploy("greet", RetryPolicy.DEFAULT, "greeter", "judge");
    }

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void a_run_that_has_begun_goes_on_and_a_new_one_waits() {
        start("r-1");
        TaskMessage begun = mesh.tasks("greeter").getFirst();
        behind();

        start("r-2");
        mesh.completes(begun, "\"hello\"");
        mesh.advance(Duration.ofSeconds(10));

        assertThat(mesh.tasks("judge")).hasSize(1);
        assertThat(mesh.tasks("greeter")).isEmpty();
    }

    @Test
    void who_waited_is_started_in_order_of_arrival_when_there_is_time_again() {
        behind();
        List<String> runs = IntStream.range(0, 250).mapToObj(i -> "r-" + i).toList();
        runs.forEach(this::start);
        assertThat(mesh.tasks("greeter")).isEmpty();

        caughtUp();
        mesh.advance(TICK);
        start("late");
        ticks(3);

        List<String> started = mesh.tasks("greeter").stream()
                .map(task -> task.header().runId())
                .toList();
        assertThat(started).hasSize(251).startsWith(runs.toArray(String[]::new)).endsWith("late");
        start("now");
        assertThat(mesh.tasks("greeter")).hasSize(1);
    }

    @Test
    void a_run_canceled_while_it_waits_never_starts() {
        behind();
        start("r-1");
        start("r-2");
        mesh.command("r-1", new CommandMessage.CancelRun("enough", "ana"));
        caughtUp();
        ticks(3);

        assertThat(mesh.tasks("greeter"))
                .extracting(task -> task.header().runId())
                .containsExactly("r-2");
        assertThat(mesh.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.key()).isEqualTo("r-1");
            assertThat(outcome.status()).isEqualTo(OutcomeMessage.Status.REJECTED);
            assertThat(outcome.failure().orElseThrow().code()).isEqualTo("MESH-4154");
        });
    }

    @Test
    void word_for_a_run_that_waits_starts_it_first() {
        behind();
        start("r-1");
        mesh.command("r-1", new CommandMessage.PauseRun("look", "ana"));

        assertThat(mesh.deadLetters()).isEmpty();
        assertThat(events("r-1")).contains("RunStarted", "RunPaused");
        caughtUp();
        ticks(3);
        assertThat(events("r-1")).doesNotContain("RunStarted");
    }

    @Test
    void of_two_starts_of_one_run_one_counts() {
        behind();
        start("r-1");
        start("r-1");
        caughtUp();
        ticks(3);

        assertThat(mesh.tasks("greeter")).hasSize(1);
        assertThat(events("r-1").stream().filter("RunStarted"::equals)).hasSize(1);
    }

    @Test
    void what_a_run_starts_itself_does_not_wait() {
        mesh.deploy("""
                mesh: v1
                workflow: top
                steps:
                  - workflow: greet
                """);
        mesh.start("r-1", "top", "{\"q\":1}");
        behind();
        mesh.advance(TICK);
        mesh.start("r-2", "top", "{\"q\":1}");

        assertThat(mesh.tasks("greeter")).hasSize(1);
    }

    @Test
    void who_waits_is_found_again_after_a_restart_and_new_ones_stand_behind() {
        behind();
        start("r-1");
        StartQueue restarted = new StartQueue(mesh.driver.getKeyValueStore(NodeNames.STARTS));

        assertThat(restarted.isEmpty()).isFalse();
        restarted.put(new Waiting("r-2", Harness.START, "test", new byte[] {1}));
        assertThat(restarted.take(10)).extracting(Waiting::runId).containsExactly("r-1", "r-2");
        assertThat(restarted.isEmpty()).isTrue();
        assertThat(restarted.take("r-1")).isEmpty();
    }

    private void start(String runId) {
        mesh.start(runId, "greet", "{\"q\":1}");
    }

    /** However much time passes at once, it is one tick. */
    private void ticks(int times) {
        for (int i = 0; i < times; i++) {
            mesh.advance(TICK);
        }
    }

    private void behind() {
        mesh.backlog.polled(1_000_000, 101);
    }

    private void caughtUp() {
        mesh.backlog.polled(0, 0);
    }

    private List<String> events(String runId) {
        return mesh.log().stream()
                .filter(event -> event.runId().equals(runId))
                .map(LoggedEvent::event)
                .map(Event::getClass)
                .map(Class::getSimpleName)
                .toList();
    }
}
