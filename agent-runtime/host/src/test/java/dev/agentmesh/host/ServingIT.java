package dev.agentmesh.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.agent.SkillFunction;
import dev.agentmesh.agent.spi.AgentDeclaration.Functional;
import dev.agentmesh.agent.spi.AgentDeclaration.FunctionalSkill;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.ResultMessage.Completed;
import dev.agentmesh.topics.message.ResultMessage.Failed;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServingIT {
    private final TestMesh mesh = new TestMesh();
    private final List<AgentHost> hosts = new ArrayList<>();

    @AfterEach
    void stop() {
        hosts.forEach(AgentHost::drain);
        mesh.close();
    }

    @Test
    void a_thousand_tasks_with_a_slow_tail_run_exactly_once_each_and_end_in_any_order() {
        Map<String, Integer> executions = new ConcurrentHashMap<>();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        mesh.provision("mixed");
        mesh.sendInTransactions(IntStream.range(0, 1_000)
                .mapToObj(i -> mesh.task(
                        "mixed", "run-" + i, "work", i % 100 == 3 ? "800" : "" + i % 5, Duration.ofMinutes(5)))
                .toList());
        serve("mixed", 16, Map.of(), (millis, task) -> {
            executions.merge(task.id(), 1, Integer::sum);
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(millis);
            now.decrementAndGet();
            return task.id();
        });

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(mesh.lag("mixed")).isZero());

        assertThat(executions)
                .hasSize(1_000)
                .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
        assertThat(most.get()).isBetween(8, 16);
        assertThat(mesh.ends())
                .hasSize(1_000)
                .allSatisfy(result -> assertThat(result.body()).isInstanceOf(Completed.class))
                .map(ResultMessage::taskId)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_result_carries_the_lease_the_place_the_usage_and_the_output() {
        serve("greeter", 2, Map.of(), (x, task) -> {
            task.usage("tiny", 10, 20, 0.25);
            task.usage("tiny", 1, 2, 0.25);
            return "Hello " + x + " " + task.attempt() + " " + task.idempotencyKey();
        });
        mesh.send(mesh.task("greeter", "run-1", "work", "7", Duration.ofMinutes(1)));

        ResultMessage result = awaitEnds(1).getFirst();

        assertThat(result.lease()).isEqualTo("lease-run-1-1");
        assertThat(result.instance()).isEqualTo("greeter-1");
        assertThat(result.position().offset()).isZero();
        assertThat(result.header().cause())
                .startsWith(mesh.names.tasks("greeter") + "-")
                .endsWith(":0");
        assertThat(result.body()).isInstanceOfSatisfying(Completed.class, completed -> {
            assertThat(completed.output().text()).isEqualTo("\"Hello 7 1 key-run-1\"");
            assertThat(completed.usage())
                    .containsExactly(new Usage("tiny", 10, 20, 0.25), new Usage("tiny", 1, 2, 0.25));
        });
    }

    @Test
    void a_task_past_its_deadline_does_not_start() {
        AtomicInteger executions = new AtomicInteger();
        serve("late", 1, Map.of(), (x, task) -> "" + executions.incrementAndGet());
        mesh.send(mesh.task("late", "run-1", "work", "1", Duration.ofSeconds(-5)));

        assertThat(awaitEnds(1)).singleElement().satisfies(result -> assertFailed(result, "TIMEOUT", "MESH-3014"));
        assertThat(executions).hasValue(0);
    }

    @Test
    void a_task_is_interrupted_at_its_deadline_and_what_it_says_later_is_ignored() {
        CountDownLatch over = new CountDownLatch(1);
        serve("slow", 2, Map.of(), (x, task) -> {
            try {
                TimeUnit.SECONDS.sleep(60);
            } catch (InterruptedException e) {
                over.countDown();
            }
            return "too late";
        });
        mesh.send(mesh.task("slow", "run-1", "work", "1", Duration.ofSeconds(3)));
        mesh.send(mesh.task("slow", "run-2", "work", "1", Duration.ofSeconds(4)));

        List<ResultMessage> ends = awaitEnds(2);

        assertThat(over.getCount()).isZero();
        assertThat(ends).allSatisfy(result -> assertFailed(result, "TIMEOUT", "MESH-3015"));
        await().pollDelay(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(mesh.ends()).hasSize(2));
    }

    @Test
    void a_canceled_task_sees_it_and_is_interrupted_after_the_grace() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        serve("patient", 1, Map.of("mesh.agent.cancel-grace", "300ms"), (x, task) -> {
            running.countDown();
            while (!task.canceled()) {
                Thread.onSpinWait();
            }
            seen.countDown();
            TimeUnit.SECONDS.sleep(60);
            return "never";
        });
        mesh.send(mesh.task("patient", "run-1", "work", "1", Duration.ofMinutes(5)));
        await().until(() -> running.getCount() == 0);

        mesh.send(mesh.task("patient", "run-1", 1, new TaskMessage.Cancel("not needed")));

        assertThat(awaitEnds(1)).singleElement().satisfies(result -> assertFailed(result, "TRANSIENT", "MESH-3018"));
        assertThat(seen.getCount()).isZero();
    }

    @Test
    void a_task_canceled_while_it_waits_never_runs() {
        Map<String, Integer> executions = new ConcurrentHashMap<>();
        CountDownLatch go = new CountDownLatch(1);
        serve("narrow", 1, Map.of(), (x, task) -> {
            executions.merge(task.runId(), 1, Integer::sum);
            go.await();
            return "done";
        });
        mesh.send(mesh.task("narrow", "run-1", "work", "1", Duration.ofMinutes(5)), 0);
        mesh.send(mesh.task("narrow", "run-2", "work", "1", Duration.ofMinutes(5)), 0);
        mesh.send(mesh.task("narrow", "run-2", 1, new TaskMessage.Cancel("not needed")), 0);
        mesh.send(mesh.task("narrow", "run-3", "work", "1", Duration.ofMinutes(5)), 0);
        await().until(() -> executions.containsKey("run-1"));
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        go.countDown();

        awaitEnds(2);
        await().untilAsserted(() -> assertThat(mesh.lag("narrow")).isZero());
        assertThat(executions).containsOnlyKeys("run-1", "run-3");
    }

    @Test
    void of_tasks_that_wait_the_urgent_one_begins_first() {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        serve("busy", 1, Map.of(), (x, task) -> {
            order.add(task.runId());
            go.await();
            return "done";
        });
        mesh.send(urgent("busy", "run-1", 5), 0);
        await().until(() -> order.contains("run-1"));
        mesh.send(urgent("busy", "run-2", 5), 0);
        mesh.send(urgent("busy", "run-3", 1), 0);
        mesh.send(urgent("busy", "run-4", 9), 0);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        go.countDown();

        awaitEnds(4);
        assertThat(order).containsExactly("run-1", "run-4", "run-2", "run-3");
    }

    private TaskMessage urgent(String agent, String runId, int priority) {
        return mesh.task(
                agent,
                runId,
                1,
                new TaskMessage.Execute(
                        "work",
                        Payload.json("1"),
                        Instant.now().plusSeconds(300),
                        "key-" + runId,
                        Optional.empty(),
                        priority));
    }

    @Test
    void what_a_skill_is_asked_wrongly_is_answered_with_a_code() {
        serve("strict", 1, Map.of(), (x, task) -> {
            throw new IllegalStateException("no luck");
        });
        mesh.send(mesh.task("strict", "run-1", "unknown", "1", Duration.ofMinutes(1)), 0);
        mesh.send(mesh.task("strict", "run-2", "work", "\"x\"", Duration.ofMinutes(1)), 0);
        mesh.send(mesh.task("strict", "run-3", "work", "1", Duration.ofMinutes(1)), 0);

        List<ResultMessage> ends = awaitEnds(3);

        assertFailed(of("run-1", ends), "POISON", "MESH-3013");
        assertFailed(of("run-2", ends), "INVALID_INPUT", "MESH-6003");
        assertFailed(of("run-3", ends), "TRANSIENT", "MESH-3016");
    }

    @Test
    void progress_is_told_at_most_once_a_second() {
        serve("chatty", 1, Map.of(), (x, task) -> {
            for (int i = 0; i < 150; i++) {
                task.progress(i / 150.0, "step " + i);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return "done";
        });
        mesh.send(mesh.task("chatty", "run-1", "work", "1", Duration.ofMinutes(1)));

        awaitEnds(1);

        assertThat(mesh.results().stream().filter(r -> r.body() instanceof ResultMessage.Progressed))
                .hasSizeBetween(1, 3);
    }

    @Test
    void an_instance_announces_its_card_its_life_and_its_departure() {
        AgentHost host = serve("known", 3, Map.of("mesh.agent.announce-interval", "200ms"), (x, task) -> "ok");
        await().untilAsserted(() -> assertThat(mesh.announcements()).hasSizeGreaterThan(2));

        host.drain();

        List<AgentAnnouncement> said = mesh.announcements();
        assertThat(said).allSatisfy(announcement -> {
            assertThat(announcement.key()).isEqualTo("known/known-1");
            assertThat(announcement.card().width()).isEqualTo(3);
            assertThat(announcement.card().skills())
                    .singleElement()
                    .satisfies(skill -> assertThat(skill.inputSchema()).contains("\"type\":\"integer\""));
        });
        assertThat(said.getLast().body()).isInstanceOf(AgentAnnouncement.Departure.class);
    }

    @Test
    void undecodable_records_become_dead_letters_and_hold_nobody_up() {
        mesh.provision("other");
        serve("fed", 2, Map.of(), (x, task) -> "ok");
        String topic = mesh.names.tasks("fed");
        byte[] key = "run-9/step".getBytes(UTF_8);
        byte[] serialized = {(byte) 0xac, (byte) 0xed, 0, 5, 1};
        mesh.sendRaw(new ProducerRecord<>(topic, 0, key, null));
        mesh.sendRaw(new ProducerRecord<>(topic, 0, key, new byte[0]));
        mesh.sendRaw(new ProducerRecord<>(topic, 0, key, serialized));
        mesh.sendRaw(new ProducerRecord<>(topic, 0, key, "{\"a\":1}".getBytes(UTF_8)));
        mesh.sendRaw(new ProducerRecord<>(topic, 0, key, new byte[] {0, 0, 0, 99, 99, 1}));
        mesh.send(mesh.task("fed", "run-1", "work", "1", Duration.ofMinutes(1)), 0);
        mesh.sendForeign("fed", mesh.task("other", "run-2", "work", "1", Duration.ofMinutes(1)));
        mesh.sendWithKey("fed", null, mesh.task("fed", "run-3", "work", "1", Duration.ofMinutes(1)));

        assertThat(awaitEnds(1))
                .singleElement()
                .satisfies(result -> assertThat(result.header().runId()).isEqualTo("run-1"));
        await().untilAsserted(() -> assertThat(mesh.deadLetters()).hasSize(7));

        var letters = mesh.deadLetters();
        assertThat(letters)
                .map(letter -> letter.failure().code())
                .containsExactlyInAnyOrder(
                        "MESH-6006", "MESH-6006", "MESH-6004", "MESH-6004", "MESH-6001", "MESH-3020", "MESH-6012");
        assertThat(letters)
                .filteredOn(letter -> letter.failure().message().contains("serialized Java"))
                .singleElement()
                .satisfies(letter -> {
                    var origin = letter.origin().orElseThrow();
                    assertThat(origin.topic()).isEqualTo(topic);
                    assertThat(origin.partition()).isZero();
                    assertThat(origin.offset()).isEqualTo(2);
                    assertThat(origin.key().orElseThrow().toArray()).isEqualTo(key);
                    assertThat(origin.value().orElseThrow().toArray()).isEqualTo(serialized);
                });
        await().untilAsserted(() -> assertThat(mesh.lag("fed")).isZero());
    }

    @Test
    void a_task_longer_than_the_poll_interval_triggers_no_rebalance() {
        serve("long", 1, Map.of("mesh.agent.max-poll-interval", "6s"), (x, task) -> {
            TimeUnit.SECONDS.sleep(9);
            return "done";
        });
        List<String> before = mesh.members("long");
        mesh.send(mesh.task("long", "run-1", "work", "1", Duration.ofMinutes(1)));

        assertThat(awaitEnds(1))
                .singleElement()
                .satisfies(result -> assertThat(result.body()).isInstanceOf(Completed.class));
        assertThat(mesh.members("long")).isEqualTo(before);
    }

    @Test
    void a_process_that_joins_takes_a_share_and_nothing_running_is_lost() {
        CountDownLatch go = new CountDownLatch(1);
        Map<String, Integer> executions = new ConcurrentHashMap<>();
        SkillFunction<Integer, String> skill = (x, task) -> {
            executions.merge(task.id(), 1, Integer::sum);
            go.await();
            return "done";
        };
        serve("shared", 8, Map.of(), skill);
        for (int i = 0; i < 8; i++) {
            mesh.send(mesh.task("shared", "run-" + i, "work", "1", Duration.ofMinutes(5)), i % 4);
        }
        await().until(() -> executions.size() == 8);

        serve("shared", 8, Map.of("mesh.instance", "shared-2"), skill);
        await().untilAsserted(() -> assertThat(mesh.members("shared")).hasSize(2));
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        go.countDown();

        assertThat(awaitEnds(8)).allSatisfy(result -> assertThat(result.body()).isInstanceOf(Completed.class));
        await().untilAsserted(() -> assertThat(mesh.lag("shared")).isZero());
        assertThat(executions).allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void what_runs_on_when_the_drain_is_over_is_told_as_lost() {
        CountDownLatch running = new CountDownLatch(1);
        AgentHost host = serve("stubborn", 1, Map.of("mesh.agent.drain", "500ms"), (x, task) -> {
            task.usage("tiny", 1, 1, 0.5);
            running.countDown();
            TimeUnit.MINUTES.sleep(5);
            return "never";
        });
        mesh.send(mesh.task("stubborn", "run-1", "work", "1", Duration.ofMinutes(5)), 0);
        mesh.send(mesh.task("stubborn", "run-2", "work", "1", Duration.ofMinutes(5)), 0);
        await().until(() -> running.getCount() == 0);

        host.drain();

        assertThat(mesh.ends()).singleElement().satisfies(result -> {
            assertFailed(result, "LOST", "MESH-3019");
            assertThat(((Failed) result.body()).usage()).hasSize(1);
        });
        assertThat(mesh.lag("stubborn")).isEqualTo(1);
    }

    private AgentHost serve(String agent, int width, Map<String, String> more, SkillFunction<Integer, String> skill) {
        FunctionalSkill work = new FunctionalSkill("work", "", Integer.class, String.class, skill);
        AgentDefinition definition = AgentDefinition.of(new Functional(agent, "For tests", width, true, List.of(work)));
        AgentHost host = AgentHost.start(mesh.settings(agent + "-1", more), List.of(definition));
        hosts.add(host);
        await().atMost(Duration.ofSeconds(30)).until(() -> host.joined().isDone());
        return host;
    }

    private List<ResultMessage> awaitEnds(int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mesh.ends()).hasSize(count));
        return mesh.ends();
    }

    private static void assertFailed(ResultMessage result, String kind, String code) {
        assertThat(result.body()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(kind);
            assertThat(failed.failure().code()).isEqualTo(code);
        });
    }

    private static ResultMessage of(String runId, List<ResultMessage> results) {
        return results.stream()
                .filter(result -> result.header().runId().equals(runId))
                .findFirst()
                .orElseThrow();
    }
}
