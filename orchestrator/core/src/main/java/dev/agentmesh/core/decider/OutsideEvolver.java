package dev.agentmesh.core.decider;

import static dev.agentmesh.core.decider.Evolver.broken;
import static dev.agentmesh.core.decider.Evolver.put;
import static dev.agentmesh.core.decider.Evolver.remove;
import static dev.agentmesh.core.decider.StepEvolver.closeStep;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Cell.AnsweredCell;
import dev.agentmesh.core.run.Cell.ApprovalCell;
import dev.agentmesh.core.run.Cell.ChildCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.PendingCell;
import dev.agentmesh.core.run.Cell.SignalCell;
import dev.agentmesh.core.run.Cell.WaitCell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changes when a run asks the world outside, and when the world answers. */
final class OutsideEvolver {
    private OutsideEvolver() {}

    static List<CellChange> evolve(RunView view, Instant at, OutsideEvent event) {
        StepPath path = event.path();
        CellKey key = CellKey.pending(path);
        return switch (event) {
            case OutsideEvent.ApprovalRequested e -> List.of(put(key, asked(e)));
            case OutsideEvent.ApprovalAnswered e -> {
                ApprovalCell cell = approval(view, path);
                List<Answer> answers = new ArrayList<>(cell.answers());
                answers.add(e.answer());
                yield List.of(put(
                        key,
                        new ApprovalCell(
                                cell.shown(),
                                cell.choices(),
                                cell.form(),
                                cell.assign(),
                                cell.quorum(),
                                answers,
                                cell.due(),
                                cell.remindAt(),
                                cell.reminders(),
                                cell.escalations(),
                                cell.expired())));
            }
            case OutsideEvent.ApprovalReminded e ->
                List.of(put(key, waiting(approval(view, path), e.next(), e.number())));
            case OutsideEvent.ApprovalEscalated e -> List.of(put(key, escalated(approval(view, path), e)));
            case OutsideEvent.ApprovalExpired _ -> List.of(put(key, expired(approval(view, path))));
            case OutsideEvent.WaitStarted e -> List.of(put(key, new WaitCell(e.event(), e.due())));
            case OutsideEvent.SignalReceived e ->
                completed(view, at, path, e.signal().payload());
            case OutsideEvent.SignalKept e -> List.of(put(CellKey.signal(e.number()), new SignalCell(e.signal())));
            case OutsideEvent.SignalTaken e -> {
                SignalCell kept = view.get(CellKey.signal(e.number()))
                        .map(SignalCell.class::cast)
                        .orElseThrow(() -> broken(view, path, "a kept signal"));
                List<CellChange> changes =
                        new ArrayList<>(completed(view, at, path, kept.signal().payload()));
                changes.add(remove(CellKey.signal(e.number())));
                yield changes;
            }
            case OutsideEvent.MessagePublished _ ->
                closeStep(view, at, path, EndedStatus.COMPLETED, new StepOutput.None(), Optional.empty());
            case OutsideEvent.ChildStarted e ->
                e.detached()
                        ? completed(view, at, path, Payload.json("{\"runId\":" + JsonText.quote(e.childId()) + "}"))
                        : List.of(put(key, new ChildCell(e.childId(), e.due(), false)));
            case OutsideEvent.ChildEnded _ -> {
                ChildCell child = child(view, path);
                yield List.of(put(key, new ChildCell(child.runId(), child.due(), true)));
            }
            case OutsideEvent.ChildRefused _ -> List.of();
        };
    }

    private static ApprovalCell asked(OutsideEvent.ApprovalRequested event) {
        Question question = event.question();
        return new ApprovalCell(
                event.shown(),
                question.choices(),
                question.form(),
                question.assign().isEmpty() ? List.of() : List.of(question.assign()),
                question.quorum(),
                List.of(),
                event.due(),
                event.remindAt(),
                0,
                0,
                false);
    }

    private static ApprovalCell waiting(ApprovalCell cell, Optional<Instant> remindAt, int reminders) {
        return new ApprovalCell(
                cell.shown(),
                cell.choices(),
                cell.form(),
                cell.assign(),
                cell.quorum(),
                cell.answers(),
                cell.due(),
                remindAt,
                reminders,
                cell.escalations(),
                cell.expired());
    }

    private static ApprovalCell escalated(ApprovalCell cell, OutsideEvent.ApprovalEscalated event) {
        List<String> assign = new ArrayList<>(cell.assign());
        // Whom anybody may answer for need not be named.
        if (!assign.isEmpty()) {
            assign.add(event.to());
        }
        return new ApprovalCell(
                cell.shown(),
                cell.choices(),
                cell.form(),
                assign,
                cell.quorum(),
                cell.answers(),
                Optional.of(event.due()),
                cell.remindAt(),
                cell.reminders(),
                cell.escalations() + 1,
                cell.expired());
    }

    private static ApprovalCell expired(ApprovalCell cell) {
        return new ApprovalCell(
                cell.shown(),
                cell.choices(),
                cell.form(),
                cell.assign(),
                cell.quorum(),
                cell.answers(),
                cell.due(),
                cell.remindAt(),
                cell.reminders(),
                cell.escalations(),
                true);
    }

    private static List<CellChange> completed(RunView view, Instant at, StepPath path, Payload output) {
        return closeStep(view, at, path, EndedStatus.COMPLETED, new StepOutput.Inline(output), Optional.empty());
    }

    /** What goes when a step ends that waited for the world outside; nothing for other steps. */
    static List<CellChange> closed(RunView view, Instant at, StepPath path) {
        Optional<PendingCell> pending = view.get(CellKey.pending(path)).map(PendingCell.class::cast);
        if (pending.isEmpty()) {
            return List.of();
        }
        List<CellChange> changes = new ArrayList<>();
        changes.add(remove(CellKey.pending(path)));
        if (pending.get() instanceof ApprovalCell approval
                && (approval.expired() || !approval.answers().isEmpty())) {
            changes.add(put(CellKey.answered(path), answered(approval, at)));
        }
        return changes;
    }

    private static AnsweredCell answered(ApprovalCell approval, Instant at) {
        if (approval.expired()) {
            return new AnsweredCell("", "", at, true);
        }
        Answer last = approval.answers().getLast();
        return new AnsweredCell(last.choice(), last.by(), last.at(), false);
    }

    private static ApprovalCell approval(RunView view, StepPath path) {
        return view.get(CellKey.pending(path))
                .filter(ApprovalCell.class::isInstance)
                .map(ApprovalCell.class::cast)
                .orElseThrow(() -> broken(view, path, "an open question"));
    }

    private static ChildCell child(RunView view, StepPath path) {
        return view.get(CellKey.pending(path))
                .filter(ChildCell.class::isInstance)
                .map(ChildCell.class::cast)
                .orElseThrow(() -> broken(view, path, "a child run"));
    }
}
