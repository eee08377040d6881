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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mesh whose clock stands still while anything happens, and jumps to the next thing when nothing does: a wait of a day takes
 * no time. Deterministic: what happens at one instant happens in the order in which it was asked for. For one thread.
 */
public final class VirtualMesh {
    /** When the clock starts. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** More than any definition needs; a run that never ends is noticed. */
    private static final int MOST_STEPS = 2_000_000;

    private final Agenda agenda = new Agenda();
    private final Hub hub;

    /** One whose agents have circuit breakers as everywhere. */
    public VirtualMesh() {
        this(BreakerPolicy.DEFAULT);
    }

    /** @param breakers when the agents' circuit breakers open */
    public VirtualMesh(BreakerPolicy breakers) {
        this.hub = new Hub(agenda, new CelExpressions(), breakers, _ -> {});
    }

    /** Makes a definition known by its name and by {@code name@version}. */
    public VirtualMesh deploy(Workflow workflow) {
        hub.deploy(workflow);
        return this;
    }

    /**
     * Has a function answer for an agent. One that nobody answers for is silent.
     *
     * @param name {@code agent}, or {@code agent/skill} for one of its skills, which is asked first
     */
    public VirtualMesh agent(String name, AgentFunction function) {
        hub.agent(name, function);
        return this;
    }

    /** Has a function answer for every agent that no other answers for. */
    public VirtualMesh otherwise(AgentFunction function) {
        hub.otherwise(function);
        return this;
    }

    /** Starts a run; what follows happens with {@link #settle} or {@link #advance}. */
    public LocalRun start(String workflow, String runId, Payload input) {
        return hub.start(workflow, runId, input, Optional.empty());
    }

    /** Sends a command to a run, which must exist, at the present time. Gives why it was refused, if it was. */
    public Optional<Failure> send(String runId, Function<Instant, Command> command) {
        return hub.send(runId, command);
    }

    /** What people are asked and have not answered, in the order the runs were started. */
    public List<OpenQuestion> questions() {
        return hub.runs().stream().flatMap(run -> run.questions().stream()).toList();
    }

    /** A person answers. Gives why the answer does not count, if it does not. */
    public Optional<Failure> answer(OpenQuestion question, Reply reply) {
        return hub.answer(question, reply);
    }

    /** Tells one run, which keeps the signal until a step waits for it. Gives why it was refused, if it was. */
    public Optional<Failure> signal(String runId, Signal signal) {
        return hub.send(runId, now -> new Command.SignalRun(now, signal));
    }

    /** Tells every run that waits for it now. */
    public void announce(Signal event) {
        hub.announce(event);
    }

    /** Lets something happen {@code after} that time: a person's click, an event, a cancellation. */
    public void later(Duration after, Runnable what) {
        agenda.at(now().plus(after), what);
    }

    public Instant now() {
        return agenda.now();
    }

    /** Where the circuit breaker of an agent stands. */
    public Breaker breaker(String agent) {
        return hub.breaker(agent);
    }

    public Optional<LocalRun> run(String runId) {
        return hub.run(runId);
    }

    /** In the order they were started. */
    public List<LocalRun> runs() {
        return hub.runs();
    }

    /** Lets the next thing happen; false when there is none. */
    public boolean advance() {
        return agenda.advance();
    }

    /** Lets everything happen that will happen by itself, to the end of every run's time. */
    public void settle() {
        until(() -> false);
    }

    /** Lets things happen until {@code enough}, or until nothing is left to happen. */
    public void until(BooleanSupplier enough) {
        int steps = 0;
        while (!enough.getAsBoolean() && agenda.advance()) {
            if (++steps > MOST_STEPS) {
                throw new IllegalStateException("Expected the runs " + open() + " to come to an end");
            }
        }
    }

    /** When the next thing happens. */
    public Optional<Instant> next() {
        return agenda.next();
    }

    private List<String> open() {
        return hub.runs().stream()
                .filter(run -> run.status() == RunStatus.RUNNING)
                .map(LocalRun::id)
                .toList();
    }

    /** What is to happen, by time and then by order. */
    private static final class Agenda implements Clockwork {
        private record Entry(Instant due, long order, Runnable what) {}

        private final PriorityQueue<Entry> entries =
                new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
        private Instant now = START;
        private long orders;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Appointment at(Instant due, Runnable what) {
            var entry = new Entry(due.isBefore(now) ? now : due, orders++, what);
            entries.add(entry);
            return () -> entries.remove(entry);
        }

        @Override
        public Appointment work(Supplier<Answer> work, Consumer<Answer> then) {
            return at(now, () -> then.accept(work.get()));
        }

        Optional<Instant> next() {
            return Optional.ofNullable(entries.peek()).map(Entry::due);
        }

        boolean advance() {
            Entry entry = entries.poll();
            if (entry == null) {
                return false;
            }
            now = entry.due();
            entry.what().run();
            return true;
        }
    }
}
