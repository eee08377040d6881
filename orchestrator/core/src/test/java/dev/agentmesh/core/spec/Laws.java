package dev.agentmesh.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Evolver;
import dev.agentmesh.core.decider.Reactor;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.health.CircuitOpen;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.ScopeCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.spec.TransitionTable.Phase;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is true after every command of every run, whatever the definition. */
final class Laws {
    private final World world;
    private final RunInMemory replayed = new RunInMemory(World.RUN);
    private final Map<StepPath, Phase> phases = new HashMap<>();
    private final Map<StepPath, Integer> attempts = new HashMap<>();
    private final Map<StepPath, Integer> sinceRedrive = new HashMap<>();
    private final Map<StepPath, Integer> reassigned = new HashMap<>();
    private final Set<String> heard = new HashSet<>();
    private final Set<StepPath> asking = new HashSet<>();
    private final Set<TransitionTable.Row> taken = new HashSet<>();
    /** Timers of further attempts that fired while the run was paused. */
    private final Set<Timer> swallowed = new HashSet<>();

    private final UndoLaw undo = new UndoLaw();
    private Map<Timer, Instant> expected = Map.of();
    private Optional<Timer> fired = Optional.empty();

    Laws(World world) {
        this.world = world;
    }

    Set<TransitionTable.Row> taken() {
        return taken;
    }

    void fired(Timer timer, Instant due) {
        assertThat(world.now()).as("when %s fires", timer).isAfterOrEqualTo(due);
        fired = Optional.of(timer);
        if (timer instanceof Timer.RetryDue && isPaused()) {
            swallowed.add(timer);
        }
    }

    void cleared(Timer timer, Instant due, Optional<Instant> set) {
        boolean goneBefore = set.isEmpty() && swallowed.remove(timer);
        if (!goneBefore && !fired.equals(Optional.of(timer))) {
            assertThat(set)
                    .as("the time at which the cleared %s was set to be due", timer)
                    .contains(due);
        }
    }

    void check(Optional<RunStatus> before, Command command, Decision decision) {
        terminalIsAbsorbing(before, decision);
        aPausedRunBeginsNothing(decision);
        timersAreNeverEarly(command, decision);
        assertThat(decision.events()).as("the events of one decision").hasSizeLessThan(world.longest());
        for (Event event : decision.events()) {
            transitionIsLegal(event);
            undo.check(event);
            attemptsAreCountedAndBounded(event);
            replayed.apply(Evolver.evolve(replayed, command.at(), event));
        }
        assertThat(phases.values())
                .as("where steps stand between decisions")
                .doesNotContain(Phase.OUT_OF_ATTEMPTS, Phase.GIVEN_UP, Phase.EXPIRED, Phase.CHILD_OVER);
        assertThat(replayed.cells()).as("the log folded").isEqualTo(world.run().cells());
        everyHandOutIsOneMessage(decision);
        timersAreThoseTheCellsCallFor();
        eventsAreThoseTheCellsWaitFor();
        lanesAreCounted();
        runGoesOnOrEnds();
        undo.settled(world.status());
        fired = Optional.empty();
    }

    /** From a pause to what ends it, whatever else happens. */
    private void aPausedRunBeginsNothing(Decision decision) {
        boolean paused = replayed.get(CellKey.PAUSED).isPresent();
        for (Event event : decision.events()) {
            switch (event) {
                case Event.RunPaused _ -> paused = true;
                case Event.RunResumed _, Event.RunFailed _, Event.RunCanceled _ -> paused = false;
                case Event.UndoStarted started when started.path().isRoot() -> paused = false;
                case Event.TaskDispatched _,
                        Event.TaskRetried _,
                        Event.TaskReassigned _,
                        Event.TaskRedriven _,
                        Event.ScopeOpened _,
                        Event.LaneStarted _,
                        Event.RunCompleted _,
                        OutsideEvent.ApprovalRequested _,
                        OutsideEvent.WaitStarted _,
                        OutsideEvent.MessagePublished _,
                        OutsideEvent.ChildStarted _ ->
                    assertThat(paused)
                            .as("whether %s happens in a pause", event)
                            .isFalse();
                default -> {}
            }
        }
    }

