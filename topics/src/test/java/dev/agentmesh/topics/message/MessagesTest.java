package dev.agentmesh.topics.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");
    private static final MessageHeader HEADER = MessageHeader.of("r-1", NOW, "test");

    @Test
    void times_are_whole_milliseconds() {
        assertThat(HEADER.at()).isEqualTo(Instant.parse("2026-11-21T10:00:00.123Z"));
    }

    @Test
    void times_no_clock_shows_are_refused() {
        assertThatThrownBy(() -> MessageHeader.of("r-1", Instant.MAX, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MessageHeader.of("r-1", Instant.EPOCH.minusMillis(1), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_task_id_is_made_from_run_and_step() {
        var body = new TaskMessage.Cancel("");

        assertThat(new TaskMessage(HEADER, "r-1/draft", "draft", 1, "l", "greeter", body).key())
                .isEqualTo("r-1/draft");
        assertThatThrownBy(() -> new TaskMessage(HEADER, "r-2/draft", "draft", 1, "l", "greeter", body))
                .hasMessageContaining("expected \"r-1/draft\"");
    }

    @Test
    void attempts_count_from_one_and_leases_are_there() {
        var body = new TaskMessage.Cancel("");

        assertThatThrownBy(() -> new TaskMessage(HEADER, "r-1/a", "a", 0, "l", "greeter", body))
                .hasMessageContaining("attempt");
        assertThatThrownBy(() -> new TaskMessage(HEADER, "r-1/a", "a", 1, " ", "greeter", body))
                .hasMessageContaining("lease");
    }

    @Test
    void commands_belong_to_a_run() {
        assertThatThrownBy(
                        () -> new CommandMessage(MessageHeader.of("", NOW, ""), new CommandMessage.CancelRun("", "")))
                .hasMessageContaining("runId");
    }

    @Test
    void a_deployment_states_the_hash_of_its_source() {
        WorkflowDeployment deployment =
                WorkflowDeployment.of(MessageHeader.of("", NOW, ""), "brief", "3", "a: 1", "ana");

        assertThat(deployment.key()).isEqualTo("brief@3");
        assertThat(deployment.hash()).hasSize(64).isEqualTo(WorkflowDeployment.hashOf("a: 1"));
        assertThatThrownBy(() -> new WorkflowDeployment(
                        MessageHeader.of("", NOW, ""), "brief", "3", deployment.hash(), "a: 2", "ana"))
                .hasMessageContaining("SHA-256");
    }

    @Test
    void a_long_failure_text_is_shortened_not_refused() {
        assertThat(new Failure("TRANSIENT", "", "x".repeat(100_000)).message())
                .hasSize(8_192)
                .endsWith("…");
    }

    @Test
    void sums_that_are_no_amounts_are_refused() {
        assertThatThrownBy(() -> new Usage("m", -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Usage("m", 0, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResultMessage.Progressed(Double.NaN, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResultMessage.Progressed(1.01, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lists_are_copied() {
        var usage = new java.util.ArrayList<>(List.of(new Usage("m", 1, 2, 3)));
        var completed = new ResultMessage.Completed(Payload.json("1"), usage, Duration.ofMillis(5));

        usage.clear();

        assertThat(completed.usage()).hasSize(1);
    }

    @Test
    void a_brake_has_a_scope() {
        var brake = new ControlSignal.Brake(0, "overload", "ana");

        assertThat(new ControlSignal(HEADER, "agent/greeter", brake).key()).isEqualTo("agent/greeter");
        assertThatThrownBy(() -> new ControlSignal(HEADER, "everything", brake)).hasMessageContaining("scope");
        assertThatThrownBy(() -> new ControlSignal(HEADER, "agent/../x", brake)).hasMessageContaining("agent");
    }

    @Test
    void a_start_may_leave_things_to_the_workflow() {
        var start = new CommandMessage.StartRun(
                "brief", Optional.empty(), Payload.json("{}"), Optional.empty(), Optional.empty(), "");

        assertThat(new CommandMessage(HEADER, start).key()).isEqualTo("r-1");
    }

    @Test
    void a_run_that_another_brought_about_belongs_to_it() {
        assertThat(Correlation.ofRun("order-17")).isEqualTo("order-17");
        assertThat(Correlation.ofRun("order-17~p-3f~p-09")).isEqualTo("order-17");
        assertThat(Identifiers.requireRunId("runId", "order-17~p-3f~p-09")).isEqualTo("order-17~p-3f~p-09");
        assertThatThrownBy(() -> Identifiers.requireRunId("runId", "~p-3f")).hasMessageContaining("runId");
        assertThatThrownBy(() -> Identifiers.requireId("version", "order-17~p")).hasMessageContaining("version");
    }

    @Test
    void only_news_and_errors_can_be_for_everybody() {
        assertThat(said(PeerMessage.Kind.INFO).isBroadcast()).isTrue();
        assertThatThrownBy(() -> said(PeerMessage.Kind.REQUEST)).hasMessageContaining("a request needs a recipient");
        assertThatThrownBy(() -> PeerMessage.Kind.ofWord("shout"))
                .hasMessageContaining("none of request, response, info, error");
    }

    private static PeerMessage said(PeerMessage.Kind kind) {
        return new PeerMessage(
                HEADER, "m-1", "greeter", "", Optional.empty(), "", kind, "r-1", "", "", Payload.json("1"));
    }
}
