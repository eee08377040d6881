package dev.agentmesh.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.health.HealthDecider;
import dev.agentmesh.core.health.HealthSignal;
import dev.agentmesh.core.health.HealthWatch;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run with everything around it that the core relies on: a store, a clock, timers. Each command is decided twice and
 * every law of {@link Laws} is checked after it, so that a spec about one thing still notices all others.
 */
public final class World {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final String RUN = "r1";

    private final Outline outline;
    private final Decider decider;
    private final int slice;
    private final RunInMemory run = new RunInMemory(RUN);
    private final Map<Timer, Instant> timers = new LinkedHashMap<>();
    private final List<Event> log = new ArrayList<>();
    private final Laws laws;
    private final Set<String> heard = new TreeSet<>();
    private final FakeSurroundings surroundings = new FakeSurroundings();
    private final HealthDecider health;
    private final HealthWatch watch;
    private Instant now = START;

    public World(Workflow workflow) {
        this(workflow, Decider.SLICE, BreakerPolicy.OFF);
    }

    /**
     * @param slice after how many events a decision leaves the rest to a timer
     * @param breakers when breakers open
     */
    public World(Workflow workflow, int slice, BreakerPolicy breakers) {
        this.health = new HealthDecider(breakers);
        this.watch = new HealthWatch(breakers, surroundings);
        this.outline = new Outline(workflow);
        this.decider = new Decider(new FakeExpressions(), surroundings, slice);
        this.slice = slice;
        this.laws = new Laws(this);
    }

    /** Decides and carries out. */
    public Decision send(Command command) {
        Optional<RunStatus> before = status();
        Decision decision = decider.decide(outline, run, command);
        assertThat(decider.decide(outline, run, command))
                .as("the second decision of %s", command)
                .isEqualTo(decision);
        List<HealthSignal> signals = watch.heard(run, command.at(), decision.events());
        run.apply(decision.changes());
        log.addAll(decision.events());
        carryOut(decision.effects());
        laws.check(before, command, decision);
        repeatDecidesNothing(command, decision);
        signals.forEach(this::feel);
        return decision;
    }

    /** What is heard of agents is known before the next command. */
    private void feel(HealthSignal signal) {
        Breaker before = surroundings.of(signal.agent());
        health.decide(before, signal)
                .ifPresent(event -> surroundings.set(signal.agent(), HealthDecider.evolve(before, event)));
    }

    /** Where the breaker of an agent stands. */
    public Breaker breaker(String agent) {
        return surroundings.of(agent);
    }

    /** Somebody else's calls have brought the breaker there. */
    public void breaker(String agent, Breaker breaker) {
        surroundings.set(agent, breaker);
    }

    /** Delivered again, a command changes nothing; at most it is refused. */
    private void repeatDecidesNothing(Command command, Decision decision) {
        boolean repeats = switch (command) {
            case Command.ReportProgress _, Command.RefuseStart _ -> true;
            // Every signal is one of its own.
            case Command.SignalRun _, Command.AnnounceEvent _ -> true;
            case Command.StartRun _,
                    Command.CancelRun _,
                    Command.PauseRun _,
                    Command.ResumeRun _,
                    Command.RedirectTask _,
                    Command.RedriveTask _,
                    Command.ReportCompleted _,
                    Command.ReportFailed _,
                    Command.ForgedReport _,
                    Command.DecideApproval _,
                    Command.ChildRunEnded _,
                    Command.TimerDue _ -> decision.events().stream().allMatch(Event.RunRejected.class::isInstance);
        };
        if (!repeats) {
            assertThat(decider.decide(outline, run, command).events())
                    .as("what a repeated %s decides", command)
                    .allMatch(event ->
                            event instanceof Event.CommandRejected || event instanceof OutsideEvent.ChildRefused);
        }
    }

    /** No decision is longer than a slice and what one turn, or the end of everything that is open, can take. */
    int longest() {
        return slice + 10_000;
    }

    private void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.SetTimer(Timer timer, Instant due) -> timers.put(timer, due);
                case Effect.ClearTimer(Timer timer, Instant due) ->
                    laws.cleared(timer, due, Optional.ofNullable(timers.remove(timer)));
                case Effect.DispatchTask _,
                        Effect.CancelAttempt _,
                        Effect.WriteDeadLetter _,
                        Effect.PublishOutcome _,
                        Effect.PublishRecord _,
                        Effect.StartChild _,
                        Effect.CancelChild _,
                        Effect.PauseChild _,
                        Effect.ResumeChild _,
                        Effect.TellParent _ -> {}
                case Effect.HearEvent(String event, StepPath path) -> heard.add(event + " at " + path);
                case Effect.IgnoreEvent(String event, StepPath path) -> heard.remove(event + " at " + path);
            }
        }
    }

    /** Lets the timer's time come and fires it, as the adapter does: what fires is taken out first. */
    public Decision fire(Timer timer) {
        Instant due = timers.remove(timer);
        if (due == null) {
            throw new IllegalArgumentException("Expected " + timer + " to be set, but only " + timers + " are");
        }
        now = due.isAfter(now) ? due : now;
        laws.fired(timer, due);
        return send(new Command.TimerDue(now, timer));
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public Instant now() {
        return now;
    }

    public Outline outline() {
        return outline;
    }

    public Workflow workflow() {
        return outline.workflow();
    }

    public RunInMemory run() {
        return run;
    }

    /** The timers that are set and have neither fired nor been cleared. */
    public Map<Timer, Instant> timers() {
        return timers;
    }

    /** The rows of the table that this run's events were. */
    Set<TransitionTable.Row> transitions() {
        return laws.taken();
    }

    /** The events the run is to hear of, each with the step that waits: {@code name at path}. */
    Set<String> heard() {
        return heard;
    }

    public List<Event> log() {
        return log;
    }

    public Optional<TaskCell> task(String path) {
        return Optional.ofNullable((TaskCell) run.cells().get(CellKey.task(new StepPath(path))));
    }

    public Optional<RunStatus> status() {
        return Optional.ofNullable((RunCell) run.cells().get(CellKey.RUN)).map(RunCell::status);
    }
}