    private boolean isPaused() {
        return world.run().cells().containsKey(CellKey.PAUSED);
    }

    private static void terminalIsAbsorbing(Optional<RunStatus> before, Decision decision) {
        if (before.filter(RunStatus::isTerminal).isPresent()) {
            assertThat(decision.events())
                    .as("what follows the end of a run")
                    .allMatch(event -> event instanceof Event.LateResultIgnored
                            || event instanceof Event.CommandRejected
                            || event instanceof OutsideEvent.ChildRefused);
        }
        boolean ended = false;
        for (Event event : decision.events()) {
            assertThat(ended).as("whether %s follows the run's end", event).isFalse();
            ended = event instanceof Event.RunCompleted
                    || event instanceof Event.RunFailed
                    || event instanceof Event.RunCanceled;
        }
    }

    private void timersAreNeverEarly(Command command, Decision decision) {
        if (command instanceof Command.TimerDue(Instant at, Timer timer)
                && !decision.events().isEmpty()) {
            assertThat(expected)
                    .as("what was set when %s decided something", timer)
                    .containsKey(timer);
            assertThat(at).isAfterOrEqualTo(expected.get(timer));
        }
    }

    private void transitionIsLegal(Event event) {
        Optional<StepPath> path = switch (event) {
            case Event.RunEvent _ -> Optional.empty();
            case Event.TaskEvent task -> Optional.of(task.path());
            case Event.StepEvent step -> Optional.of(step.path());
            case OutsideEvent.SignalKept _, OutsideEvent.ChildRefused _ -> Optional.empty();
            case OutsideEvent outside -> Optional.of(outside.path());
        };
        path.ifPresent(at -> {
            Phase from = phases.getOrDefault(at, Phase.NONE);
            Optional<Phase> to = TransitionTable.next(from, event);
            assertThat(to).as("where %s leads from %s", event, from).isPresent();
            phases.put(at, to.orElseThrow());
            taken.add(new TransitionTable.Row(from, TransitionTable.word(event), to.get()));
        });
    }

    private void attemptsAreCountedAndBounded(Event event) {
        switch (event) {
            case Event.TaskDispatched e -> {
                attempts.put(e.path(), 1);
                sinceRedrive.put(e.path(), 1);
            }
            case Event.TaskRetried e -> {
                assertThat(attempts.merge(e.path(), 1, Integer::sum)).isEqualTo(e.attempt());
                RetryPolicy policy = step(e.path()).modifiers().retry();
                assertThat(sinceRedrive.merge(e.path(), 1, Integer::sum))
                        .as("attempts of %s", e.path())
                        .isLessThanOrEqualTo(2 * policy.maxAttempts()
                                - 1
                                + RetryPolicy.MAX_LOST
                                - 1
                                + RetryPolicy.MAX_CONFLICTS
                                - 1);
            }
            case Event.TaskReassigned e -> {
                assertThat(attempts.merge(e.path(), 1, Integer::sum)).isEqualTo(e.attempt());
                sinceRedrive.put(e.path(), 1);
                int turn = reassigned.merge(e.path(), 1, Integer::sum);
                assertThat(new Verb.AgentCall(e.agent(), e.skill()))
                        .as("fallback %s of %s", turn, e.path())
                        .isEqualTo(step(e.path()).modifiers().fallback().get(turn - 1));
            }
            case Event.TaskRedirected e -> {
                assertThat(attempts.get(e.path())).isEqualTo(e.attempt());
                sinceRedrive.put(e.path(), 0);
                asking.remove(e.path());
                reassigned.put(
                        e.path(),
                        step(e.path()).modifiers().fallback().lastIndexOf(new Verb.AgentCall(e.agent(), e.skill()))
                                + 1);
            }
            case Event.TaskRedriven e -> {
                assertThat(attempts.merge(e.path(), 1, Integer::sum)).isEqualTo(e.attempt());
                sinceRedrive.put(e.path(), 1);
            }
            case Event.TaskCompleted e -> isHeardOnce(e.path(), e.attempt());
            case Event.AttemptEnded e -> {
                asksOnce(e);
                if (!e.worker().isEmpty() && e.failure().kind() != FailureKind.LOST) {
                    isHeardOnce(e.path(), e.attempt());
                }
            }
            case Event.LateResultIgnored e -> isHeardOnce(e.path(), e.attempt());
            case Event.RunEvent _,
                    Event.StepEvent _,
                    OutsideEvent _,
                    Event.TaskFailed _,
                    Event.TaskDeadLettered _,
                    Event.TaskCanceled _,
                    Event.BoardWritten _,
                    Event.TaskProgressed _ -> {}
        }
    }

