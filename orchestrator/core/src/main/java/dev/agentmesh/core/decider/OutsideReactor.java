package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.ApprovalCell;
import dev.agentmesh.core.run.Cell.ChildCell;
import dev.agentmesh.core.run.Cell.PendingCell;
import dev.agentmesh.core.run.Cell.WaitCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which messages follow from what a run asks the world outside, and from what comes back. */
final class OutsideReactor {
    private OutsideReactor() {}

    static List<Effect> react(RunView before, OutsideEvent event) {
        StepPath path = event.path();
        return switch (event) {
            case OutsideEvent.ApprovalRequested e -> {
                List<Effect> effects = new ArrayList<>(set(new Timer.PendingDue(path), e.due()));
                effects.addAll(set(new Timer.ReminderDue(path, 1), e.remindAt()));
                yield effects;
            }
            case OutsideEvent.ApprovalReminded e -> {
                List<Effect> effects = new ArrayList<>(clear(
                        new Timer.ReminderDue(path, e.number()),
                        approval(before, path).remindAt()));
                effects.addAll(set(new Timer.ReminderDue(path, e.number() + 1), e.next()));
                yield effects;
            }
            case OutsideEvent.ApprovalEscalated e -> {
                List<Effect> effects = new ArrayList<>(
                        clear(new Timer.PendingDue(path), approval(before, path).due()));
                effects.add(new Effect.SetTimer(new Timer.PendingDue(path), e.due()));
                yield effects;
            }
            case OutsideEvent.WaitStarted e -> {
                List<Effect> effects = new ArrayList<>(set(new Timer.PendingDue(path), e.due()));
                if (!e.event().isEmpty()) {
                    effects.add(new Effect.HearEvent(e.event(), path));
                }
                yield effects;
            }
            case OutsideEvent.SignalReceived _, OutsideEvent.SignalTaken _ -> closed(before, path);
            case OutsideEvent.MessagePublished e ->
                List.of(new Effect.PublishRecord(path, e.topic(), e.key(), e.value(), e.headers()));
            case OutsideEvent.ChildStarted e -> {
                List<Effect> effects = new ArrayList<>();
                effects.add(new Effect.StartChild(
                        e.childId(),
                        e.workflow(),
                        e.version(),
                        e.input(),
                        e.deadline(),
                        new ParentLink(before.runId(), path, e.depth(), e.detached())));
                effects.addAll(set(new Timer.PendingDue(path), e.due()));
                yield effects;
            }
            case OutsideEvent.ChildRefused e ->
                e.parent().detached()
                        ? List.of()
                        : List.of(new Effect.TellParent(
                                e.parent(), RunStatus.REJECTED, Optional.empty(), Optional.of(e.failure())));
            case OutsideEvent.ApprovalAnswered _,
                    OutsideEvent.ApprovalExpired _,
                    OutsideEvent.SignalKept _,
                    OutsideEvent.ChildEnded _ -> List.of();
        };
    }

    /** What is called off when a step ends that waited for the world outside; nothing for other steps. */
    static List<Effect> closed(RunView before, StepPath path) {
        Optional<PendingCell> pending = before.get(CellKey.pending(path)).map(PendingCell.class::cast);
        if (pending.isEmpty()) {
            return List.of();
        }
        List<Effect> effects =
                new ArrayList<>(clear(new Timer.PendingDue(path), pending.get().due()));
        switch (pending.get()) {
            case ApprovalCell approval ->
                effects.addAll(clear(new Timer.ReminderDue(path, approval.reminders() + 1), approval.remindAt()));
            case WaitCell(String event, var _) -> {
                if (!event.isEmpty()) {
                    effects.add(new Effect.IgnoreEvent(event, path));
                }
            }
            case ChildCell(String child, var _, boolean over) -> {
                if (!over) {
                    effects.add(new Effect.CancelChild(
                            child, "step \"" + path + "\" of run " + before.runId() + " no longer waits for it"));
                }
            }
        }
        return effects;
    }

    /** Runs that steps of this one wait for stand still with it. */
    static List<Effect> pauseChildren(RunView before, String reason) {
        return children(before)
                .<Effect>map(child -> new Effect.PauseChild(child, reason))
                .toList();
    }

    static List<Effect> resumeChildren(RunView before, String reason) {
        return children(before)
                .<Effect>map(child -> new Effect.ResumeChild(child, reason))
                .toList();
    }

    private static Stream<String> children(RunView before) {
        return before.within(CellKey.Kind.PENDING, StepPath.ROOT).stream()
                .map(key -> before.get(key).orElseThrow())
                .filter(ChildCell.class::isInstance)
                .map(cell -> ((ChildCell) cell).runId());
    }

    /** A run that another waits for says how it ended. */
    static List<Effect> tellParent(
            RunView before, RunStatus status, Optional<Payload> output, Optional<Failure> failure) {
        return before.get(CellKey.PARENT)
                .map(cell -> ((Cell.ParentCell) cell).parent())
                .filter(parent -> !parent.detached())
                .<List<Effect>>map(parent -> List.of(new Effect.TellParent(parent, status, output, failure)))
                .orElse(List.of());
    }

    private static List<Effect> set(Timer timer, Optional<Instant> due) {
        return due.<List<Effect>>map(at -> List.of(new Effect.SetTimer(timer, at)))
                .orElse(List.of());
    }

    private static List<Effect> clear(Timer timer, Optional<Instant> due) {
        return due.<List<Effect>>map(at -> List.of(new Effect.ClearTimer(timer, at)))
                .orElse(List.of());
    }

    private static ApprovalCell approval(RunView before, StepPath path) {
        return (ApprovalCell) before.get(CellKey.pending(path)).orElseThrow();
    }
}
