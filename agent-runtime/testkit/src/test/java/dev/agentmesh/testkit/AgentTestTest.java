package dev.agentmesh.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.host.skill.FailureKind;
import dev.agentmesh.testkit.Answer.Booking;
import dev.agentmesh.testkit.Answer.Failed;
import dev.agentmesh.testkit.Answer.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AgentTestTest {
    private final AgentTest greeter = AgentTest.of(Greeter.class);

    @Test
    void an_answer_has_the_output_and_what_was_said_on_the_way() {
        Answer answer = greeter.send("greet", new Greeter.Guest("Ada", 1));

        assertThat(answer.output(String.class)).isEqualTo("Hello Ada for the 1. time, run-1/step");
        assertThat(answer.progress()).containsExactly(new Progress(0.5, "thinking of Ada"));
        assertThat(answer.usage()).containsExactly(new Booking("tiny", 3, 4, 0.01));
    }

    @Test
    void a_failure_has_its_kind_and_code() {
        assertThat(greeter.send("greet", new Greeter.Guest(" ", 1)).failure())
                .isEqualTo(new Failed(FailureKind.POISON, "NOBODY", "there is nobody to greet"));
        assertThat(greeter.sendJson("greet", "{}").failure().code()).isEqualTo("MESH-6003");
    }

    @Test
    void asking_for_what_did_not_come_says_what_came() {
        Answer failed = greeter.sendJson("greet", "{}");
        Answer completed = greeter.send("greet", new Greeter.Guest("Ada", 1));

        assertThatThrownBy(() -> failed.output(String.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("MESH-6003");
        assertThatThrownBy(completed::failure)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Hello Ada");
        assertThatThrownBy(() -> greeter.send("sing", "x")).hasMessageContaining("it has [greet, wait]");
    }

    @Test
    void a_retry_is_the_next_attempt_under_the_same_key() {
        AgentTest.Running first = greeter.start("greet", new Greeter.Guest("Ada", 1));
        first.await(Duration.ofSeconds(10));

        assertThat(greeter.retry(first).await(Duration.ofSeconds(10)).output(String.class))
                .isEqualTo("Hello Ada for the 2. time, run-1/step");
    }

    @Test
    void a_canceled_task_sees_it() {
        AgentTest.Running running = greeter.start("wait", 60);

        running.cancel(Duration.ofSeconds(30));

        assertThat(running.await(Duration.ofSeconds(10)).output(String.class)).isEqualTo("stopped");
    }

    @Test
    void a_function_is_an_agent_too() {
        AgentTest echo = AgentTest.of("echo", a -> a.skill("echo", String.class, String.class, (text, task) -> text));

        assertThat(echo.send("echo", "hi").output(String.class)).isEqualTo("hi");
    }
}