    /** To ask for a test call is no attempt of the policy's, and is not done twice in a row. */
    private void asksOnce(Event.AttemptEnded event) {
        if (!CircuitOpen.isAsking(event.failure())) {
            asking.remove(event.path());
            return;
        }
        assertThat(asking.add(event.path()))
                .as("that %s does not ask again at once", event.path())
                .isTrue();
        sinceRedrive.merge(event.path(), -1, Integer::sum);
    }

    private void isHeardOnce(StepPath path, int attempt) {
        assertThat(heard.add(path + "#" + attempt))
                .as("that the worker's word on %s#%s is booked once", path, attempt)
                .isTrue();
    }

    private Step step(StepPath path) {
        return Definitions.step(world.workflow(), path.id());
    }

    private static void everyHandOutIsOneMessage(Decision decision) {
        List<String> events = new ArrayList<>();
        for (Event event : decision.events()) {
            if (event instanceof Event.AttemptEnded ended && ended.failure().kind() == FailureKind.CIRCUIT_OPEN) {
                assertThat(events.removeLast())
                        .as("what is rejected is what was to be handed out")
                        .isEqualTo(ended.path() + "#" + ended.attempt());
            } else if (event instanceof Event.TaskDispatched
                    || event instanceof Event.TaskRetried
                    || event instanceof Event.TaskReassigned
                    || event instanceof Event.TaskRedriven) {
                Event.TaskEvent task = (Event.TaskEvent) event;
                events.add(task.path() + "#" + task.attempt());
            }
        }
        List<String> messages = decision.effects().stream()
                .filter(Effect.DispatchTask.class::isInstance)
                .map(Effect.DispatchTask.class::cast)
                .map(dispatch -> dispatch.path() + "#" + dispatch.attempt())
                .toList();
        assertThat(messages).as("the tasks sent").isEqualTo(events);
    }

    private void timersAreThoseTheCellsCallFor() {
        Map<Timer, Instant> due = new HashMap<>();
        world.run().cells().forEach((key, cell) -> {
            switch (cell) {
                case RunCell run
                when run.status() == RunStatus.RUNNING ->
                    due.put(new Timer.RunDeadline(), isRollingBack() ? Reactor.NO_END : run.deadline());
                case TaskCell task ->
                    timerOf(key.path(), task)
                            .filter(timer ->
                                    !isHeldBack(key.path()) || world.timers().containsKey(timer))
                            .ifPresent(timer -> due.put(timer, task.due()));
                case ScopeCell scope ->
                    scope.deadline().ifPresent(deadline -> due.put(new Timer.StepDeadline(key.path()), deadline));
                case Cell.AgendaCell agenda -> due.put(new Timer.TurnsDue(), agenda.due());
                case Cell.PendingCell pending -> due.putAll(timersOf(key.path(), pending));
                case Cell.AnsweredCell _,
                        Cell.SignalCell _,
                        Cell.ParentCell _,
                        RunCell _,
                        Cell.InputCell _,
                        Cell.ItemsCell _,
                        Cell.LaneCell _,
                        Cell.EndedCell _,
                        Cell.VariableCell _,
                        Cell.BoardCell _,
                        Cell.EntryCell _,
                        Cell.UndoListCell _,
                        Cell.UndoCell _,
                        Cell.UndoTallyCell _,
                        Cell.PausedCell _,
                        Cell.HeldCell _ -> {}
            }
        });
        assertThat(world.timers()).as("the timers that are set").isEqualTo(due);
        expected = due;
    }

