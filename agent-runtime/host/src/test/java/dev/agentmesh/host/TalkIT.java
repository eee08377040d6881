package dev.agentmesh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.Mesh;
import dev.agentmesh.agent.MessageFunction;
import dev.agentmesh.agent.Peers;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.agent.SkillFunction;
import dev.agentmesh.agent.spi.AgentDeclaration;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.ResultMessage.Completed;
import dev.agentmesh.topics.message.ResultMessage.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents that talk to each other over a real broker; no orchestrator is there. */
final class TalkIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestMesh mesh = new TestMesh();
    private final List<AgentHost> hosts = new ArrayList<>();

    @AfterEach
    void stop() {
        hosts.forEach(AgentHost::drain);
        mesh.close();
    }

    @Test
    void a_request_is_answered_by_the_other_agents_handler_and_the_exchange_has_one_correlation() {
        serve(
                "critic",
                "c-1",
                null,
                (message, peers) -> message.as(String.class).length() + " from " + message.sender());
        serve("writer", "w-1", (text, task) -> task.request("critic", "a draft", String.class), null);

        mesh.send(mesh.task("writer", "run-7", "work", "\"x\"", SOON));

        assertThat(output("run-7")).isEqualTo("\"7 from writer\"");
        List<PeerMessage> said = mesh.messages();
        assertThat(said)
                .extracting(PeerMessage::kind)
                .containsExactly(PeerMessage.Kind.REQUEST, PeerMessage.Kind.RESPONSE);
        assertThat(said).extracting(PeerMessage::correlationId).containsOnly("run-7");
        assertThat(said.getLast().causationId()).isEqualTo(said.getFirst().id());
        assertThat(said.getFirst().task()).isEqualTo("run-7/step");
    }

    @Test
    void a_broadcast_reaches_every_instance_of_every_agent_that_listens_but_the_speaker() {
        List<String> heard = new CopyOnWriteArrayList<>();
        for (String instance : List.of("c-1", "c-2")) {
            serve("critic", instance, null, (message, peers) -> heard.add(instance + " " + message.as(String.class)));
        }
        serve("editor", "e-1", null, (message, peers) -> heard.add("e-1 " + message.as(String.class)));
        serve(
                "writer",
                "w-1",
                (text, task) -> task.broadcast("done"),
                (message, peers) -> heard.add("w-1 " + message.as(String.class)));

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));

        await().atMost(SOON).untilAsserted(() -> assertThat(heard).hasSize(3));
        assertThat(heard).containsExactlyInAnyOrder("c-1 done", "c-2 done", "e-1 done");
    }

    @Test
    void what_is_said_to_an_agent_that_is_away_is_handled_when_it_returns() {
        List<String> heard = new CopyOnWriteArrayList<>();
        MessageFunction listen = (message, peers) -> heard.add(message.kind() + " " + message.as(String.class));
        serve("critic", "c-1", null, listen).drain();
        serve(
                "writer",
                "w-1",
                (text, task) -> {
                    task.broadcast("to all");
                    return task.send("critic", "to you");
                },
                null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));
        assertThat(output("run-1")).isNotEmpty();
        assertThat(heard).isEmpty();
        serve("critic", "c-2", null, listen);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("INFO to you", "INFO to all"));
    }

    @Test
    void a_message_goes_to_one_instance_and_a_further_attempt_does_not_say_it_twice() {
        List<String> heard = new CopyOnWriteArrayList<>();
        serve("critic", "c-1", null, (message, peers) -> heard.add(message.id()));
        serve("critic", "c-2", null, (message, peers) -> heard.add(message.id()));
        serve("writer", "w-1", (text, task) -> task.send("critic", "same"), null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));
        output("run-1");
        mesh.send(mesh.task(
                "writer",
                "run-1",
                2,
                new dev.agentmesh.topics.message.TaskMessage.Execute(
                        "work", Payload.json("\"x\""), Instant.now().plus(SOON), "key")));

        await().atMost(SOON).untilAsserted(() -> assertThat(mesh.messages()).hasSize(2));
        assertThat(mesh.messages())
                .extracting(PeerMessage::id)
                .containsOnly(mesh.messages().getFirst().id());
        await().during(Duration.ofSeconds(1))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(heard).hasSize(1));
    }

    @Test
    void a_handler_that_fails_is_tried_again_then_the_message_is_a_dead_letter_and_the_asker_is_told() {
        AtomicInteger tries = new AtomicInteger();
        serve("critic", "c-1", null, (message, peers) -> {
            tries.incrementAndGet();
            throw new IllegalStateException("no model");
        });
        serve("writer", "w-1", (text, task) -> task.request("critic", "draft", String.class), null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));

        assertThat(failure("run-1")).contains("MESH-3025", "no model");
        assertThat(tries).hasValue(3);
        assertThat(mesh.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.failure().code()).isEqualTo("MESH-3027");
            assertThat(letter.origin()).map(DeadLetter.Origin::topic).hasValue(mesh.names.messages());
            assertThat(letter.header().runId()).isEqualTo("run-1");
        });
    }

    @Test
    void poison_is_not_tried_again_and_a_no_is_no_dead_letter() {
        serve("critic", "c-1", null, (message, peers) -> {
            if (message.as(String.class).equals("poison")) {
                throw new Poison("BAD", "cannot");
            }
            throw new Declined("BUSY", "come back later");
        });
        serve("writer", "w-1", (text, task) -> task.request("critic", text, String.class), null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"no\"", SOON));
        assertThat(failure("run-1")).contains("MESH-3025", "come back later");
        assertThat(mesh.deadLetters()).isEmpty();

        mesh.send(mesh.task("writer", "run-2", "work", "\"poison\"", SOON));
        assertThat(failure("run-2")).contains("MESH-3025", "BAD cannot");
        assertThat(mesh.deadLetters()).hasSize(1);
    }

    @Test
    void nobody_answers_in_time() {
        serve(
                "writer",
                "w-1",
                (text, task) -> task.peers().request("nobody", "hello?", String.class, Duration.ofMillis(300)),
                null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));

        assertThat(failure("run-1")).contains("MESH-3024", "nobody");
    }

    @Test
    void work_for_a_skill_is_a_run_of_one_step_whose_outcome_answers() {
        serve(
                "writer",
                "w-1",
                (text, task) -> task.request("critic/review", Map.of("text", "draft"), String.class),
                null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));
        await().atMost(SOON).untilAsserted(() -> assertThat(mesh.commands()).hasSize(1));
        CommandMessage start = mesh.commands().getFirst();
        assertThat(start.header().runId()).startsWith("run-1~p-");
        assertThat(start.body()).isInstanceOfSatisfying(CommandMessage.StartRun.class, body -> {
            assertThat(body.workflow()).isEqualTo("direct.critic");
            assertThat(body.version()).hasValue("review");
            assertThat(body.by()).isEqualTo("agent/writer");
        });
        mesh.outcome(new OutcomeMessage(
                MessageHeader.of(start.header().runId(), Instant.now(), ""),
                "direct.critic",
                "review",
                OutcomeMessage.Status.COMPLETED,
                Optional.of(Payload.json("\"fine\"")),
                Optional.empty()));

        assertThat(output("run-1")).isEqualTo("\"fine\"");
    }

    @Test
    void an_agent_finds_those_that_live_by_name_and_by_skill() {
        serve("critic", "c-1", null, null);
        serve(
                "writer",
                "w-1",
                (text, task) -> task.peers().withSkill("work").stream()
                        .map(Peers.Peer::agent)
                        .sorted()
                        .toList()
                        .toString(),
                null);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mesh.announcements())
                        .extracting(a -> a.agent())
                        .contains("critic", "writer"));
        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));

        assertThat(output("run-1")).isEqualTo("\"[critic, writer]\"");
    }

    @Test
    void an_address_that_cannot_be_is_refused_before_anything_is_said() {
        serve("writer", "w-1", (text, task) -> task.send("No Such Agent", "x"), null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));

        assertThat(failure("run-1")).contains("MESH-3022");
        assertThat(mesh.messages()).isEmpty();
    }

    @Test
    void a_payload_that_is_too_large_is_refused() {
        serve("writer", "w-1", (text, task) -> task.broadcast("x".repeat(300_000)), null);

        mesh.send(mesh.task("writer", "run-1", "work", "\"x\"", SOON));

        assertThat(failure("run-1")).contains("MESH-3026");
    }

    private String output(String runId) {
        await().atMost(SOON).untilAsserted(() -> assertThat(ends(runId)).isNotEmpty());
        return ((Completed) ends(runId).getLast().body()).output().text();
    }

    private String failure(String runId) {
        await().atMost(SOON).untilAsserted(() -> assertThat(ends(runId)).isNotEmpty());
        return ((Failed) ends(runId).getLast().body()).failure().message();
    }

    private List<ResultMessage> ends(String runId) {
        return mesh.ends().stream()
                .filter(end -> end.header().runId().equals(runId))
                .toList();
    }

    private AgentHost serve(
            String agent,
            String instance,
            @Nullable SkillFunction<String, String> skill,
            @Nullable MessageFunction handler) {
        List<AgentDeclaration> declared = new ArrayList<>();
        Mesh.on(declared::addAll)
                .agent(agent, builder -> {
                    builder.skill("work", String.class, String.class, skill == null ? (text, task) -> text : skill);
                    if (handler != null) {
                        builder.onMessage(handler);
                    }
                })
                .serve();
        AgentHost host =
                AgentHost.start(mesh.settings(instance, Map.of()), List.of(AgentDefinition.of(declared.getFirst())));
        hosts.add(host);
        host.joined().join();
        return host;
    }
}
