package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breakers open after three failures, for two seconds. */
class HealthTopologyTest {
    private static final RetryPolicy PATIENT = new RetryPolicy(8, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @TempDir
    Path state;

    private Harness mesh;

    @BeforeEach
    void start() {
        mesh = new Harness(state);
        mesh.deploy("mesh: v1\nworkflow: once\nsteps:\n  - { agent: greeter, retry: none }\n");
        mesh.deploy("patient", PATIENT, "greeter");
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    private TaskMessage given(String runId, String workflow) {
        mesh.start(runId, workflow, "{\"q\":\"x\"}");
        return mesh.tasks("greeter").getFirst();
    }

    private void givenOpen() {
        for (int i = 1; i <= 3; i++) {
            mesh.fails(given("bad-" + i, "once"), "TRANSIENT");
        }
        assertThat(mesh.breakers())
                .hasSize(3)
                .last()
                .satisfies(open -> assertThat(open.body()).isInstanceOf(BreakerState.Open.class));
        mesh.log();
        mesh.health();
    }

    private List<Event> log(String runId) {
        return mesh.log().stream()
                .filter(logged -> logged.runId().equals(runId))
                .map(LoggedEvent::event)
                .toList();
    }

    @Test
    void while_all_is_well_nothing_is_told_and_nothing_is_kept() {
        mesh.completes(given("r-1", "once"), "1");
        mesh.completes(given("r-2", "once"), "1");

        assertThat(mesh.health()).isEmpty();
        assertThat(mesh.breakers()).isEmpty();
        assertThat(keys(NodeNames.BREAKERS)).isEmpty();
    }

    @Test
    void failures_of_any_runs_in_a_row_open_the_breaker_and_the_next_call_is_not_sent() {
        for (int i = 1; i <= 3; i++) {
            mesh.fails(given("bad-" + i, "once"), "TRANSIENT");
        }

        assertThat(mesh.health())
                .extracting(HealthSignal::attempt)
                .containsExactly("bad-1/greeter#1", "bad-2/greeter#1", "bad-3/greeter#1");
        assertThat(mesh.breakers())
                .extracting(
                        BreakerState::agent,
                        BreakerState::openings,
                        told -> told.body().getClass().getSimpleName())
                .containsExactly(
                        tuple("greeter", 0L, "Closed"), tuple("greeter", 0L, "Closed"), tuple("greeter", 1L, "Open"));
        mesh.log();
        mesh.start("r-1", "patient", "{\"q\":\"x\"}");
        assertThat(mesh.tasks("greeter")).isEmpty();
        assertThat(log("r-1")).last().isInstanceOfSatisfying(Event.AttemptEnded.class, rejected -> {
            assertThat(rejected.failure().kind()).isEqualTo(FailureKind.CIRCUIT_OPEN);
            assertThat(rejected.failure().code()).isEqualTo("MESH-3110");
            assertThat(rejected.retryAt()).isPresent();
        });
    }

    @Test
    void one_success_in_between_is_told_and_starts_the_count_anew() {
        mesh.fails(given("r-1", "once"), "TRANSIENT");
        mesh.fails(given("r-2", "once"), "TRANSIENT");
        mesh.breakers();
        mesh.completes(given("r-3", "once"), "1");
        mesh.completes(given("r-4", "once"), "1");
        mesh.fails(given("r-5", "once"), "TRANSIENT");

        assertThat(mesh.breakers())
                .extracting(told -> ((BreakerState.Closed) told.body()).failures())
                .containsExactly(0, 1);
        assertThat(mesh.health()).hasSize(4);
    }

    @Test
    void a_success_that_another_task_should_tell_of_is_told_once_for_each_count() {
        TaskMessage first = given("r-1", "once");
        TaskMessage second = given("r-2", "once");
        mesh.board.put("greeter", new Breaker.Closed(2, Optional.empty()));

        mesh.completes(first, "1");
        mesh.completes(second, "1");

        assertThat(mesh.health())
                .singleElement()
                .satisfies(told -> assertThat(told.body()).isEqualTo(new HealthSignal.CallAnswered()));
    }

    /** Lets time pass, with everybody knowing what is said of breakers. Gives what was said. */
    private List<String> pass(Duration time) {
        List<String> said = new ArrayList<>();
        for (long left = time.toMillis(); left > 0; left -= 100) {
            mesh.advance(Duration.ofMillis(100));
            mesh.breakers().forEach(state -> said.add(state.body().getClass().getSimpleName()));
        }
        return said;
    }

    @Test
    void after_its_time_one_of_two_that_wait_is_the_test_call_and_its_success_closes() {
        givenOpen();
        mesh.start("r-1", "patient", "{\"q\":\"x\"}");
        mesh.start("r-2", "patient", "{\"q\":\"x\"}");

        assertThat(pass(Duration.ofMillis(1_900))).isEmpty();
        assertThat(mesh.health()).isEmpty();
        assertThat(pass(Duration.ofMillis(3_500))).containsExactly("HalfOpen");
        assertThat(mesh.health())
                .extracting(HealthSignal::body)
                .hasAtLeastOneElementOfType(HealthSignal.TestAsked.class)
                .doesNotHaveAnyElementsOfTypes(HealthSignal.CallFailed.class, HealthSignal.CallAnswered.class);
        List<TaskMessage> sent = mesh.tasks("greeter");
        assertThat(sent).as("the test call").hasSize(1);

        mesh.completes(sent.getFirst(), "1");
        assertThat(pass(Duration.ofSeconds(3))).containsExactly("Closed");
        mesh.completes(mesh.tasks("greeter").getFirst(), "2");
        assertThat(mesh.outcomes())
                .extracting(OutcomeMessage::status)
                .containsExactly(OutcomeMessage.Status.COMPLETED, OutcomeMessage.Status.COMPLETED);
    }

    @Test
    void a_test_call_that_fails_opens_it_again() {
        givenOpen();
        mesh.start("r-1", "patient", "{\"q\":\"x\"}");
        pass(Duration.ofMillis(5_500));
        mesh.fails(mesh.tasks("greeter").getFirst(), "TIMEOUT");

        assertThat(mesh.breakers()).singleElement().satisfies(again -> {
            assertThat(again.openings()).isEqualTo(1);
            assertThat(again.body())
                    .isInstanceOfSatisfying(
                            BreakerState.Open.class,
                            open -> assertThat(open.opening().failures()).isEqualTo(4));
        });
        assertThat(pass(Duration.ofMillis(1_900))).isEmpty();
        assertThat(mesh.tasks("greeter")).isEmpty();
    }

    @Test
    void a_word_that_cannot_be_read_is_passed_over() {
        var health = mesh.driver.createInputTopic(
                Harness.NAMES.health(), new ByteArraySerializer(), new ByteArraySerializer());
        health.pipeInput("greeter".getBytes(StandardCharsets.UTF_8), new byte[] {0x7b, 1, 2});
        mesh.fails(given("r-1", "once"), "TRANSIENT");

        assertThat(mesh.breakers())
                .singleElement()
                .satisfies(counted -> assertThat(counted.body())
                        .isInstanceOfSatisfying(
                                BreakerState.Closed.class,
                                closed -> assertThat(closed.failures()).isEqualTo(1)));
    }

    /** State of the system, of runs and of agents are three things: none is in the store or on the topic of another. */
    @Test
    void the_store_of_runs_knows_no_breaker_and_the_store_of_breakers_knows_no_run() {
        givenOpen();
        mesh.start("r-1", "patient", "{\"q\":\"x\"}");

        assertThat(keys(NodeNames.BREAKERS)).containsExactly("greeter");
        assertThat(keys(NodeNames.RUNS)).isNotEmpty().allMatch(key -> key.startsWith("r-1") || key.startsWith("bad-"));
        assertThat(mesh.topology.describe().subtopologies()).hasSize(2);
    }

    private List<String> keys(String store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                mesh.driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                keys.add(new String(next.key.get(), StandardCharsets.UTF_8));
            }
        }
        return keys;
    }
}
