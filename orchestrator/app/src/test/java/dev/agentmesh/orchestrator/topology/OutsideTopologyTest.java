package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.orchestrator.state.HearerStore;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.CommandMessage.SignalText;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that reach outside of their run, through the real topology. */
class OutsideTopologyTest {
    @TempDir
    Path state;

    private Harness mesh;

    @BeforeEach
    void open() {
        mesh = new Harness(state);
    }

    @AfterEach
    void close() {
        mesh.close();
    }

    private void deploy(String yaml) {
        mesh.deploy(yaml);
    }

    private <E extends Event> E only(List<LoggedEvent> log, Class<E> type) {
        List<E> found = log.stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static CommandMessage.DecideApproval answer(String step, String choice, String shown) {
        return new CommandMessage.DecideApproval(
                step, choice, Optional.empty(), "well done", "ana", List.of("editor"), shown);
    }

    private static SignalText signal(String name, String json) {
        return new SignalText(name, Payload.json(json), "c-1", "test");
    }

    @Test
    void a_person_is_asked_and_the_run_goes_on_with_the_answer() {
        deploy("""
                mesh: v1
                workflow: ask
                steps:
                  - id: ok
                    human: { title: "Go on with ${input.n}?", show: "${input}", assign: role:editor, due: 1h }
                  - return: ${steps.ok.output.choice}
                """);
        mesh.start("r-1", "ask", "{\"n\":7}");
        var asked = only(mesh.log(), OutsideEvent.ApprovalRequested.class);
        assertThat(asked.question().title()).isEqualTo("Go on with 7?");

        mesh.command("r-1", answer("ok", "approve", "another"));
        assertThat(only(mesh.log(), Event.CommandRejected.class).failure().code())
                .isEqualTo("MESH-8004");
        mesh.command("r-1", answer("ok", "approve", asked.shown()));

        assertThat(only(mesh.log(), OutsideEvent.ApprovalAnswered.class)
                        .answer()
                        .by())
                .isEqualTo("ana");
        OutcomeMessage outcome = mesh.outcomes().getFirst();
        assertThat(outcome.status()).isEqualTo(OutcomeMessage.Status.COMPLETED);
        assertThat(outcome.output().orElseThrow().text()).isEqualTo("\"approve\"");
    }

    @Test
    void an_event_reaches_every_run_even_when_one_of_them_cannot_be_decided() {
        deploy("""
                mesh: v1
                workflow: order
                steps:
                  - { id: paid, wait: { event: payments } }
                """);
        mesh.start("r-1", "order", "{}");
        new HearerStore(mesh.driver.getKeyValueStore(NodeNames.HEARERS))
                .add("payments", "a-gone", new StepPath("paid"));
        mesh.announce(signal("payments", "{}"));

        assertThat(mesh.outcomes()).hasSize(1);
        assertThat(mesh.deadLetters()).isEmpty();
    }

    @Test
    void a_question_is_reminded_of_and_runs_out_by_timers() {
        deploy("""
                mesh: v1
                workflow: ask
                steps:
                  - human: { title: Well?, due: 1h, reminder: 40m }
                """);
        mesh.start("r-1", "ask", "{}");
        mesh.log();
        mesh.advance(Duration.ofMinutes(40));
        assertThat(only(mesh.log(), OutsideEvent.ApprovalReminded.class).number())
                .isEqualTo(1);
        mesh.advance(Duration.ofMinutes(19));
        assertThat(mesh.log()).isEmpty();
        mesh.advance(Duration.ofMinutes(1));
        assertThat(only(mesh.log(), Event.RunFailed.class).failure().code()).isEqualTo("MESH-8003");
    }

    @Test
    void an_event_reaches_every_run_that_waits_for_it_and_matches() {
        deploy("""
                mesh: v1
                workflow: pay
                steps:
                  - wait: { event: payments, match: event.order == input.order }
                """);
        for (int order = 1; order <= 3; order++) {
            mesh.start("r-" + order, "pay", "{\"order\":" + order + "}");
        }
        mesh.announce(signal("payments", "{\"order\":2}"));
        mesh.announce(signal("payments-2", "{\"order\":1}"));
        mesh.announce(signal("pay", "{\"order\":1}"));

        assertThat(mesh.outcomes())
                .extracting(outcome -> outcome.header().runId())
                .containsExactly("r-2");
        mesh.announce(signal("payments", "{\"order\":2}"));
        assertThat(mesh.outcomes()).isEmpty();
        assertThat(mesh.deadLetters()).isEmpty();
    }

    @Test
    void a_signal_is_for_its_run_alone_and_is_kept_until_it_is_waited_for() {
        deploy("""
                mesh: v1
                workflow: two
                steps:
                  - wait: { event: first }
                  - wait: { event: second }
                """);
        mesh.start("r-1", "two", "{}");
        mesh.start("r-2", "two", "{}");
        mesh.command("r-1", new CommandMessage.SignalRun(signal("second", "2")));
        mesh.command("r-1", new CommandMessage.SignalRun(signal("first", "1")));

        assertThat(mesh.outcomes())
                .extracting(
                        outcome -> outcome.header().runId(),
                        outcome -> outcome.output().orElseThrow().text())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("r-1", "2"));
    }

