package dev.agentmesh.inprocess.scenario;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.inprocess.Answer;
import dev.agentmesh.inprocess.LoggedFact;
import dev.agentmesh.inprocess.MemoryCells;
import dev.agentmesh.inprocess.TaskCall;
import dev.agentmesh.inprocess.VirtualMesh;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.language.testfile.TestCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/**
 * A whole mesh on one thread and from one seed: topics with partitions in memory, an orchestrator that works in transactions and
 * is killed in the middle of them, workers that die, answer twice, late or never, timers that fire late, people who cancel and
 * redrive. Records of one partition of a topic keep their order; everything else comes in any.
 */
final class SimulatedMesh {
    private static final int PARTITIONS = 2;
    private static final CelExpressions EXPRESSIONS = new CelExpressions();

    /** The agent tasks are given to by people. */
    private static final String SPARE = "spare";

    /** Far more than any example takes; what takes longer does not come to an end. */
    private static final int MOST_STEPS = 100_000;

    private record Sent(String runId, Function<Instant, Command> command) {}

    private record Arrival(Instant at, long order, Runnable what) {}

    private record Armed(String runId, Timer timer) {}

    /** One partition of the orchestrator: what it reads, how far it has read, what it knows. */
    private static final class Partition {
        final List<Sent> commands = new ArrayList<>();
        final List<Sent> results = new ArrayList<>();
        final Map<Armed, Instant> timers = new LinkedHashMap<>();
        int command;
        int result;

        boolean hasWork() {
            return command < commands.size() || result < results.size();
        }
    }

