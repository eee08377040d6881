package dev.agentmesh.console.samples;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.inprocess.Answer;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.Reply;
import dev.agentmesh.inprocess.TaskCall;
import dev.agentmesh.inprocess.VirtualMesh;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Runs of every kind, with agents that answer, fail, decline, poison and say nothing, and people who answer or do not. */
public final class SampleRuns {
    private static final List<String> WORKFLOWS = List.of("""
            mesh: v1
            workflow: chain
            output: ${steps.second.output}
            steps:
              - { id: first, agent: scout, retry: { max: 3, backoff: 1s } }
              - { id: second, agent: critic/review, with: "${steps.first.output}", retry: { max: 2, backoff: 1s } }
            """, """
            mesh: v1
            workflow: wide
            steps:
              - id: both
                parallel:
                  join: settled
                  branches:
                    x: { id: one, agent: scout }
                    y: { id: two, agent: critic, catch: [ { id: spare, agent: steady } ] }
              - id: all
                map:
                  over: "[1, 2, 3, 4, 5]"
                  as: n
                  width: 2
                  join: settled
                  do:
                    - { id: each, agent: scout, with: "${n}", retry: { max: 2, backoff: 1s } }
            """, """
            mesh: v1
            workflow: asked
            steps:
              - { id: draft, agent: steady }
              - { id: ok, human: { title: Publish?, choices: [publish, reject], assign: "role:editor", due: 1h } }
              - id: which
                switch:
                  - when: steps.ok.output.choice == "publish"
                    do: [ { id: go, agent: steady } ]
                  - else: [ { fail: { code: STOPPED, message: not wanted } } ]
            """, """
            mesh: v1
            workflow: saga
            steps:
              - { id: book, agent: steady, undo: { agent: steady } }
              - { id: pay, agent: critic, undo: { agent: scout } }
            """, """
            mesh: v1
            workflow: outer
            steps:
              - { id: inner, workflow: chain, timeout: 10m }
              - { id: pause, wait: { for: 5m } }
              - { id: again, loop: { max: 3, until: "steps.turn.output.ok", do: [ { id: turn, agent: steady } ] } }
            """);

    private final Random chance;
    private final VirtualMesh mesh = new VirtualMesh();

    private SampleRuns(long seed) {
        chance = new Random(seed);
        WORKFLOWS.forEach(text -> mesh.deploy(workflow(text)));
        mesh.agent("steady", this::well);
        mesh.otherwise(this::somehow);
    }

    /** The runs of a mesh that was busy for a while; some have ended, some have not. */
    public static List<LocalRun> of(long seed, int runs) {
        SampleRuns samples = new SampleRuns(seed);
        List<String> names = List.of("chain", "wide", "asked", "saga", "outer");
        for (int i = 0; i < runs; i++) {
            samples.start("r-" + seed + "-" + i, names.get(i % names.size()));
        }
        int steps = 20 * runs + samples.chance.nextInt(60 * runs);
        for (int i = 0; i < steps && samples.mesh.advance(); i++) {
            samples.answerSome();
        }
        return samples.mesh.runs();
    }

    private void start(String id, String workflow) {
        mesh.start(workflow, id, Payload.json("{\"n\":1}"));
        if (chance.nextInt(8) == 0) {
            mesh.later(
                    Duration.ofSeconds(chance.nextInt(5)),
                    () -> mesh.send(id, now -> new Command.CancelRun(now, "enough", "ana")));
        }
    }

    private void answerSome() {
        if (chance.nextInt(3) == 0) {
            mesh.questions().stream()
                    .findFirst()
                    .ifPresent(question -> mesh.answer(
                            question,
                            Reply.of(chance.nextBoolean() ? "publish" : "reject", "ana", "editor")
                                    .saying("so be it")));
        }
    }

    private Answer well(TaskCall call) {
        return Answer.done(Payload.json("{\"ok\":true}"))
                .after(Duration.ofMillis(chance.nextInt(900)))
                .using(List.of(new Usage("small", 100, 20, 0.25)));
    }

    private Answer somehow(TaskCall call) {
        return switch (chance.nextInt(9)) {
            case 0 -> Answer.failed("HTTP_503", "HTTP 503 from " + call.agent() + "\u0000\ud800");
            case 1 -> Answer.poison("BAD_INPUT", "x".repeat(5000));
            case 2 -> Answer.declined("NO", "not this one");
            case 3 -> Answer.silence();
            default -> well(call);
        };
    }

    private static Workflow workflow(String text) {
        return switch (new WorkflowParser().parse(text, "sample.yaml")) {
            case ParsedWorkflow.Valid(Workflow workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new AssertionError(invalid.render());
        };
    }
}
