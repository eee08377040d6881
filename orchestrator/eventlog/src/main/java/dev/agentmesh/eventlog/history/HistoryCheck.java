package dev.agentmesh.eventlog.history;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.util.Optional;

/**
 * Checks one run's events against the rules of a run's life. Feed it the events in order; the first that cannot be is reported,
 * after which nothing more can be said.
 *
 * <p>The rules: a run starts once and pins its definition; it has one end, with nothing left open, and after it only refusals and
 * late results follow; a step begins once, inside something open, and ends once, or twice when a catch took its failure; attempts
 * count up by one; a task is held, failed or dead only after its attempts; lanes are their step's, start once and end once.
 *
 * <p>For one thread.
 */
public final class HistoryCheck {
    private final Steps steps = new Steps();
    private final Tasks tasks = new Tasks(steps);
    private final Outside outside = new Outside(steps);
    private RunState run = RunState.NONE;
    private boolean putOff;
    private boolean paused;
    private long seq;
    private Optional<HistoryFault> fault = Optional.empty();

    private enum RunState {
        NONE,
        RUNNING,
        OVER
    }

    /** The fault, if this event or an earlier one cannot be. */
    public Optional<HistoryFault> accept(LoggedEvent logged) {
        if (fault.isEmpty()) {
            try {
                if (logged.seq() != seq + 1) {
                    throw new IllegalHistory("event " + logged.seq() + " follows on event " + seq);
                }
                seq = logged.seq();
                requireNoBeginning(logged.event());
                check(logged.event());
            } catch (IllegalHistory illegal) {
                fault = Optional.of(new HistoryFault(logged.seq(), describe(logged.event()), illegal.rule()));
            }
        }
        return fault;
    }

    /** Whether the run has its end, or never began. A run under way may have things open. */
    public boolean isOver() {
        return run != RunState.RUNNING;
    }

    private void check(Event event) throws IllegalHistory {
        switch (event) {
            case Event.RunEvent e -> checkRun(e);
            case Event.TaskEvent e -> {
                boolean answersLate = e instanceof Event.LateResultIgnored && run == RunState.OVER;
                if (!answersLate) {
                    requireRunning();
                }
                tasks.accept(e);
            }
            case Event.StepEvent e -> {
                requireRunning();
                steps.accept(e);
            }
            case OutsideEvent.ChildRefused _ -> {
                if (seq == 1) {
                    throw new IllegalHistory("a parent is told of a refusal that is not in the log");
                }
            }
            case OutsideEvent e -> {
                requireRunning();
                outside.accept(e);
            }
        }
    }

    private void checkRun(Event.RunEvent event) throws IllegalHistory {
        switch (event) {
            case Event.RunStarted started -> {
                if (run != RunState.NONE) {
                    throw new IllegalHistory("the run starts a second time");
                }
                if (!started.workflow().hash().matches("[0-9a-f]{64}")) {
                    throw new IllegalHistory("the run does not pin its definition by a SHA-256");
                }
                run = RunState.RUNNING;
            }
            case Event.RunRejected _ -> {
                if (run != RunState.NONE) {
                    throw new IllegalHistory("a run that was accepted is rejected");
                }
            }
            case Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _ -> {
                requireRunning();
                Optional<String> open = steps.anyOpen();
                if (open.isPresent()) {
                    throw new IllegalHistory("the run ends with \"" + open.get() + "\" open");
                }
                run = RunState.OVER;
            }
            case Event.CommandRejected _ -> {}
            case Event.TurnsPutOff _ -> {
                requireRunning();
                putOff = true;
            }
            case Event.TurnsTakenUp _ -> {
                requireRunning();
                if (!putOff) {
                    throw new IllegalHistory("the run goes on with what was put off, but nothing was");
                }
                putOff = false;
            }
            case Event.RunPaused _ -> {
                requireRunning();
                if (paused) {
                    throw new IllegalHistory("the run is paused a second time");
                }
                paused = true;
            }
            case Event.RunResumed _ -> {
                requireRunning();
                requirePaused("resumed");
                paused = false;
            }
            case Event.TurnHeld _ -> {
                requireRunning();
                requirePaused("held back");
            }
        }
    }

    private void requirePaused(String what) throws IllegalHistory {
        if (!paused) {
            throw new IllegalHistory("something is " + what + " although the run is not paused");
        }
    }

    /** Undoing that ends the run is not held back. */
    private void requireNoBeginning(Event event) throws IllegalHistory {
        switch (event) {
            case Event.UndoStarted started when started.path().isRoot() -> paused = false;
            case Event.TaskDispatched _,
                    Event.TaskRetried _,
                    Event.TaskReassigned _,
                    Event.TaskRedriven _,
                    Event.ScopeOpened _,
                    Event.LaneStarted _,
                    OutsideEvent.ApprovalRequested _,
                    OutsideEvent.WaitStarted _,
                    OutsideEvent.MessagePublished _,
                    OutsideEvent.ChildStarted _ -> {
                if (paused) {
                    throw new IllegalHistory("it begins although the run is paused");
                }
            }
            default -> {}
        }
    }

    private void requireRunning() throws IllegalHistory {
        switch (run) {
            case NONE -> throw new IllegalHistory("the run has not started");
            case OVER -> throw new IllegalHistory("the run is over");
            case RUNNING -> {}
        }
    }

    private static String describe(Event event) {
        String name = event.getClass().getSimpleName();
        return switch (event) {
            case Event.RunEvent _ -> name;
            case Event.TaskEvent e -> name + " of \"" + e.path() + "\"";
            case Event.StepEvent e -> name + " of \"" + e.path() + "\"";
            case OutsideEvent e -> e.path().isRoot() ? name : name + " of \"" + e.path() + "\"";
        };
    }
}
