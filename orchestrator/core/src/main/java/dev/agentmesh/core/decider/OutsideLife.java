package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.pattern.WaitPattern;
import dev.agentmesh.core.run.Cell.ApprovalCell;
import dev.agentmesh.core.run.Cell.ChildCell;
import dev.agentmesh.core.run.Cell.PendingCell;
import dev.agentmesh.core.run.Cell.WaitCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What comes to a run from outside while it waits: signals, ends of child runs, and the time when nothing came. */
final class OutsideLife {
    /** Signals that are kept until a step waits for them. */
    static final int MAX_KEPT = 100;

    private final Draft draft;
    private final Flow flow;
    private final Outline outline;

    OutsideLife(Draft draft, Flow flow, Outline outline) {
        this.draft = draft;
        this.flow = flow;
        this.outline = outline;
    }

    /** One step takes it, the first by path that it is meant for; when there is none it is kept. */
    void signal(Command.SignalRun command) {
        Signal signal = command.signal();
        if (!Decider.running(draft)) {
            Decider.reject(draft, command, "MESH-4109", "Run " + draft.runId() + " has ended; nothing waits in it");
            return;
        }
        if (signal.payload().size() > Decider.MAX_PAYLOAD) {
            Failure large = Decider.tooLarge("signal", signal.payload());
            Decider.reject(draft, command, large.code(), large.message());
            return;
        }
        Optional<StepPath> waiting = waiting(signal).findFirst();
        if (waiting.isPresent()) {
            receive(waiting.get(), signal);
        } else {
            keep(command, signal);
        }
    }

    private void keep(Command.SignalRun command, Signal signal) {
        List<CellKey> kept = draft.within(CellKey.Kind.SIGNAL, StepPath.ROOT);
        if (kept.size() >= MAX_KEPT) {
            Decider.reject(
                    draft,
                    command,
                    "MESH-4151",
                    "Run " + draft.runId() + " keeps " + MAX_KEPT + " signals already that no step has waited for");
            return;
        }
        int number = kept.isEmpty() ? 1 : Integer.parseInt(kept.getLast().name()) + 1;
        draft.emit(new OutsideEvent.SignalKept(number, signal));
    }

    /** Every step that waits for it takes it; nobody keeps it. */
    void announced(Command.AnnounceEvent command) {
        if (command.signal().payload().size() <= Decider.MAX_PAYLOAD) {
            waiting(command.signal()).toList().forEach(path -> receive(path, command.signal()));
        }
    }

    private void receive(StepPath path, Signal signal) {
        // An earlier step that took it may have ended this one.
        if (draft.get(CellKey.pending(path)).isPresent()) {
            draft.emit(new OutsideEvent.SignalReceived(path, signal));
            flow.stepOver(path);
        }
    }

    private Stream<StepPath> waiting(Signal signal) {
        // A step that waits for the time alone waits for no event, whatever its name.
        return draft.within(CellKey.Kind.PENDING, StepPath.ROOT).stream()
                .filter(key -> draft.get(key).orElseThrow() instanceof WaitCell(String event, var _)
                        && !event.isEmpty()
                        && event.equals(signal.name()))
                .map(CellKey::path)
                .filter(path -> WaitPattern.isMeant(flow, path, event(path), signal));
    }

    private OutsideVerb.Until.EventOf event(StepPath path) {
        return (OutsideVerb.Until.EventOf)
                ((OutsideVerb.Wait) outline.step(path).verb()).until();
    }

    void childEnded(Command.ChildRunEnded ended) {
        StepPath path = ended.path();
        boolean awaited = draft.get(CellKey.pending(path)).orElse(null) instanceof ChildCell child
                && child.runId().equals(ended.childId());
        if (!awaited) {
            return;
        }
        draft.emit(new OutsideEvent.ChildEnded(path, ended.childId(), ended.status()));
        if (ended.status() == RunStatus.COMPLETED) {
            flow.complete(path, new StepOutput.Inline(ended.output().orElse(Payload.NULL)));
        } else {
            flow.fail(path, path, failure(ended));
        }
    }

    private static Failure failure(Command.ChildRunEnded ended) {
        return ended.failure()
                .map(failure -> new Failure(
                        FailureKind.WORKFLOW, failure.code(), "Run " + ended.childId() + ": " + failure.message()))
                .orElseGet(() ->
                        new Failure(FailureKind.WORKFLOW, "MESH-4153", "Run " + ended.childId() + " was canceled"));
    }

    /** The time of what a step waits for is over; what came too late decides nothing. */
    void due(StepPath path) {
        Optional<PendingCell> pending = draft.get(CellKey.pending(path)).map(PendingCell.class::cast);
        boolean due = pending.flatMap(PendingCell::due)
                .filter(at -> !draft.at().isBefore(at))
                .isPresent();
        if (!due) {
            return;
        }
        switch (pending.get()) {
            case ApprovalCell approval -> new ApprovalLife(draft, flow, outline).due(path, approval);
            case WaitCell(String event, var _) -> {
                if (event.isEmpty()) {
                    flow.complete(path, new StepOutput.None());
                } else {
                    flow.fail(
                            path, path, timedOut("No event \"" + event + "\" came for step \"" + path + "\" in time"));
                }
            }
            case ChildCell(String child, var _, boolean _) ->
                flow.fail(
                        path,
                        path,
                        timedOut("Run " + child + " did not end within the timeout of step \"" + path + "\""));
        }
    }

    private static Failure timedOut(String message) {
        return new Failure(FailureKind.TIMEOUT, "MESH-4102", message);
    }
}
