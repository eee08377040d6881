package dev.agentmesh.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.inprocess.EmbeddedMesh.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedMeshTest {
    private final EmbeddedMesh mesh = new EmbeddedMesh();

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void many_runs_at_once_keep_apart() throws Exception {
        mesh.deploy(
                VirtualMeshTest.workflow(
                        "  - parallel:\n      branches:\n        x: { id: one, agent: echo }\n        y: { id: two, agent: echo }\n"));
        mesh.agent("echo", call -> Answer.done(call.input()));

        List<CompletableFuture<Ending>> endings = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            endings.add(mesh.start("w", "r" + i, Payload.json(Integer.toString(i))));
        }

        for (int i = 0; i < 50; i++) {
            Ending ending = endings.get(i).get(30, TimeUnit.SECONDS);
            assertThat(ending.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(ending.output()).contains(Payload.json("{\"x\":" + i + ",\"y\":" + i + "}"));
        }
    }

    @Test
    void branches_are_worked_on_at_the_same_time() throws Exception {
        mesh.deploy(VirtualMeshTest.workflow("  - parallel:\n      branches:\n        x: { id: one, agent: slow }\n"
                + "        y: { id: two, agent: slow }\n        z: { id: three, agent: slow }\n"));
        CountDownLatch begun = new CountDownLatch(3);
        mesh.agent("slow", call -> {
            begun.countDown();
            // One after the other, the first would wait in vain for the last to begin.
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            return Answer.done(call.input());
        });

        Ending ending = mesh.start("w", "r1", Payload.json("1")).get(30, TimeUnit.SECONDS);

        assertThat(ending.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void a_start_that_comes_twice_is_one_run() throws Exception {
        mesh.deploy(VirtualMeshTest.workflow("  - agent: echo\n"));
        mesh.agent("echo", call -> Answer.done(call.input()));

        Ending first = mesh.start("w", "r1", Payload.json("1")).get(30, TimeUnit.SECONDS);
        Ending again = mesh.start("w", "r1", Payload.json("1")).get(30, TimeUnit.SECONDS);

        assertThat(again).isEqualTo(first);
        mesh.forget("r1");
        assertThat(mesh.start("w", "r1", Payload.json("2"))
                        .get(30, TimeUnit.SECONDS)
                        .output())
                .contains(Payload.json("2"));
    }

    @Test
    void canceling_a_run_interrupts_its_agent() throws Exception {
        var began = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        mesh.deploy(VirtualMeshTest.workflow("  - agent: slow\n"));
        mesh.agent("slow", call -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
            return Answer.silence();
        });

        CompletableFuture<Ending> ending = mesh.start("w", "r1", Payload.NULL);
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
        mesh.send("r1", now -> new Command.CancelRun(now, "enough", "ana"));

        assertThat(ending.get(30, TimeUnit.SECONDS).status()).isEqualTo(RunStatus.CANCELED);
        Awaitility.await().untilTrue(interrupted);
    }

    @Test
    void pauses_are_real() throws Exception {
        mesh.deploy(VirtualMeshTest.workflow("  - { agent: flaky, retry: { max: 2, backoff: 10ms } }\n"));
        mesh.agent(
                "flaky",
                call -> call.attempt() == 1 ? Answer.failed("DOWN", "not yet") : Answer.done(Payload.json("1")));

        assertThat(mesh.start("w", "r1", Payload.NULL).get(30, TimeUnit.SECONDS).output())
                .contains(Payload.json("1"));
    }

    @Test
    void people_signals_and_events_reach_a_run() throws Exception {
        mesh.deploy(
                VirtualMeshTest.workflow(
                        "  - human: { title: Well?, form: { why: { type: text } } }\n  - wait: { event: go }\n  - wait: { event: more }\n"));
        CompletableFuture<Ending> ending = mesh.start("w", "r1", Payload.NULL);
        OpenQuestion question = mesh.questions().getFirst();

        assertThat(mesh.answer(question, Reply.of("approve", "ana")))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("MESH-8006"));
        assertThat(mesh.answer(question, Reply.of("approve", "ana").filling(Payload.json("{\"why\":\"so\"}"))))
                .isEmpty();
        assertThat(mesh.signal("r1", new Signal("go", Payload.NULL, "", "ana"))).isEmpty();
        mesh.announce(new Signal("more", Payload.json("7"), "", "ana"));

        assertThat(ending.get(30, TimeUnit.SECONDS).output()).contains(Payload.json("7"));
    }
}
