package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.StepNode.Kind;
import dev.agentmesh.eventlog.summary.StepNode.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What each event of a run does to its steps, wherever those are kept: an event touches its step, that one's frames and, at an end, the
 * lanes that end with it. Feed it the events of one run in order. For one thread.
 */
public final class StepFold {
    /** Where the steps and lanes of one run are kept, each without what is inside it. */
    public interface Steps {
        /** The one at the path; empty when it has not begun. */
        Optional<StepNode> find(StepPath path);

        /** Keeps one that is new, or in the place of the one at its path. New ones come in the order they began. */
        void put(StepNode node);

        /** The lanes of a step that run. */
        List<StepNode> runningLanes(StepPath step);
    }

    private final Steps steps;
    private final SequencedMap<StepPath, NodeDraft> touched = new LinkedHashMap<>();

    public StepFold(Steps steps) {
        this.steps = steps;
    }

    public void accept(LoggedEvent logged) {
        try {
            switch (logged.event()) {
                case Event.RunEvent _ -> {}
                case Event.TaskEvent event -> acceptTask(event, logged.at());
                case Event.StepEvent event -> acceptStep(event, logged.at());
                case OutsideEvent event -> acceptOutside(event, logged.at());
            }
            touched.values().forEach(draft -> steps.put(draft.finished()));
        } finally {
            touched.clear();
        }
    }

    private void acceptTask(Event.TaskEvent event, Instant at) {
        NodeDraft node = node(event.path(), Kind.TASK, at);
        switch (event) {
            case Event.TaskDispatched e -> {
                node.kind = Kind.TASK;
                node.agent = e.skill().isEmpty() ? e.agent() : e.agent() + "/" + e.skill();
                node.attempts = 1;
            }
            case Event.TaskRetried e -> node.handedOut(e.attempt());
            case Event.TaskReassigned e -> {
                node.handedOut(e.attempt());
                node.note = "instead of " + node.agent;
                node.agent = e.skill().isEmpty() ? e.agent() : e.agent() + "/" + e.skill();
            }
            case Event.TaskRedirected e -> {
                node.state = State.PAUSING;
                node.note = Why.said("taken from " + node.agent, e.by(), e.reason());
                node.agent = e.skill().isEmpty() ? e.agent() : e.agent() + "/" + e.skill();
            }
            case Event.TaskRedriven e -> {
                node.handedOut(e.attempt());
                node.note = "redriven" + (e.by().isEmpty() ? "" : " by " + e.by())
                        + (e.reason().isEmpty() ? "" : ": " + e.reason());
            }
            case Event.AttemptEnded e -> {
                node.state = State.PAUSING;
                node.failure = Optional.of(e.failure());
                node.usage = node.usage.plus(e.usage());
                node.worker = e.worker().isEmpty() ? node.worker : e.worker();
                node.note = e.retryAt().map(due -> "next attempt at " + due).orElse("");
            }
            case Event.TaskDeadLettered e -> {
                node.state = e.held() ? State.HELD : node.state;
                node.failure = Optional.of(e.failure());
                node.note = "dead letter " + e.deadLetterId();
            }
            case Event.TaskCompleted e -> {
                node.usage = node.usage.plus(e.usage());
                node.worker = e.worker();
                node.note = "";
                node.end(State.COMPLETED, at);
            }
            case Event.TaskFailed e -> {
                node.failure = Optional.of(e.failure());
                node.end(State.FAILED, at);
            }
            case Event.TaskCanceled e -> {
                node.note = e.reason();
                node.end(State.CANCELED, at);
            }
            case Event.TaskProgressed e -> node.note = Math.round(e.part() * 100) + " % " + e.text();
            case Event.BoardWritten _ -> {}
            case Event.LateResultIgnored e -> node.usage = node.usage.plus(e.usage());
        }
    }

    private void acceptStep(Event.StepEvent event, Instant at) {
        switch (event) {
            case Event.ScopeOpened e -> opened(e, at);
            case Event.LaneStarted e -> node(e.path(), Kind.LANE, at);
            case Event.ItemsAdded e ->
                node(e.path(), Kind.MAP, at).note = "grew by " + e.items().size() + " items";
            case Event.LaneEnded e -> {
                NodeDraft lane = node(e.path(), Kind.LANE, at);
                lane.failure = e.failure();
                lane.end(state(e.outcome()), at);
            }
            case Event.StepCompleted e -> end(e.path(), State.COMPLETED, at);
            case Event.StepFailed e -> {
                NodeDraft step = node(e.path(), Kind.STEP, at);
                step.failure = Optional.of(e.failure());
                end(e.path(), State.FAILED, at);
            }
            case Event.StepSkipped e -> end(e.path(), State.SKIPPED, at);
            case Event.StepCanceled e -> {
                node(e.path(), Kind.STEP, at).note = e.reason();
                end(e.path(), State.CANCELED, at);
            }
            case Event.StateSet _ -> {}
            case Event.StepNoted e -> node(e.path(), Kind.STEP, at).note = e.note();
            case Event.VariablesSet e -> {
                node(e.path(), Kind.SET, at).note = String.join(", ", e.values().sequencedKeySet());
                end(e.path(), State.COMPLETED, at);
            }
            case Event.UndoArmed _ -> {}
            case Event.UndoStarted e -> undoing(e.path(), "undoes " + e.steps() + " finished steps", at);
            case Event.StepUndone e -> {
                node(e.path(), Kind.STEP, at).note = e.failure().isEmpty() ? "undone" : "could not be undone";
                node(e.path().lane("undo"), Kind.LANE, at)
                        .end(e.failure().isEmpty() ? State.COMPLETED : State.FAILED, at);
            }
            case Event.UndoEnded e -> undoing(e.path(), "undid " + e.rollback().undone() + " finished steps", at);
        }
    }

