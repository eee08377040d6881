package dev.agentmesh.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentCard;
import dev.agentmesh.topics.message.BoardWrite;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DirectWork;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole orchestrator on a broker and a registry that are given, with an agent that is a plain consumer and producer. */
abstract class OrchestratorScenarios {
    private final TestMesh mesh;

    private Orchestrator orchestrator;

    OrchestratorScenarios(String bootstrapServers, String registryUrl) {
        mesh = new TestMesh(bootstrapServers, registryUrl);
        orchestrator = started();
    }

    private Orchestrator started() {
        return new Orchestrator(
                new OrchestratorSettings(
                        mesh.cluster(),
                        Path.of("target/orchestrator-it-"
                                        + ProcessHandle.current().pid())
                                .resolve(mesh.names().namespace()),
                        "orchestrator-0",
                        Duration.ofMillis(20),
                        1,
                        Duration.ofSeconds(6),
                        Duration.ofDays(7),
                        new BreakerPolicy(3, Duration.ofSeconds(3)),
                        Optional.of("a secret of sixteen bytes"),
                        Optional.empty()),
                new Orchestrator.Language(
                        OrchestratorScenarios::agentsInARow,
                        new CelExpressions(),
                        (_, _) -> Optional.empty(),
                        (_, _) -> Optional.empty()));
    }

    /** The definitions of this test are lists of agents. */
    private static Workflow agentsInARow(String source, String name) {
        int at = name.indexOf('@');
        List<Step> steps = new ArrayList<>();
        for (String agent : source.split(",")) {
            steps.add(new Step("step-" + steps.size(), verb(agent), modifiers()));
        }
        WorkflowRef ref =
                new WorkflowRef(name.substring(0, at), name.substring(at + 1), WorkflowDeployment.hashOf(source));
        return new Workflow(
                ref, "", Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(10), steps);
    }

    /** {@code a}, or {@code a|b} for two at once. */
    private static Verb verb(String agents) {
        String[] atOnce = agents.split("[|]");
        if (atOnce.length == 1) {
            return new Verb.AgentCall(agents, "");
        }
        SequencedMap<String, List<Step>> branches = new LinkedHashMap<>();
        for (int i = 0; i < atOnce.length; i++) {
            branches.put("b" + i, List.of(new Step("in-" + i, new Verb.AgentCall(atOnce[i], ""), modifiers())));
        }
        return new Verb.Parallel(branches, new Join.All(), Late.CANCEL);
    }

    /** Every step is given what stands in the board's metadata. */
    private static Modifiers modifiers() {
        return Modifiers.NONE
                .withTimeout(Duration.ofSeconds(20))
                .withContext(new ContextRule(ContextRule.Strategy.LAYERED, List.of(), List.of("metadata")));
    }

    @BeforeEach
    void start() {
        orchestrator.start();
        await().atMost(TestMesh.SOON).until(orchestrator::isRunning);
    }

    @AfterEach
    void stop() throws InterruptedException {
        orchestrator.close();
        mesh.close();
    }

    @Test
    void runs_complete_and_every_log_is_whole() {
        mesh.deploy("echo-thrice", "echo,echo,echo");
        mesh.serve("echo");
        mesh.startRuns("echo-thrice", 0, 50);

        await().atMost(TestMesh.SOON).until(() -> mesh.outcomes() == 50);
        mesh.assertWholeLogs(50, 1 + 3 * 2 + 1);
    }

    @Test
    void a_restart_in_the_middle_loses_and_repeats_nothing() {
        mesh.deploy("echo-thrice", "echo,echo,echo");
        mesh.serve("echo");
        mesh.startRuns("echo-thrice", 0, 100);
        await().atMost(TestMesh.SOON).until(() -> mesh.outcomes() >= 10);

        orchestrator.close();
        orchestrator = started();
        mesh.startRuns("echo-thrice", 100, 150);
        orchestrator.start();

        await().atMost(TestMesh.SOON).until(() -> mesh.outcomes() == 150);
        mesh.assertWholeLogs(150, 1 + 3 * 2 + 1);
    }

    @Test
    void what_a_vanished_orchestrator_left_half_written_hides_nothing_for_long() {
        try (var _ = mesh.halfWritten(mesh.names().namespace() + ".orchestrator:orchestrator-7:1")) {
            mesh.deploy("echo-once", "echo");
            mesh.serve("echo");
            mesh.startRuns("echo-once", 0, 20);

            await().atMost(TestMesh.SOON).until(() -> mesh.outcomes() == 20);
        }
    }