    private final Random random;
    private final Outline outline;
    private final TestCase testCase;
    private final Decider decider = new Decider(EXPRESSIONS, new Surroundings() {
        @Override
        public List<AgentCard> agents() {
            return List.of(new AgentCard(SPARE, "does it all", List.of()));
        }
    });
    private final List<Partition> partitions = new ArrayList<>();
    private final Map<String, SimulatedRun> runs = new LinkedHashMap<>();
    private final Map<String, ScriptedAgent> agents = new HashMap<>();
    private final Map<StepPath, Integer> redrives = new HashMap<>();
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparingLong(Arrival::order));
    private Instant now = VirtualMesh.START;
    private boolean faults = true;
    private long orders;

    SimulatedMesh(long seed, Workflow workflow, TestCase testCase) {
        this.random = new Random(seed);
        this.outline = new Outline(workflow);
        this.testCase = testCase;
        testCase.agents()
                .forEach((agent, script) -> agents.put(agent, new ScriptedAgent(script, EXPRESSIONS, _ -> {})));
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new Partition());
        }
    }

    /** Starts some runs and lives through everything that comes of them. Returns how many events were logged. */
    long live() {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            start("run-" + i);
        }
        int wild = random.nextInt(400);
        for (int i = 0; i < wild; i++) {
            step();
        }
        faults = false;
        drain();
        runs.values().forEach(SimulatedRun::expectOver);
        return runs.values().stream().mapToLong(SimulatedRun::events).sum();
    }

    private void start(String runId) {
        runs.put(runId, new SimulatedRun(runId));
        Function<Instant, Command> start =
                at -> new Command.StartRun(at, testCase.input(), Optional.empty(), Optional.empty(), "simulation");
        arrive(random.nextInt(2_000), () -> partition(runId).commands.add(new Sent(runId, start)), true);
        if (random.nextInt(12) == 0) {
            Function<Instant, Command> cancel = at -> new Command.CancelRun(at, "enough", "simulation");
            arrive(random.nextInt(20_000), () -> partition(runId).commands.add(new Sent(runId, cancel)), true);
        }
    }

    private Partition partition(String runId) {
        return partitions.get(Math.floorMod(runId.hashCode(), PARTITIONS));
    }

    /** @param mayRepeat whether the producer may have sent it twice */
    private void arrive(long millis, Runnable what, boolean mayRepeat) {
        arrivals.add(new Arrival(now.plusMillis(millis), orders++, what));
        if (mayRepeat && faults && random.nextInt(8) == 0) {
            arrivals.add(new Arrival(now.plusMillis(millis + random.nextInt(60_000)), orders++, what));
        }
    }

    /** One thing that happens. */
    private void step() {
        int what = random.nextInt(10);
        if (what < 3) {
            now = now.plusMillis(random.nextInt(3_000));
        }
        while (!arrivals.isEmpty() && !arrivals.peek().at().isAfter(now)) {
            arrivals.remove().what().run();
        }
        Partition partition = partitions.get(random.nextInt(PARTITIONS));
        if (what == 3) {
            fireSome(partition);
        } else if (what == 4) {
            operate();
        } else {
            transaction(partition);
        }
    }

    /** Reads some records, decides, and then all of it is true or none of it. */
    private void transaction(Partition partition) {
        var transaction = new Transaction(partition);
        int records = 1 + random.nextInt(4);
        for (int i = 0; i < records && transaction.hasWork(); i++) {
            transaction.next();
        }
        boolean killed = faults && random.nextInt(10) == 0;
        if (!killed) {
            transaction.commit();
        }
    }

    /** Fires some of the timers that are due; the others are late. */
    private void fireSome(Partition partition) {
        var transaction = new Transaction(partition);
        for (Map.Entry<Armed, Instant> timer : List.copyOf(partition.timers.entrySet())) {
            boolean due = !timer.getValue().isAfter(now);
            if (due && (!faults || random.nextInt(3) > 0)) {
                transaction.fire(timer.getKey(), timer.getValue());
            }
        }
        if (!faults || random.nextInt(10) > 0) {
            transaction.commit();
        }
    }

    /** An operator redrives what is held, a few times. */
    private void operate() {
        runs.forEach((runId, run) -> run.held().stream()
                .filter(path -> redrives.merge(path, 1, Integer::sum) <= 3)
                .forEach(path -> order(
                        runId, at -> new Command.RedriveTask(at, path, Optional.empty(), "mended", "simulation"))));
        if (faults) {
            runs.forEach(this::comeFromOutside);
            runs.forEach(this::steer);
        } else if (arrivals.isEmpty()) {
            runs.forEach((runId, run) -> {
                if (run.isPaused()) {
                    order(runId, at -> new Command.ResumeRun(at, "over", "simulation"));
                }
            });
        }
    }

    /** Somebody has a run stand still, or go on, or gives a task to another agent. */
    private void steer(String runId, SimulatedRun run) {
        switch (random.nextInt(20)) {
            case 0 -> order(runId, at -> new Command.PauseRun(at, "wait", "simulation"));
            case 1, 2 -> order(runId, at -> new Command.ResumeRun(at, "go on", "simulation"));
            case 3 ->
                run.open().stream()
                        .findAny()
                        .ifPresent(path -> order(
                                runId,
                                at -> new Command.RedirectTask(at, path, SPARE, Optional.empty(), "", "simulation")));
            default -> {}
        }
    }

    /** Somebody may answer what is asked, or tell what is waited for; the end of a child comes, once or twice. */
    private void comeFromOutside(String runId, SimulatedRun run) {
        run.cells().all().forEach((key, cell) -> {
            if (!(cell instanceof Cell.PendingCell pending) || random.nextInt(6) > 0) {
                return;
            }
            switch (pending) {
                case Cell.ApprovalCell open -> answer(runId, key.path(), open);
                case Cell.WaitCell(String event, var _) -> tell(runId, event);
                case Cell.ChildCell(String child, var _, boolean _) -> endChild(runId, key.path(), child);
            }
        });
    }

    private void answer(String runId, StepPath path, Cell.ApprovalCell open) {
        List<String> choices = open.choices();
        String choice = random.nextInt(8) == 0 ? "none of them" : choices.get(random.nextInt(choices.size()));
        List<String> roles = open.assign().stream()
                .filter(assigned -> assigned.startsWith("role:") && random.nextInt(8) > 0)
                .map(assigned -> assigned.substring("role:".length()))
                .toList();
        String by = "person-" + random.nextInt(4);
        order(runId, at -> new Command.DecideApproval(at, path, choice, Optional.empty(), "", by, roles, open.shown()));
    }

    private void tell(String runId, String event) {
        var signal = new Signal(event, testCase.input(), "", "simulation");
        order(
                runId,
                random.nextBoolean()
                        ? at -> new Command.SignalRun(at, signal)
                        : at -> new Command.AnnounceEvent(at, signal));
    }

    private void endChild(String runId, StepPath path, String child) {
        RunStatus status = random.nextInt(3) > 0 ? RunStatus.COMPLETED : RunStatus.CANCELED;
        order(
                runId,
                at -> new Command.ChildRunEnded(
                        at,
                        path,
                        child,
                        status,
                        status == RunStatus.COMPLETED ? Optional.of(testCase.input()) : Optional.empty(),
                        Optional.empty()));
    }

    private void order(String runId, Function<Instant, Command> command) {
        arrive(random.nextInt(500), () -> partition(runId).commands.add(new Sent(runId, command)), true);
    }

    private void drain() {
        for (int i = 0; i < MOST_STEPS; i++) {
            partitions.forEach(this::transaction);
            partitions.forEach(this::fireSome);
            operate();
            boolean idle = partitions.stream().noneMatch(Partition::hasWork);
            if (idle && runs.values().stream().allMatch(run -> run.status().isTerminal()) && arrivals.isEmpty()) {
                return;
            }
            if (idle) {
                Optional<Instant> next = partitions.stream()
                        .flatMap(partition -> partition.timers.values().stream())
                        .min(Comparator.naturalOrder());
                Instant arrival =
                        arrivals.isEmpty() ? Instant.MAX : arrivals.peek().at();
                Instant due = next.filter(timer -> timer.isBefore(arrival)).orElse(arrival);
                assertThat(due)
                        .as("I20: something is left to happen to %s", open())
                        .isBefore(Instant.MAX);
                now = due.isAfter(now) ? due : now;
            }
            while (!arrivals.isEmpty() && !arrivals.peek().at().isAfter(now)) {
                arrivals.remove().what().run();
            }
        }
        throw new AssertionError("I20: the runs " + open() + " do not come to an end");
    }

    private List<String> open() {
        return runs.entrySet().stream()
                .filter(run -> !run.getValue().status().isTerminal())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A worker takes a task. It may die with it, or its process may have answered already when it does. */
    private void work(String runId, Effect.DispatchTask task) {
        var call = new TaskCall(
                runId,
                task.path(),
                task.attempt(),
                task.agent(),
                task.skill(),
                task.input(),
                task.idempotencyKey(),
                task.deadline());
        int fate = faults ? random.nextInt(20) : 19;
        Answer answer = switch (fate) {
            case 0 -> Answer.silence();
            case 1, 2 -> Answer.notDone(FailureKind.LOST, "LOST", "the worker was killed");
            case 3 -> Answer.failed("DOWN", "no answer");
            case 4 -> Answer.notDone(FailureKind.INVALID_OUTPUT, "MISFIT", "not what the schema says");
            default -> scripted(call);
        };
        if (fate == 5) {
            report(runId, at -> new Command.ReportProgress(at, task.path(), task.attempt(), 0.5, "half", "w"), 1);
        }
        if (fate == 6) {
            report(runId, at -> new Command.ForgedReport(at, task.path(), task.attempt(), "mallory"), 1);
        }
        long delay = Math.min(answer.after().toMillis(), 90_000) + random.nextInt(2_000);
        switch (answer.outcome()) {
            case Answer.Outcome.Done(var output) ->
                report(
                        runId,
                        at -> new Command.ReportCompleted(
                                at, task.path(), task.attempt(), output, List.of(), "w", Duration.ZERO),
                        delay);
            case Answer.Outcome.NotDone(Failure failure) ->
                report(
                        runId,
                        at -> new Command.ReportFailed(at, task.path(), task.attempt(), failure, List.of(), "w"),
                        delay);
            case Answer.Outcome.Silence() -> {}
        }
    }

    private Answer scripted(TaskCall call) {
        ScriptedAgent agent = agents.getOrDefault(call.name(), agents.get(call.agent()));
        if (call.agent().equals(SPARE)) {
            return Answer.done(call.input());
        }
        return agent == null ? Answer.poison("NOT_SCRIPTED", "nobody answers for it") : agent.answer(call);
    }

    private void report(String runId, Function<Instant, Command> command, long millis) {
        arrive(millis, () -> partition(runId).results.add(new Sent(runId, command)), true);
    }

    /** Decisions over copies, until they are committed. */
    private final class Transaction {
        private final Partition partition;
        private final Map<Armed, Instant> timers;
        private final Map<String, MemoryCells> decided = new HashMap<>();
        private final Map<String, List<LoggedFact>> facts = new LinkedHashMap<>();
        private final List<Runnable> sent = new ArrayList<>();
        private int command;
        private int result;

        Transaction(Partition partition) {
            this.partition = partition;
            this.timers = new LinkedHashMap<>(partition.timers);
            this.command = partition.command;
            this.result = partition.result;
        }

        boolean hasWork() {
            return command < partition.commands.size() || result < partition.results.size();
        }

        /** Two topics, read in no order between them. */
        void next() {
            boolean results =
                    command == partition.commands.size() || result < partition.results.size() && random.nextBoolean();
            Sent record = results ? partition.results.get(result++) : partition.commands.get(command++);
            decide(record.runId(), record.command().apply(now));
        }

        void fire(Armed armed, Instant due) {
            if (timers.remove(armed, due)) {
                assertThat(now).as("I16: %s is not early", armed).isAfterOrEqualTo(due);
                decide(armed.runId(), new Command.TimerDue(now, armed.timer()));
            }
        }

        private void decide(String runId, Command decision) {
            MemoryCells cells = decided.computeIfAbsent(
                    runId, id -> requireNonNull(runs.get(id)).copied());
            RunStatus before = status(cells);
            Decision made = decider.decide(outline, cells, decision);
            assertThat(decider.decide(outline, cells, decision))
                    .as("the same again")
                    .isEqualTo(made);
            if (before.isTerminal()) {
                assertThat(made.effects()).as("what an ended run still sends").isEmpty();
            }
            cells.apply(made.changes());
            List<LoggedFact> log = facts.computeIfAbsent(runId, _ -> new ArrayList<>());
            long seq = requireNonNull(runs.get(runId)).events();
            made.events().forEach(event -> log.add(new LoggedFact(seq + log.size() + 1, now, event)));
            made.effects().forEach(effect -> carryOut(runId, effect));
        }

        private RunStatus status(MemoryCells cells) {
            return cells.get(CellKey.RUN)
                    .map(cell -> ((Cell.RunCell) cell).status())
                    .orElse(RunStatus.RUNNING);
        }

        private void carryOut(String runId, Effect effect) {
            switch (effect) {
                case Effect.DispatchTask task ->
                    sent.add(() -> arrive(random.nextInt(500), () -> work(runId, task), false));
                case Effect.SetTimer set -> timers.put(new Armed(runId, set.timer()), set.due());
                case Effect.ClearTimer clear -> timers.remove(new Armed(runId, clear.timer()));
                case Effect.CancelAttempt _,
                        Effect.WriteDeadLetter _,
                        Effect.PublishOutcome _,
                        Effect.HearEvent _,
                        Effect.IgnoreEvent _,
                        Effect.PublishRecord _,
                        Effect.StartChild _,
                        Effect.CancelChild _,
                        Effect.PauseChild _,
                        Effect.ResumeChild _,
                        Effect.TellParent _ -> {}
            }
        }

        void commit() {
            partition.command = command;
            partition.result = result;
            partition.timers.clear();
            partition.timers.putAll(timers);
            facts.forEach((runId, log) -> {
                SimulatedRun run = requireNonNull(runs.get(runId));
                run.commit(log, requireNonNull(decided.get(runId)));
                if (run.status().isTerminal() && run.events() > 0) {
                    assertThat(timers.keySet())
                            .as("timers of a run that is over")
                            .noneMatch(armed -> armed.runId().equals(runId));
                }
            });
            sent.forEach(Runnable::run);
        }
    }
}
