package dev.agentmesh.testkit;

import dev.agentmesh.agent.AgentBuilder;
import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.agent.Mesh;
import dev.agentmesh.agent.spi.AgentDeclaration;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.skill.AnnotatedAgents;
import dev.agentmesh.host.skill.BoundSkill;
import dev.agentmesh.host.skill.Json;
import dev.agentmesh.topics.message.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An agent without a broker.
 *
 * {@snippet :
 * assertThat(AgentTest.of(Greeter.class).send("greet", "Ada").output(String.class)).isEqualTo("Hello Ada");
 * assertThat(AgentTest.of(Greeter.class).send("greet", "").failure().kind()).isEqualTo(FailureKind.POISON);
 * }
 */
public final class AgentTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AgentDefinition agent;
    private final AtomicLong runs = new AtomicLong();
    private final Artifacts artifacts = new ArtifactsOnTrial();

    private AgentTest(AgentDefinition agent) {
        this.agent = agent;
    }

    /** An annotated class with a constructor without parameters. */
    public static AgentTest of(Class<?> agentClass) {
        return of(AnnotatedAgents.construct(agentClass));
    }

    /** An instance of an annotated class; this is how an agent gets stand-ins for what it depends on. */
    public static AgentTest of(Object instance) {
        return new AgentTest(AgentDefinition.of(new AgentDeclaration.Annotated(instance)));
    }

    /** An agent made of functions. */
    public static AgentTest of(String name, Consumer<AgentBuilder> description) {
        List<AgentDeclaration> declared = new ArrayList<>();
        Mesh.on(declared::addAll).agent(name, description).serve();
        return new AgentTest(AgentDefinition.of(declared.getFirst()));
    }

    /** Where its tasks keep what is large: to give a skill an {@link dev.agentmesh.agent.Artifact}, and to read one it gave. */
    public Artifacts artifacts() {
        return artifacts;
    }

    /** The agent as it would be served. */
    public AgentDefinition definition() {
        return agent;
    }

    /** Sends the first attempt of a new task and waits for its end, at most a minute. */
    public Answer send(String skill, Object input) {
        return start(skill, input).await(PATIENCE);
    }

    /** Like {@link #send} with the input as JSON text, which may be wrong. */
    public Answer sendJson(String skill, String json) {
        return begin(skill, Payload.json(json), newRun(), 1).await(PATIENCE);
    }

    /** Begins the first attempt of a new task. */
    public Running start(String skill, Object input) {
        return begin(skill, payload(input), newRun(), 1);
    }

    /** Begins another attempt of a task that ended, with the same input and the same idempotency key, as a retry does. */
    public Running retry(Running earlier) {
        return begin(earlier.skill, earlier.input, earlier.task.runId(), earlier.task.attempt() + 1);
    }

    private String newRun() {
        return "run-" + runs.incrementAndGet();
    }

    private Running begin(String skill, Payload input, String runId, int attempt) {
        BoundSkill bound = agent.skill(skill)
                .orElseThrow(() -> new AssertionError("agent \"" + agent.name() + "\" has no skill \"" + skill
                        + "\"; it has " + agent.skills().keySet()));
        TaskOnTrial task = new TaskOnTrial(runId, attempt, Instant.now().plus(PATIENCE), artifacts);
        return new Running(skill, input, task, bound);
    }

    private static Payload payload(Object input) {
        try {
            return Payload.json(Json.write(Json.tree(input)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An attempt under way. */
    public static final class Running {
        private final String skill;
        private final Payload input;
        private final TaskOnTrial task;
        private final CompletableFuture<Answer.End> end = new CompletableFuture<>();
        private final Thread thread;

        private Running(String skill, Payload input, TaskOnTrial task, BoundSkill bound) {
            this.skill = skill;
            this.input = input;
            this.task = task;
            this.thread = Thread.ofVirtual().start(() -> end.complete(Answer.of(bound.run(input, task))));
        }

        /** Asks the skill to stop: {@code canceled()} turns true, and after the grace its thread is interrupted. */
        public void cancel(Duration grace) {
            task.cancel();
            Thread.ofVirtual().start(() -> {
                try {
                    thread.join(grace);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                thread.interrupt();
            });
        }

        public boolean isOver() {
            return !thread.isAlive();
        }

        /**
         * The end.
         *
         * @throws AssertionError if it has not come within the time
         */
        public Answer await(Duration limit) {
            try {
                Answer.End came = end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                return new Answer(came, task.told(), task.booked());
            } catch (TimeoutException e) {
                throw new AssertionError("skill \"" + skill + "\" has not ended within " + limit, e);
            } catch (ExecutionException e) {
                throw new AssertionError("skill \"" + skill + "\" broke the testkit", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while skill \"" + skill + "\" ran", e);
            }
        }
    }
}