    /** Whether the next attempt fell due while the run was paused: what said so is gone, and it is written down. */
    private boolean isHeldBack(StepPath path) {
        Turn goesOn = new Turn.GoOn(path);
        return world.run().cells().containsKey(CellKey.held(goesOn))
                || world.run().cells().get(CellKey.AGENDA) instanceof Cell.AgendaCell agenda
                        && agenda.turns().contains(goesOn);
    }

    private static Map<Timer, Instant> timersOf(StepPath path, Cell.PendingCell pending) {
        Map<Timer, Instant> due = new HashMap<>();
        pending.due().ifPresent(at -> due.put(new Timer.PendingDue(path), at));
        if (pending instanceof Cell.ApprovalCell approval) {
            approval.remindAt().ifPresent(at -> due.put(new Timer.ReminderDue(path, approval.reminders() + 1), at));
        }
        return due;
    }

    private void eventsAreThoseTheCellsWaitFor() {
        Set<String> waiting = new HashSet<>();
        world.run().cells().forEach((key, cell) -> {
            if (cell instanceof Cell.WaitCell(String event, var _) && !event.isEmpty()) {
                waiting.add(event + " at " + key.path());
            }
        });
        assertThat(world.heard()).as("the events the run hears of").isEqualTo(waiting);
    }

    private boolean isRollingBack() {
        return world.run().cells().containsKey(CellKey.scope(StepPath.ROOT));
    }

    private static Optional<Timer> timerOf(StepPath path, TaskCell task) {
        return switch (task.phase()) {
            case DISPATCHED -> Optional.of(new Timer.AttemptDeadline(path, task.attempt()));
            case AWAITING_RETRY -> Optional.of(new Timer.RetryDue(path, task.attempt() + 1));
            case HELD -> Optional.empty();
        };
    }

    private void lanesAreCounted() {
        Map<StepPath, Integer> running = new HashMap<>();
        for (CellKey key : world.run().cells().keySet()) {
            if (key.kind() == CellKey.Kind.LANE) {
                running.merge(key.path().step(), 1, Integer::sum);
            }
        }
        world.run().cells().forEach((key, cell) -> {
            if (cell instanceof LanesCell lanes) {
                assertThat(lanes.running())
                        .as("running lanes of %s", key.path())
                        .isEqualTo(running.getOrDefault(key.path(), 0))
                        .isLessThanOrEqualTo(Definitions.width(step(key.path())));
            }
        });
    }

    /** A running run waits for somebody: a worker, a pause, a redrive. An ended one has nothing open. */
    private void runGoesOnOrEnds() {
        Set<CellKey> open = new HashSet<>();
        for (CellKey key : world.run().cells().keySet()) {
            switch (key.kind()) {
                case TASK, SCOPE, LANE, PENDING -> open.add(key);
                case RUN, INPUT, ITEMS, ENDED, VARIABLE, UNDO, AGENDA, ANSWERED, SIGNAL, PARENT, PAUSED, HELD -> {}
            }
        }
        Optional<RunStatus> status = world.status();
        if (status.isEmpty() || status.get().isTerminal()) {
            assertThat(open).as("what is open after the end").isEmpty();
            return;
        }
        boolean goesOnByItself = world.run().cells().containsKey(CellKey.AGENDA)
                || world.run().cells().keySet().stream().anyMatch(key -> key.kind() == CellKey.Kind.HELD);
        if (goesOnByItself) {
            return;
        }
        assertThat(open)
                .as("what the running run waits for")
                .anyMatch(key ->
                        (key.kind() == CellKey.Kind.TASK || key.kind() == CellKey.Kind.PENDING) && !isKept(key.path()));
    }

    /** Whether one of the lanes around the path goes on although its step is over. */
    private boolean isKept(StepPath path) {
        for (StepPath frame = path.frame(); !frame.isRoot(); frame = frame.frame()) {
            if (world.run().cells().containsKey(CellKey.lane(frame))
                    && !world.run().cells().containsKey(CellKey.scope(frame.step()))) {
                return true;
            }
        }
        return false;
    }
}
