package dev.agentmesh.eventlog.history;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.history.Standing.Asked;
import dev.agentmesh.eventlog.history.Standing.ChildRunning;
import dev.agentmesh.eventlog.history.Standing.Ended;
import dev.agentmesh.eventlog.history.Standing.Waiting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Steps that wait for the world outside: questions, signals, child runs. */
final class Outside {
    private final Steps steps;
    private final Map<Integer, String> kept = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private final Map<StepPath, Integer> reminders = new HashMap<>();

    Outside(Steps steps) {
        this.steps = steps;
    }

    void accept(OutsideEvent event) throws IllegalHistory {
        StepPath path = event.path();
        switch (event) {
            case OutsideEvent.ApprovalRequested e -> {
                steps.requireTurn(path);
                if (!e.shown().equals(e.question().hash())) {
                    throw new IllegalHistory("the hash of what was shown is not the hash of what the event holds");
                }
                steps.put(path, new Asked(false, false));
            }
            case OutsideEvent.ApprovalAnswered(StepPath _, Answer answer) -> {
                requireOpenQuestion(event);
                if (!answered.add(path + " " + answer.by())) {
                    throw new IllegalHistory("one person answers twice");
                }
                steps.put(path, new Asked(true, false));
            }
            case OutsideEvent.ApprovalReminded e -> {
                requireOpenQuestion(event);
                if (reminders.merge(path, 1, Integer::sum) != e.number()) {
                    throw new IllegalHistory("reminder " + e.number() + " is out of order");
                }
            }
            case OutsideEvent.ApprovalEscalated _ -> requireOpenQuestion(event);
            case OutsideEvent.ApprovalExpired _ -> {
                Asked open = requireOpenQuestion(event);
                steps.put(path, new Asked(open.answered(), true));
            }
            case OutsideEvent.WaitStarted e -> {
                steps.requireTurn(path);
                steps.put(path, new Waiting(e.event()));
            }
            case OutsideEvent.SignalReceived e -> ended(event, e.signal().name());
            case OutsideEvent.SignalKept e -> {
                if (kept.put(e.number(), e.signal().name()) != null) {
                    throw new IllegalHistory("signal " + e.number() + " is kept twice");
                }
            }
            case OutsideEvent.SignalTaken e -> {
                String name = kept.remove(e.number());
                if (name == null) {
                    throw new IllegalHistory("signal " + e.number() + " is taken that is not kept");
                }
                ended(event, name);
            }
            case OutsideEvent.MessagePublished _ -> {
                steps.requireTurn(path);
                steps.put(path, new Ended(false));
            }
            case OutsideEvent.ChildStarted e -> {
                steps.requireTurn(path);
                steps.put(path, e.detached() ? new Ended(false) : new ChildRunning(e.childId(), false));
            }
            case OutsideEvent.ChildEnded e -> childEnded(e);
            case OutsideEvent.ChildRefused _ -> {}
        }
    }

    private Asked requireOpenQuestion(Event event) throws IllegalHistory {
        StepPath path = ((OutsideEvent) event).path();
        if (steps.standing(path).orElse(null) instanceof Asked asked && !asked.expired()) {
            return asked;
        }
        throw new IllegalHistory(event.getClass().getSimpleName() + " cannot be: no question is open");
    }

    private void ended(OutsideEvent event, String name) throws IllegalHistory {
        boolean awaited =
                steps.standing(event.path()).orElse(null) instanceof Waiting(String expected) && expected.equals(name);
        if (!awaited) {
            throw new IllegalHistory("signal \"" + name + "\" comes to a step that does not wait for it");
        }
        steps.put(event.path(), new Ended(false));
    }

    private void childEnded(OutsideEvent.ChildEnded event) throws IllegalHistory {
        boolean runs = steps.standing(event.path()).orElse(null) instanceof ChildRunning(String child, boolean over)
                && !over
                && child.equals(event.childId());
        if (!runs) {
            throw new IllegalHistory("a child run ends that does not run for this step");
        }
        if (event.status() == RunStatus.RUNNING) {
            throw new IllegalHistory("a child run ends as running");
        }
        steps.put(event.path(), new ChildRunning(event.childId(), true));
    }
}
