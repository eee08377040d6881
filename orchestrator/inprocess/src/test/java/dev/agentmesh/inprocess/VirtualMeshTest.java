package dev.agentmesh.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VirtualMeshTest {
    private static final Payload INPUT = Payload.json("{\"name\":\"Ada\"}");

    private final VirtualMesh mesh = new VirtualMesh();

    static Workflow workflow(String steps) {
        return switch (new WorkflowParser().parse("mesh: v1\nworkflow: w\nsteps:\n" + steps, "w.yaml")) {
            case ParsedWorkflow.Valid(Workflow workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new AssertionError(invalid.render());
        };
    }

    private static List<String> kinds(LocalRun run) {
        return run.log().stream()
                .map(fact -> fact.event().getClass().getSimpleName())
                .toList();
    }

    @Test
    void a_run_goes_from_agent_to_agent_to_its_output() {
        mesh.deploy(workflow("  - agent: hello\n  - { agent: loud, with: \"${steps.hello.output}\" }\n"));
        mesh.agent("hello", call -> Answer.done(Payload.json("\"hello\"")));
        mesh.agent("loud", call -> Answer.done(Payload.json(call.input().text().toUpperCase(java.util.Locale.ROOT))));

        LocalRun run = mesh.start("w", "r1", INPUT);
        mesh.settle();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.output()).contains(Payload.json("\"HELLO\""));
        assertThat(kinds(run))
                .containsExactly(
                        "RunStarted",
                        "TaskDispatched",
                        "TaskCompleted",
                        "TaskDispatched",
                        "TaskCompleted",
                        "RunCompleted");
        assertThat(run.log()).extracting(LoggedFact::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void pauses_between_attempts_take_no_time() {
        mesh.deploy(workflow("  - { agent: flaky, retry: { max: 3, backoff: 1h..6h } }\n"));
        mesh.agent(
                "flaky",
                call -> call.attempt() < 3 ? Answer.failed("DOWN", "no answer") : Answer.done(Payload.json("1")));

        LocalRun run = mesh.start("w", "r1", INPUT);
        mesh.settle();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(mesh.now()).isAfter(VirtualMesh.START.plus(Duration.ofHours(1)));
    }

    @Test
    void an_exception_of_an_agent_is_a_failed_attempt() {
        mesh.deploy(workflow("  - { agent: broken, retry: none, catch: [{ return: \"${error.code}\" }] }\n"));
        mesh.agent("broken", call -> {
            throw new IllegalStateException("no luck");
        });

        LocalRun run = mesh.start("w", "r1", INPUT);
        mesh.settle();

        assertThat(run.output()).contains(Payload.json("\"MESH-3016\""));
        assertThat(run.deadLetters()).hasSize(1);
    }

    @Test
    void an_agent_that_nobody_answers_for_is_silent_until_the_deadline() {
        mesh.deploy(workflow("  - { agent: nobody, timeout: 5s, retry: none }\n"));

        LocalRun run = mesh.start("w", "r1", INPUT);
        mesh.until(() -> !run.held().isEmpty());

        assertThat(Duration.between(VirtualMesh.START, mesh.now()))
                .isBetween(Duration.ofSeconds(5), Duration.ofHours(1));
        mesh.send(
                "r1",
                now -> new Command.RedriveTask(now, run.held().getFirst().path(), Optional.empty(), "up again", "ana"));
        mesh.agent("nobody", call -> Answer.done(Payload.NULL));
        mesh.settle();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void a_skill_is_asked_before_its_agent() {
        mesh.deploy(workflow("  - agent: cms/publish\n"));
        mesh.agent("cms", call -> Answer.done(Payload.json("1")));
        mesh.agent("cms/publish", call -> Answer.done(Payload.json("2")));

        LocalRun run = mesh.start("w", "r1", INPUT);
        mesh.settle();

        assertThat(run.output()).contains(Payload.json("2"));
    }

    @Test
    void a_canceled_attempt_says_nothing_any_more() {
        mesh.deploy(workflow("  - agent: slow\n"));
        mesh.agent("slow", call -> Answer.done(Payload.NULL).after(Duration.ofSeconds(30)));

        LocalRun run = mesh.start("w", "r1", INPUT);
        mesh.later(Duration.ofSeconds(1), () -> mesh.send("r1", now -> new Command.CancelRun(now, "enough", "ana")));
        mesh.settle();

        assertThat(run.status()).isEqualTo(RunStatus.CANCELED);
        assertThat(run.log().getLast().event()).isInstanceOf(Event.RunCanceled.class);
    }

    @Test
    void an_input_that_does_not_fit_is_no_run() {
        mesh.deploy(workflow("  - agent: a\ninput: { type: object, required: [name] }\n"));

        LocalRun run = mesh.start("w", "r1", Payload.json("{}"));

        assertThat(run.status()).isEqualTo(RunStatus.REJECTED);
        assertThat(run.failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("MESH-6003"));
    }

    @Test
    void the_same_story_has_the_same_log() {
        assertThat(told().log()).isEqualTo(told().log());
    }

    private static LocalRun told() {
        var mesh = new VirtualMesh();
        mesh.deploy(workflow("  - map:\n      over: lists.range(20)\n      width: 4\n      do: [{ agent: a }]\n"));
        mesh.agent(
                "a",
                call -> Answer.done(call.input())
                        .after(Duration.ofMillis(call.path().text().hashCode() & 63)));
        LocalRun run = mesh.start("w", "r1", INPUT);
        mesh.settle();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        return run;
    }

    @Test
    void a_workflow_that_is_not_there_cannot_start() {
        assertThatThrownBy(() -> mesh.start("w", "r1", INPUT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_person_answers_and_what_does_not_count_is_said() {
        mesh.deploy(
                workflow(
                        "  - id: ok\n    human: { title: \"Greet ${input.name}?\", choices: [approve, reject], assign: \"role:editor\" }\n"));
        LocalRun run = mesh.start("w", "r1", INPUT);
        OpenQuestion question = mesh.questions().getFirst();

        assertThat(question.question().title()).isEqualTo("Greet Ada?");
        assertThat(question.assign()).containsExactly("role:editor");
        assertThat(mesh.answer(question, Reply.of("approve", "eve")))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("MESH-8002"));
        assertThat(mesh.answer(question, Reply.of("approve", "ana", "editor").saying("good")))
                .isEmpty();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.output().orElseThrow().text()).contains("\"comment\":\"good\"", "\"by\":\"ana\"");
        assertThat(mesh.questions()).isEmpty();
    }

    @Test
    void a_signal_is_for_one_run_and_an_event_for_all_that_wait() {
        mesh.deploy(workflow("  - wait: { event: go }\n  - wait: { event: more }\n"));
        LocalRun one = mesh.start("w", "r1", INPUT);
        LocalRun other = mesh.start("w", "r2", INPUT);

        assertThat(mesh.signal("r1", new Signal("go", Payload.NULL, "", "ana"))).isEmpty();
        assertThat(one.waitsFor("more")).isTrue();
        assertThat(other.waitsFor("more")).isFalse();
        mesh.announce(new Signal("go", Payload.NULL, "", "ana"));
        mesh.announce(new Signal("more", Payload.NULL, "", "ana"));

        assertThat(List.of(one.status(), other.status())).containsOnly(RunStatus.COMPLETED);
        assertThat(mesh.signal("r1", new Signal("go", Payload.NULL, "", "ana")))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("MESH-4109"));
    }
}