    @Test
    void what_is_published_stands_in_its_topic_as_plain_json() {
        deploy("""
                mesh: v1
                workflow: tell
                steps:
                  - publish: { topic: audit.notes, key: "${input.id}", value: "${input}", headers: { kind: note } }
                """);
        mesh.start("r-1", "tell", "{\"id\":\"k-7\"}");
        TestRecord<byte[], byte[]> record = mesh.driver
                .createOutputTopic("mesh.audit.notes", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecord();
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("k-7");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":\"k-7\"}");
        assertThat(new String(record.headers().lastHeader("kind").value(), StandardCharsets.UTF_8))
                .isEqualTo("note");
        assertThat(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo("r-1/publish");
        assertThat(mesh.outcomes()).hasSize(1);
    }

    @Test
    void a_topic_that_is_missing_fails_the_step_and_nothing_else() {
        deploy("""
                mesh: v1
                workflow: tell
                steps:
                  - publish: { topic: audit.notes, value: 1 }
                """);
        mesh.topicProblem = Optional.of(new Failure(FailureKind.WORKFLOW, "MESH-5002", "no such topic"));
        mesh.start("r-1", "tell", "{}");
        assertThat(mesh.outcomes().getFirst().failure().orElseThrow().code()).isEqualTo("MESH-5002");
    }

    private void deployFamily() {
        deploy("""
                mesh: v1
                workflow: top
                steps:
                  - id: down
                    workflow: middle
                    with: { from: "${run.id}" }
                """);
        deploy("""
                mesh: v1
                workflow: middle
                steps:
                  - id: both
                    parallel:
                      join: settled
                      branches:
                        good: { workflow: leaf, with: { fail: false } }
                        bad: { workflow: leaf, with: { fail: true } }
                """);
        deploy("""
                mesh: v1
                workflow: leaf
                steps:
                  - when: input.fail
                    fail: { code: BROKEN, message: It broke }
                  - return: fine
                """);
    }

    /** The test driver gives a record written to a source topic back to the source. */
    @Test
    void three_levels_of_runs_hand_results_up_and_contain_a_failure() {
        deployFamily();
        mesh.start("r-1", "top", "{}");

        List<OutcomeMessage> outcomes = mesh.outcomes();
        assertThat(outcomes).hasSize(4);
        OutcomeMessage top = outcomes.getLast();
        assertThat(top.header().runId()).isEqualTo("r-1");
        assertThat(top.output().orElseThrow().text()).isEqualTo("{\"good\":\"fine\",\"bad\":null}");
        assertThat(outcomes).extracting(outcome -> outcome.header().runId()).allMatch(id -> id.startsWith("r-1"));
        List<LoggedEvent> log = mesh.log();
        assertThat(log.stream()
                        .map(LoggedEvent::event)
                        .filter(OutsideEvent.ChildStarted.class::isInstance)
                        .map(event -> ((OutsideEvent.ChildStarted) event).depth()))
                .containsExactly(1, 2, 2);
    }

    @Test
    void canceling_the_top_cancels_all_below() {
        deploy("""
                mesh: v1
                workflow: top
                steps:
                  - workflow: middle
                """);
        deploy("""
                mesh: v1
                workflow: middle
                steps:
                  - workflow: leaf
                """);
        deploy("""
                mesh: v1
                workflow: leaf
                steps:
                  - human: { title: Well? }
                """);
        mesh.start("r-1", "top", "{}");
        mesh.command("r-1", new CommandMessage.CancelRun("enough", "ana"));

        assertThat(mesh.outcomes()).hasSize(3).allMatch(outcome -> outcome.status() == OutcomeMessage.Status.CANCELED);
    }

    @Test
    void a_child_of_an_unknown_workflow_fails_the_step_that_wanted_it() {
        deploy("""
                mesh: v1
                workflow: top
                steps:
                  - workflow: nowhere
                """);
        mesh.start("r-1", "top", "{}");
        assertThat(mesh.outcomes()).isEmpty();
        mesh.advance(Duration.ofSeconds(4));
        assertThat(mesh.outcomes().getLast().failure().orElseThrow().code()).isEqualTo("MESH-4124");
    }

    @Test
    void a_child_canceled_before_its_definition_has_come_never_starts() {
        deploy("""
                mesh: v1
                workflow: top
                steps:
                  - workflow: nowhere
                """);
        mesh.start("r-1", "top", "{}");
        mesh.command("r-1", new CommandMessage.CancelRun("enough", "ana"));
        mesh.advance(Duration.ofSeconds(4));

        assertThat(mesh.deadLetters()).isEmpty();
        assertThat(mesh.log().stream()
                        .map(LoggedEvent::event)
                        .filter(Event.RunRejected.class::isInstance)
                        .map(event -> ((Event.RunRejected) event).failure().code()))
                .containsExactly("MESH-4154");
    }
}
