package dev.agentmesh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.agent.SkillFunction;
import dev.agentmesh.agent.spi.AgentDeclaration.Functional;
import dev.agentmesh.agent.spi.AgentDeclaration.FunctionalSkill;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.localcluster.LocalBrokerLauncher;
import dev.agentmesh.localcluster.LocalServerSettings;
import dev.agentmesh.localcluster.RunningBroker;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.ResultMessage.Completed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host does when the rest of the world misbehaves. */
final class OutageIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void a_broker_killed_under_load_and_started_again_loses_nothing_and_repeats_nothing() {
        LocalServerSettings settings = LocalServerSettings.in(folder).withFreeBytes(64L << 20);
        RunningBroker broker = LocalBrokerLauncher.start(settings);
        int port = broker.port();
        Map<String, Integer> executions = new ConcurrentHashMap<>();
        try (TestMesh mesh = new TestMesh(broker.bootstrapServers())) {
            AgentHost host = serve(mesh, "steady", Map.of(), (x, task) -> {
                executions.merge(task.id(), 1, Integer::sum);
                TimeUnit.MILLISECONDS.sleep(20);
                return "done";
            });
            for (int i = 0; i < 600; i++) {
                mesh.send(mesh.task("steady", "run-" + i, "work", "1", Duration.ofMinutes(10)));
            }
            await().until(() -> executions.size() > 100);

            broker.kill();
            broker = LocalBrokerLauncher.start(settings.withPort(port));

            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() ->
                            assertThat(mesh.ends()).map(ResultMessage::taskId).hasSizeGreaterThanOrEqualTo(600));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(mesh.lag("steady")).isZero());
            assertThat(mesh.ends())
                    .hasSize(600)
                    .allSatisfy(result -> assertThat(result.body()).isInstanceOf(Completed.class));
            assertThat(executions)
                    .hasSize(600)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
            host.drain();
        } finally {
            broker.close();
        }
    }

    @Test
    void a_ledger_of_an_unknown_format_stops_the_host_before_anything_runs_twice() {
        try (TestMesh mesh = new TestMesh()) {
            mesh.provision("future");
            mesh.commit(
                    "future",
                    new TopicPartition(mesh.names.tasks("future"), 1),
                    new OffsetAndMetadata(0, "9.from-the-future"));
            Map<String, Integer> executions = new ConcurrentHashMap<>();
            mesh.send(mesh.task("future", "run-1", "work", "1", Duration.ofMinutes(1)), 1);

            AgentHost host = start(mesh, "future", Map.of(), (x, task) -> "" + executions.merge("x", 1, Integer::sum));

            await().atMost(Duration.ofSeconds(30)).until(() -> host.ended().isCompletedExceptionally());
            assertThat(host.ended().exceptionNow())
                    .isInstanceOfSatisfying(
                            MeshException.class, e -> assertThat(e.code()).isEqualTo("MESH-3011"));
            assertThat(host.health().status()).isEqualTo(AgentHost.Health.Status.BROKEN);
            host.drain();
            assertThat(executions).isEmpty();
        }
    }

    @Test
    void skills_that_ignore_their_deadline_end_the_process_instead_of_filling_it() {
        try (TestMesh mesh = new TestMesh()) {
            AgentHost host =
                    serve(mesh, "deaf", Map.of("mesh.agent.stuck-after", "1s", "mesh.agent.drain", "0s"), (x, task) -> {
                        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
                        while (System.nanoTime() < end) {
                            Thread.yield();
                        }
                        return "at last";
                    });
            for (int i = 0; i < 2; i++) {
                mesh.send(mesh.task("deaf", "run-" + i, "work", "1", Duration.ofSeconds(2)));
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> host.ended().isCompletedExceptionally());
            assertThat(host.ended().exceptionNow()).hasMessageContaining("MESH-3012");
            host.drain();
        }
    }

    private static AgentHost serve(
            TestMesh mesh, String agent, Map<String, String> more, SkillFunction<Integer, String> skill) {
        AgentHost host = start(mesh, agent, more, skill);
        await().atMost(Duration.ofSeconds(60)).until(() -> host.joined().isDone());
        return host;
    }

    private static AgentHost start(
            TestMesh mesh, String agent, Map<String, String> more, SkillFunction<Integer, String> skill) {
        FunctionalSkill work = new FunctionalSkill("work", "", Integer.class, String.class, skill);
        AgentDefinition definition = AgentDefinition.of(new Functional(agent, "For tests", 2, true, List.of(work)));
        return AgentHost.start(mesh.settings(agent + "-1", more), List.of(definition));
    }
}
