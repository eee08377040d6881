package dev.agentmesh.cli.event;

import static dev.agentmesh.cli.fake.Happenings.refused;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.topics.message.CommandMessage;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventCommandsTest {
    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void a_run() {
        cli.mesh.runs.given("r-01aa", started("pay", "Order 7", "{}"));
    }

    private void answering(Function<Signal, Event> answer) {
        cli.mesh.runs.answering(command -> switch (command.body()) {
            case CommandMessage.SignalRun(CommandMessage.SignalText text) ->
                List.of(answer.apply(
                        new Signal(text.name(), Payload.json(text.payload().text()), text.correlation(), text.by())));
            default -> List.of();
        });
    }

    @Test
    void a_signal_says_which_step_took_it() {
        answering(signal -> new OutsideEvent.SignalReceived(new StepPath("paid"), signal));
        Invocation sent = cli.mesh("run", "signal", "r-01", "payments", "-i", "{\"sum\":7}", "--correlation", "c-1");
        assertThat(sent.exit()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("r-01aa  payments  taken by step paid");
        var body = (CommandMessage.SignalRun) cli.mesh.runs.sent().getFirst().body();
        assertThat(body.signal().payload().text()).isEqualTo("{\"sum\":7}");
        assertThat(body.signal().correlation()).isEqualTo("c-1");
    }

    @Test
    void a_signal_nobody_waits_for_is_kept() {
        answering(signal -> new OutsideEvent.SignalKept(1, signal));
        assertThat(cli.mesh("run", "signal", "r-01", "payments").out()).contains("kept until a step waits for it");
        assertThat(cli.mesh("run", "signal", "r-01", "payments", "-o", "json").out())
                .contains("\"kept\" : true");
    }

    @Test
    void a_signal_that_is_refused_is_a_conflict() {
        answering(_ -> refused("SignalRun", "MESH-4151", "keeps 100 already"));
        Invocation seen = cli.mesh("run", "signal", "r-01", "payments");
        assertThat(seen.exit()).isEqualTo(4);
        assertThat(seen.err()).contains("MESH-4151");
    }

    @Test
    void an_event_goes_to_every_partition() {
        Invocation seen = cli.mesh("event", "publish", "payments", "-i", "{\"order\":7}");
        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out()).contains("published payments to 4 partitions");
        CommandMessage sent = cli.mesh.runs.sent().getFirst();
        assertThat(sent.key()).isEqualTo("payments");
        assertThat(sent.header().runId()).isEmpty();
        assertThat(((CommandMessage.AnnounceEvent) sent.body())
                        .signal()
                        .payload()
                        .text())
                .isEqualTo("{\"order\":7}");
    }
}