    @Test
    void two_that_write_one_balance_at_once_lose_no_payment() {
        mesh.writing(work -> List.of(paid(work)));
        mesh.deploy("tellers", "echo,echo|echo");
        mesh.serve("echo");
        mesh.startRuns("tellers", 0, 20);

        await().atMost(TestMesh.SOON).until(() -> mesh.outcomes() == 20);
        Map<String, String> balances = new HashMap<>();
        int collisions = 0;
        for (LoggedEvent logged : mesh.events()) {
            if (logged.event() instanceof Event.BoardWritten written) {
                balances.put(logged.runId(), written.changes().getLast().value().text());
            } else if (logged.event() instanceof Event.AttemptEnded ended
                    && ended.failure().code().equals("MESH-4170")) {
                collisions++;
            }
        }
        assertThat(balances).hasSize(20).values().containsOnly("80");
        assertThat(collisions).isPositive();
    }

    @Test
    void a_breaker_opens_outlives_its_orchestrator_and_closes_after_one_test_call() {
        mesh.deploy("echo-once", "echo");
        mesh.breaks(true);
        mesh.serve("echo");
        mesh.startRuns("echo-once", 0, 3);
        await().atMost(TestMesh.SOON)
                .until(() -> mesh.breakers().stream().anyMatch(state -> state.body() instanceof BreakerState.Open));

        orchestrator.close();
        Instant restarted = Instant.now();
        mesh.breaks(false);
        orchestrator = started();
        mesh.startRuns("echo-once", 3, 4);
        orchestrator.start();

        await().atMost(TestMesh.SOON).until(() -> mesh.outcomes() == 4);
        assertThat(mesh.events())
                .as("the first that is known of the run that was started after the restart")
                .filteredOn(logged -> logged.runId().equals("r-3") && logged.event() instanceof Event.AttemptEnded)
                .first()
                .satisfies(logged -> assertThat(
                                ((Event.AttemptEnded) logged.event()).failure().kind())
                        .isEqualTo(FailureKind.CIRCUIT_OPEN));
        List<BreakerState> said = mesh.breakers();
        assertThat(said)
                .extracting(state -> state.body().getClass().getSimpleName())
                .startsWith("Closed", "Closed", "Open")
                .endsWith("HalfOpen", "Closed");
        assertThat(sent(restarted, said.getLast().header().at()))
                .as("calls between the restart and the closing")
                .hasSize(1);
    }

    /** Attempts that went out after {@code from} and before {@code to}; one that a breaker rejected did not. */
    private List<String> sent(Instant from, Instant to) {
        List<String> sent = new ArrayList<>();
        for (LoggedEvent logged : mesh.events()) {
            if (!(logged.event() instanceof Event.TaskEvent task)) {
                continue;
            }
            String attempt = logged.runId() + "/" + task.path() + "#" + task.attempt();
            boolean handedOut = task instanceof Event.TaskDispatched || task instanceof Event.TaskRetried;
            if (handedOut && logged.at().isAfter(from) && logged.at().isBefore(to)) {
                sent.add(attempt);
            } else if (task instanceof Event.AttemptEnded ended
                    && ended.failure().kind() == FailureKind.CIRCUIT_OPEN) {
                sent.remove(attempt);
            }
        }
        return sent;
    }

    /** Opens with a hundred, then takes ten off what the task was given. */
    private static BoardWrite paid(TaskMessage.Execute work) {
        String context = work.context().orElseThrow().text();
        Matcher balance = Pattern.compile("\"balance\":\\{\"version\":(\\d+),\"value\":(\\d+)}")
                .matcher(context);
        boolean open = balance.find();
        return new BoardWrite(
                "metadata",
                "balance",
                BoardWrite.Mode.PUT,
                open ? Long.parseLong(balance.group(1)) : 0,
                "",
                Payload.json(open ? Integer.toString(Integer.parseInt(balance.group(2)) - 10) : "100"));
    }

    @Test
    void work_for_an_agent_that_was_heard_of_is_a_run_without_a_deployment() {
        mesh.provisionAgent("echo");
        AgentAnnouncement announced = new AgentAnnouncement(
                MessageHeader.of("", Instant.now(), "test"),
                "echo",
                "echo-1",
                new AgentCard("", List.of(), 1, true, "", -1, "", Instant.now()),
                new AgentAnnouncement.Heartbeat(0, 1, 0, 0, Duration.ofSeconds(2)));
        mesh.send(mesh.names().agents(), announced.key(), mesh.codecs().agents().encode(announced));
        mesh.serve("echo");
        CommandMessage start = new CommandMessage(
                MessageHeader.of("order-1~p-77", Instant.now(), "test"),
                new CommandMessage.StartRun(
                        "direct.echo",
                        Optional.of(new DirectWork("echo", "").version()),
                        Payload.json("\"hello\""),
                        Optional.empty(),
                        Optional.empty(),
                        "agent/writer"));
        mesh.send(mesh.names().commands(), start.key(), mesh.codecs().commands().encode(start));

        await().atMost(TestMesh.SOON).until(() -> mesh.outcomes() == 1);
        assertThat(mesh.events().getLast().event())
                .isEqualTo(new Event.RunCompleted(dev.agentmesh.core.value.Payload.json("\"hello\"")));
    }
}
