package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Evolver;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.orchestrator.state.StoredRun;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrchestratorTopologyTest {
    private static final RetryPolicy QUICK = new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @TempDir
    Path state;

    private Harness mesh;

    @BeforeEach
    void start() {
        mesh = new Harness(state);
        mesh.deploy("greet", QUICK, "greeter");
        mesh.deploy("greet-and-judge", QUICK, "greeter", "judge");
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void a_run_goes_from_step_to_step_and_ends_with_the_last_output() {
        mesh.start("r-1", "greet-and-judge", "{\"q\":\"ada\"}");
        TaskMessage first = mesh.tasks("greeter").getFirst();
        assertThat(((TaskMessage.Execute) first.body()).input().text()).isEqualTo("{\"q\":\"ada\"}");

        mesh.completes(first, "\"hello\"");
        mesh.completes(mesh.tasks("judge").getFirst(), "{\"score\":1}");

        OutcomeMessage outcome = mesh.outcomes().getFirst();
        assertThat(outcome.status()).isEqualTo(OutcomeMessage.Status.COMPLETED);
        assertThat(outcome.output().orElseThrow().text()).isEqualTo("{\"score\":1}");
        assertThat(mesh.log().stream().map(LoggedEvent::seq)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void the_log_folds_to_what_the_store_holds() {
        mesh.start("r-1", "greet-and-judge", "{\"q\":\"ada\"}");
        mesh.fails(mesh.tasks("greeter").getFirst(), "TRANSIENT");
        mesh.advance(Duration.ofSeconds(2));
        mesh.completes(mesh.tasks("greeter").getFirst(), "\"hello\"");

        Folded folded = new Folded("r-1", new HashMap<>());
        mesh.log().forEach(logged -> folded.apply(logged));

        KeyValueStore<Bytes, byte[]> store = mesh.driver.getKeyValueStore(NodeNames.RUNS);
        StoredRun live = new StoredRun("r-1", store);
        assertThat(folded.cells).isNotEmpty();
        folded.cells.forEach((key, cell) -> assertThat(live.get(key)).contains(cell));
        for (CellKey.Kind kind : CellKey.Kind.values()) {
            assertThat(live.within(kind, StepPath.ROOT)).isEqualTo(folded.within(kind, StepPath.ROOT));
        }
    }

    @Test
    void bytes_that_are_no_command_become_a_dead_letter_with_everything_about_them() {
        byte[] garbage = {0x7b, 1, 2, 3};
        mesh.rawCommand("r-1".getBytes(StandardCharsets.UTF_8), garbage);

        DeadLetter letter = mesh.deadLetters().getFirst();
        assertThat(letter.failure().code()).isEqualTo("MESH-6004");
        DeadLetter.Origin origin = letter.origin().orElseThrow();
        assertThat(origin.topic()).isEqualTo("mesh.commands");
        assertThat(origin.value().orElseThrow().toArray()).isEqualTo(garbage);
        mesh.start("r-2", "greet", "{\"q\":\"x\"}");
        assertThat(mesh.tasks("greeter")).hasSize(1);
    }

    @Test
    void a_record_under_another_key_than_its_run_is_given_up() {
        byte[] value = mesh.codecs
                .commands()
                .encode(new CommandMessage(
                        dev.agentmesh.topics.message.MessageHeader.of("r-1", Harness.START, "test"),
                        new CommandMessage.CancelRun("", "")));
        mesh.rawCommand("r-2".getBytes(StandardCharsets.UTF_8), value);
        mesh.rawCommand(null, value);

        assertThat(mesh.deadLetters())
                .extracting(letter -> letter.failure().code())
                .containsExactly("MESH-6013", "MESH-6013");
    }

    @Test
    void a_command_for_a_run_that_does_not_exist_is_given_up() {
        mesh.command("r-none", new CommandMessage.CancelRun("", ""));

        assertThat(mesh.deadLetters().getFirst().failure().code()).isEqualTo("MESH-7001");
        assertThat(mesh.log()).isEmpty();
    }

    @Test
    void a_command_for_a_run_whose_definition_is_gone_is_given_up() {
        KeyValueStore<Bytes, byte[]> store = mesh.driver.getKeyValueStore(NodeNames.RUNS);
        Cell run = new Cell.RunCell(
                new WorkflowRef("gone", "1", "f".repeat(64)),
                "",
                RunStatus.RUNNING,
                Harness.START,
                Harness.START.plusSeconds(60),
                Optional.empty());
        byte[] hash = new byte[EventHash.SIZE];
        hash[0] = 1;
        new StoredRun("r-9", store)
                .write(List.of(new CellChange(CellKey.RUN, Optional.of(run))), new LogHead(1, EventHash.of(hash)));
        mesh.command("r-9", new CommandMessage.CancelRun("", ""));

        assertThat(mesh.deadLetters().getFirst().failure().code()).isEqualTo("MESH-4123");
    }

    @Test
    void an_output_that_is_kept_as_an_artifact_goes_on_as_the_reference_it_is() {
        var ref = new dev.agentmesh.topics.artifact.ArtifactRef("0a".repeat(32), 3_000_000, "application/json");
        mesh.start("r-1", "greet", "{\"q\":\"x\"}");
        mesh.answer(
                mesh.tasks("greeter").getFirst(),
                new ResultMessage.Completed(dev.agentmesh.topics.message.Payload.kept(ref), List.of(), Duration.ZERO));

        assertThat(mesh.log().stream().map(LoggedEvent::event))
                .filteredOn(Event.TaskCompleted.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.TaskCompleted.class,
                        done -> assertThat(done.output().text()).isEqualTo(ref.json()));
    }

    @Test
    void an_output_that_is_kept_where_nobody_here_knows_counts_as_invalid() {
        mesh.start("r-1", "greet", "{\"q\":\"x\"}");
        mesh.answer(
                mesh.tasks("greeter").getFirst(),
                new ResultMessage.Completed(
                        dev.agentmesh.topics.message.Payload.kept("application/json", 9, new byte[32], "file:there"),
                        List.of(),
                        Duration.ZERO));

        assertThat(mesh.log().getLast().event())
                .isInstanceOfSatisfying(
                        Event.AttemptEnded.class,
                        e -> assertThat(e.failure().code()).isEqualTo("MESH-6014"));
    }

    @Test
    void a_vanished_worker_costs_an_attempt_of_its_own() {
        mesh.start("r-1", "greet", "{\"q\":\"x\"}");
        mesh.answer(mesh.tasks("greeter").getFirst(), new ResultMessage.Lost("greeter-0"));

        assertThat(mesh.log())
                .anySatisfy(logged -> assertThat(logged.event())
                        .isInstanceOfSatisfying(
                                Event.AttemptEnded.class,
                                e -> assertThat(e.failure().code()).isEqualTo("MESH-4122")));
        assertThat(mesh.tasks("greeter").getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void a_start_waits_for_a_definition_that_comes_right_behind_it() {
        mesh.start("r-1", "late", "{\"q\":\"x\"}");
        assertThat(mesh.log()).isEmpty();
        mesh.deploy("late", QUICK, "greeter");
        mesh.advance(Duration.ofMillis(100));

        assertThat(mesh.tasks("greeter")).hasSize(1);
    }

    @Test
    void a_start_of_an_unknown_workflow_is_refused_in_the_end() {
        mesh.start("r-1", "nowhere", "{}");
        for (int i = 0; i < 40; i++) {
            mesh.advance(Duration.ofMillis(100));
        }

        OutcomeMessage outcome = mesh.outcomes().getFirst();
        assertThat(outcome.status()).isEqualTo(OutcomeMessage.Status.REJECTED);
        assertThat(outcome.failure().orElseThrow().code()).isEqualTo("MESH-4124");
        assertThat(mesh.log())
                .singleElement()
                .satisfies(e -> assertThat(e.event()).isInstanceOf(Event.RunRejected.class));
    }

    @Test
    void an_input_that_breaks_its_schema_is_refused() {
        mesh.startProblem = Optional.of(new dev.agentmesh.core.value.Failure(
                dev.agentmesh.core.value.FailureKind.INVALID_INPUT, "MESH-6003", "q is missing"));
        mesh.start("r-1", "greet", "{}");

        assertThat(mesh.outcomes().getFirst().failure().orElseThrow().code()).isEqualTo("MESH-6003");
        assertThat(mesh.tasks("greeter")).isEmpty();
    }

    @Test
    void a_result_with_a_lease_of_its_own_making_changes_nothing() {
        mesh.start("r-1", "greet", "{\"q\":\"x\"}");
        TaskMessage task = mesh.tasks("greeter").getFirst();
        mesh.answer(
                task,
                "0".repeat(64),
                new ResultMessage.Completed(dev.agentmesh.topics.message.Payload.json("1"), List.of(), Duration.ZERO));

        assertThat(mesh.outcomes()).isEmpty();
        assertThat(mesh.log().getLast().event())
                .isInstanceOfSatisfying(
                        Event.CommandRejected.class,
                        e -> assertThat(e.failure().code()).isEqualTo("MESH-4120"));
    }

    @Test
    void an_attempt_past_its_deadline_is_canceled_and_tried_again() {
        mesh.start("r-1", "greet", "{\"q\":\"x\"}");
        TaskMessage first = mesh.tasks("greeter").getFirst();
        mesh.advance(Duration.ofMillis(29_900));
        assertThat(mesh.tasks("greeter")).isEmpty();
        mesh.advance(Duration.ofMillis(200));

        assertThat(mesh.tasks("greeter").getFirst().body()).isInstanceOf(TaskMessage.Cancel.class);
        mesh.advance(Duration.ofSeconds(2));
        TaskMessage second = mesh.tasks("greeter").getFirst();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.lease()).isNotEqualTo(first.lease());
        assertThat(((TaskMessage.Execute) second.body()).idempotencyKey())
                .isEqualTo(((TaskMessage.Execute) first.body()).idempotencyKey());
    }

    @Test
    void a_task_out_of_attempts_is_held_and_goes_on_when_it_is_redriven() {
        mesh.start("r-1", "greet", "{\"q\":\"x\"}");
        mesh.fails(mesh.tasks("greeter").getFirst(), "TRANSIENT");
        mesh.advance(Duration.ofSeconds(2));
        mesh.fails(mesh.tasks("greeter").getFirst(), "TRANSIENT");

        DeadLetter letter = mesh.deadLetters().getFirst();
        assertThat(letter.body())
                .isInstanceOfSatisfying(
                        DeadLetter.ExhaustedTask.class,
                        task -> assertThat(task.held()).isTrue());
        assertThat(letter.origin().orElseThrow().offset()).isEqualTo(7);
        assertThat(mesh.outcomes()).isEmpty();

        mesh.command("r-1", new CommandMessage.RedriveTask("ask-greeter", Optional.empty(), "fixed", "ana"));
        TaskMessage third = mesh.tasks("greeter").getFirst();
        assertThat(third.attempt()).isEqualTo(3);
        mesh.completes(third, "\"ok\"");
        assertThat(mesh.outcomes().getFirst().status()).isEqualTo(OutcomeMessage.Status.COMPLETED);
    }

    @Test
    void the_shape_of_the_topology_is_what_was_agreed() throws IOException {
        String described = mesh.topology.describe().toString();
        Path golden = Path.of("src/test/resources/topology.txt");
        assertThat(described).isEqualTo(Files.readString(golden));
    }

    private record Folded(String runId, Map<CellKey, Cell> cells) implements RunView {
        void apply(LoggedEvent logged) {
            Evolver.evolve(this, logged.at(), logged.event())
                    .forEach(change -> change.value()
                            .ifPresentOrElse(cell -> cells.put(change.key(), cell), () -> cells.remove(change.key())));
        }

        @Override
        public Optional<Cell> get(CellKey key) {
            return Optional.ofNullable(cells.get(key));
        }

        @Override
        public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
            return cells.keySet().stream()
                    .filter(key -> key.kind() == kind)
                    .filter(key -> key.path().equals(scope) || key.path().isWithin(scope))
                    .sorted()
                    .toList();
        }
    }
}