    private void undoing(StepPath path, String note, Instant at) {
        if (!path.isRoot()) {
            node(path, Kind.STEP, at).note = note;
        }
    }

    private void acceptOutside(OutsideEvent event, Instant at) {
        StepPath path = event.path();
        switch (event) {
            case OutsideEvent.ApprovalRequested e ->
                waits(
                        path,
                        Kind.HUMAN,
                        "asks "
                                + (e.question().assign().isEmpty()
                                        ? "anybody"
                                        : e.question().assign()) + ": "
                                + e.question().title(),
                        at);
            case OutsideEvent.ApprovalAnswered(StepPath _, var answer) ->
                node(path, Kind.HUMAN, at).note = answer.choice() + " by " + answer.by();
            case OutsideEvent.ApprovalReminded e -> node(path, Kind.HUMAN, at).note = "reminder " + e.number();
            case OutsideEvent.ApprovalEscalated e -> node(path, Kind.HUMAN, at).note = "escalated to " + e.to();
            case OutsideEvent.ApprovalExpired _ -> node(path, Kind.HUMAN, at).note = "nobody answered in time";
            case OutsideEvent.WaitStarted e ->
                waits(
                        path,
                        Kind.WAIT,
                        e.event().isEmpty() ? e.due().map(due -> "until " + due).orElse("") : "for event " + e.event(),
                        at);
            case OutsideEvent.SignalReceived _, OutsideEvent.SignalTaken _ -> end(path, State.COMPLETED, at);
            case OutsideEvent.MessagePublished e -> {
                node(path, Kind.PUBLISH, at).note = "to " + e.topic();
                end(path, State.COMPLETED, at);
            }
            case OutsideEvent.ChildStarted e -> {
                waits(path, Kind.WORKFLOW, "run " + e.childId(), at);
                if (e.detached()) {
                    end(path, State.COMPLETED, at);
                }
            }
            case OutsideEvent.SignalKept _, OutsideEvent.ChildEnded _, OutsideEvent.ChildRefused _ -> {}
        }
    }

    private void waits(StepPath path, Kind kind, String note, Instant at) {
        NodeDraft node = node(path, kind, at);
        node.state = State.WAITING;
        node.note = note;
    }

    private void opened(Event.ScopeOpened event, Instant at) {
        NodeDraft node = node(event.path(), Kind.STEP, at);
        node.reopen();
        switch (event.scope()) {
            case Scope.BlockScope _ -> node.kind = Kind.BLOCK;
            case Scope.ParallelScope _ -> node.kind = Kind.PARALLEL;
            case Scope.MapScope _ -> node.kind = Kind.MAP;
            case Scope.SwitchScope _ -> node.kind = Kind.SWITCH;
            case Scope.TurnsScope _ -> node.kind = Kind.TURNS;
            case Scope.TeamScope _ -> node.kind = Kind.TEAM;
            case Scope.CatchScope catching ->
                node(event.path().lane("catch" + catching.clause()), Kind.LANE, at).note =
                        "catches " + catching.failure().code();
        }
    }

    /** A step that ended takes the lanes with it that no event of their own ends: a switch's case, a catch. */
    private void end(StepPath path, State state, Instant at) {
        NodeDraft step = node(path, Kind.STEP, at);
        step.end(state, at);
        boolean lanesEndAlone = step.kind == Kind.PARALLEL || step.kind == Kind.MAP || step.kind == Kind.TURNS;
        for (StepNode lane : steps.runningLanes(path)) {
            if (lane.label().startsWith("[catch") || !lanesEndAlone) {
                node(lane.path(), Kind.LANE, at).end(state, at);
            }
        }
    }

    private static State state(LaneOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> State.COMPLETED;
            case FAILED -> State.FAILED;
            case CANCELED -> State.CANCELED;
        };
    }

    private NodeDraft node(StepPath path, Kind kind, Instant at) {
        NodeDraft known = touched.get(path);
        if (known != null) {
            return known;
        }
        Optional<StepNode> kept = steps.find(path);
        if (kept.isPresent()) {
            NodeDraft draft = new NodeDraft(kept.get());
            touched.put(path, draft);
            return draft;
        }
        boolean lane = path.selector().isPresent();
        String label = lane ? "[" + path.selector().get() + "]" : path.id();
        NodeDraft node = new NodeDraft(path, label, lane ? Kind.LANE : kind, at);
        touched.put(path, node);
        StepPath parent = parent(path);
        if (!parent.isRoot()) {
            node(parent, Kind.STEP, at);
        }
        return node;
    }

    /** What a step or lane stands in: the step of a lane, the frame of a step. */
    static StepPath parent(StepPath path) {
        return path.selector().isPresent() ? path.step() : path.frame();
    }
}
