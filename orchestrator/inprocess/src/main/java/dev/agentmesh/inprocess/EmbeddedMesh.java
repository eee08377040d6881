package dev.agentmesh.inprocess;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.language.expression.CelExpressions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mesh inside another program, in real time: agents run on virtual threads, decisions are made by one thread. What it knows
 * is in memory and gone with the process; the same definitions run on the real mesh, where it is not. Safe for use by several
 * threads.
 */
public final class EmbeddedMesh implements AutoCloseable {
    /**
     * How a run ended.
     *
     * @param log everything that happened
     */
    public record Ending(RunStatus status, Optional<Payload> output, Optional<Failure> failure, List<LoggedFact> log) {}

    private final RealTime time = new RealTime();
    private final Hub hub;
    private final ConcurrentHashMap<String, CompletableFuture<Ending>> endings = new ConcurrentHashMap<>();

    /** One whose agents have circuit breakers as everywhere. */
    public EmbeddedMesh() {
        this(BreakerPolicy.DEFAULT);
    }

    /** @param breakers when the agents' circuit breakers open */
    public EmbeddedMesh(BreakerPolicy breakers) {
        this.hub = new Hub(time, new CelExpressions(), breakers, this::tell);
    }

    /** Makes a definition known by its name and by {@code name@version}. */
    public EmbeddedMesh deploy(Workflow workflow) {
        time.now(() -> {
            hub.deploy(workflow);
            return workflow;
        });
        return this;
    }

    /** Has a function answer for {@code agent} or {@code agent/skill}; it is called by several threads at once. */
    public EmbeddedMesh agent(String name, AgentFunction function) {
        time.now(() -> {
            hub.agent(name, function);
            return name;
        });
        return this;
    }

    /** Starts a run; what is returned completes when the run has ended. A start that comes twice is one run. */
    public CompletableFuture<Ending> start(String workflow, String runId, Payload input) {
        CompletableFuture<Ending> ending = endings.computeIfAbsent(runId, _ -> new CompletableFuture<>());
        time.now(() -> {
            hub.start(workflow, runId, input, Optional.empty());
            return runId;
        });
        return ending;
    }

    /** Sends a command to a run, which must exist. Gives why it was refused, if it was. */
    public Optional<Failure> send(String runId, Function<Instant, Command> command) {
        return time.now(() -> hub.send(runId, command));
    }

    /** What people are asked and have not answered, in the order the runs were started. */
    public List<OpenQuestion> questions() {
        return time.now(() ->
                hub.runs().stream().flatMap(run -> run.questions().stream()).toList());
    }

    /** A person answers. Gives why the answer does not count, if it does not. */
    public Optional<Failure> answer(OpenQuestion question, Reply reply) {
        return time.now(() -> hub.answer(question, reply));
    }

    /** Tells one run, which keeps the signal until a step waits for it. Gives why it was refused, if it was. */
    public Optional<Failure> signal(String runId, Signal signal) {
        return send(runId, now -> new Command.SignalRun(now, signal));
    }

    /** Tells every run that waits for it now. */
    public void announce(Signal event) {
        time.now(() -> {
            hub.announce(event);
            return event;
        });
    }

    /** Where the circuit breaker of an agent stands. */
    public Breaker breaker(String agent) {
        return time.now(() -> hub.breaker(agent));
    }

    private void tell(LocalRun run) {
        CompletableFuture<Ending> waiting = endings.get(run.id());
        if (waiting != null) {
            waiting.complete(new Ending(run.status(), run.output(), run.failure(), run.log()));
        }
    }

    /** Lets go of a run that has ended, and of its log; its id is free again. */
    public void forget(String runId) {
        time.now(() -> {
            hub.forget(runId);
            return endings.remove(runId);
        });
    }

    /** Ends at once: what runs is interrupted, what waits is forgotten. */
    @Override
    public void close() {
        time.stop();
    }

    private final class RealTime implements Clockwork {
        private final ScheduledThreadPoolExecutor decisions = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("mesh-in-process").factory());
        private final ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor();

        RealTime() {
            decisions.setRemoveOnCancelPolicy(true);
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Appointment at(Instant due, Runnable what) {
            // Rounded up, so that no timer is early by a fraction.
            long nanos = Math.max(0, Duration.between(now(), due).toNanos() + 1);
            Future<?> later = decisions.schedule(
                    () -> {
                        what.run();
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
            return () -> later.cancel(false);
        }

        @Override
        public Appointment work(Supplier<Answer> work, Consumer<Answer> then) {
            Future<?> running = agents.submit(() -> {
                Answer answer = work.get();
                try {
                    decisions.execute(() -> then.accept(answer));
                } catch (RejectedExecutionException _) {
                    // The mesh was closed meanwhile: nobody waits for the answer.
                }
            });
            return () -> running.cancel(true);
        }

        /** Runs on the thread that decides, and waits for it. */
        <T> T now(Callable<T> what) {
            try {
                return decisions.submit(what).get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the mesh decides", e);
            }
        }

        void stop() {
            agents.shutdownNow();
            decisions.shutdownNow();
        }
    }
}
