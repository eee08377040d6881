package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.pattern.AgentPattern;
import dev.agentmesh.core.pattern.FrameEnd;
import dev.agentmesh.core.pattern.Given;
import dev.agentmesh.core.pattern.Pattern;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.UndoListCell;
import dev.agentmesh.core.run.Cell.UndoTallyCell;
import dev.agentmesh.core.run.Cell.UndoingCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes back what has finished: the last first, one step at a time, whatever becomes of each. What undoes is never canceled;
 * undoing further out waits until what is being undone further in has ended.
 */
final class Undoing {
    /** What a step's undo fails with for good. */
    static final String UNDO_FAILED = "MESH-4107";

    private final Draft draft;
    private final Outline outline;
    private final Flow flow;

    Undoing(Draft draft, Outline outline, Flow flow) {
        this.draft = draft;
        this.outline = outline;
        this.flow = flow;
    }

    /** Notes that the step at {@code path} has finished, if it says how it is undone. */
    void arm(StepPath path) {
        if (outline.step(path).modifiers().undo().isPresent()
                && draft.get(CellKey.ended(path)).orElse(null) instanceof EndedCell ended
                && ended.status() == EndedStatus.COMPLETED) {
            draft.emit(new Event.UndoArmed(path));
        }
    }

    /** Whether anything in the run is still to be undone, should it fail. */
    boolean isAnyArmed() {
        return outline.undoes(StepPath.ROOT) && UndoEvolver.tally(draft).isOpen();
    }

    UndoTallyCell tally() {
        return UndoEvolver.tally(draft);
    }

    Optional<UndoingCell> find(StepPath scope) {
        return draft.get(CellKey.scope(scope))
                .filter(UndoingCell.class::isInstance)
                .map(UndoingCell.class::cast);
    }

    /** Starts to undo what finished inside {@code scope}, if there is anything; false leaves the run to go on at once. */
    boolean begins(StepPath scope, UndoCause cause) {
        boolean any = outline.undoes(scope)
                && (isAnyArmed() && UndoOrder.isAny(draft, scope, cause) || isUndoingInside(scope, cause));
        if (any) {
            start(scope, cause);
        }
        return any;
    }

    /** Whether the run's result has to wait for something that is being undone. */
    boolean delays(Payload result) {
        UndoCause cause = new UndoCause.Finished(result);
        boolean waits = outline.undoes(StepPath.ROOT) && isUndoingInside(StepPath.ROOT, cause);
        if (waits) {
            start(StepPath.ROOT, cause);
        }
        return waits;
    }

    private void start(StepPath scope, UndoCause cause) {
        int steps = UndoOrder.of(draft, scope, cause).size();
        draft.emit(new Event.UndoStarted(scope, cause, steps));
        flow.agenda().add(new Turn.UndoNext(scope));
    }

    /** Undoes the next step, or ends. */
    void next(StepPath scope) {
        Optional<UndoingCell> found = find(scope);
        if (found.isEmpty()) {
            return;
        }
        UndoingCell undoing = found.get();
        if (undoing.ended() == 0 && isUndoingInside(scope, undoing.cause())) {
            return;
        }
        if (undoing.ended() == undoing.steps()) {
            end(scope, undoing);
            return;
        }
        UndoListCell chunk = (UndoListCell)
                draft.get(CellKey.undoList(scope, undoing.ended())).orElseThrow();
        undo(chunk.steps().get(undoing.ended() % CellKey.CHUNK));
    }

    private void undo(StepPath step) {
        StepPath path = step.lane(Outline.UNDO).child(step.id() + Outline.UNDO_STEP);
        if (draft.get(CellKey.task(path)).isPresent()) {
            return;
        }
        Step undo = outline.step(path);
        try {
            Payload input = undo.modifiers().with().isPresent()
                    ? Pattern.bounded(
                            "The input",
                            path,
                            flow.render(path, undo.modifiers().with().get(), Given.NOTHING))
                    : new CellStepView(draft, outline, Optional.of(step))
                            .output()
                            .orElse(Payload.NULL);
            Verb.AgentCall call = (Verb.AgentCall) undo.verb();
            flow.handOut(
                    new Event.TaskDispatched(
                            path,
                            call.agent(),
                            call.skill(),
                            input,
                            draft.runId() + "/" + path,
                            deadline(draft.at(), undo.modifiers())),
                    call.agent());
        } catch (EvaluationFailed failed) {
            Failure failure = gaveUp(step, Pattern.workflowFailure(failed.code(), failed.getMessage()));
            draft.emit(new Event.StepFailed(path, failure));
            ended(step, Optional.of(failure));
        }
    }

    /** An undo has its time whatever the run's own time is: that is over, often as not. */
    static Instant deadline(Instant at, Modifiers modifiers) {
        return at.plus(modifiers.timeout().orElse(AgentPattern.DEFAULT_TIMEOUT));
    }

    /** The failure with which the undo of {@code step} is left to people. */
    static Failure gaveUp(StepPath step, Failure last) {
        return new Failure(
                last.kind(), UNDO_FAILED, "\"" + step + "\" is not undone: " + last.code() + ": " + last.message());
    }

    /** The undo of {@code step} has ended. */
    void ended(StepPath step, FrameEnd end) {
        ended(
                step,
                switch (end) {
                    case FrameEnd.Completed _ -> Optional.empty();
                    case FrameEnd.Failed(StepPath _, Failure failure) -> Optional.of(failure);
                });
    }

    private void ended(StepPath step, Optional<Failure> failure) {
        StepPath scope = around(step).orElseThrow();
        draft.emit(new Event.StepUndone(step, scope, failure));
        flow.agenda().add(new Turn.UndoNext(scope));
    }

    private void end(StepPath scope, UndoingCell undoing) {
        draft.emit(new Event.UndoEnded(scope, new Rollback(undoing.undone(), undoing.failed())));
        Optional<StepPath> outer = scope.isRoot() ? Optional.empty() : around(scope);
        if (outer.isPresent()) {
            if (undoing.cause() instanceof UndoCause.Joined) {
                // Its failure is behind a step that failed; one that was about to complete has no end of its own.
                draft.emit(new Event.StepCanceled(
                        scope, (outer.get().isRoot() ? "the run" : "\"" + outer.get() + "\"") + " is undone"));
            }
            flow.agenda().add(new Turn.UndoNext(outer.get()));
            return;
        }
        switch (undoing.cause()) {
            case UndoCause.Failed(StepPath origin, Failure failure) -> {
                if (scope.isRoot()) {
                    draft.emit(new Event.RunFailed(origin, failure, tally().rollback()));
                } else {
                    flow.stepFailed(scope, origin, failure);
                }
            }
            case UndoCause.Canceled(String reason, String by) ->
                draft.emit(new Event.RunCanceled(reason, by, tally().rollback()));
            case UndoCause.Joined(var output) -> flow.completed(scope, output);
            case UndoCause.Finished(Payload result) -> draft.emit(new Event.RunCompleted(result));
        }
    }

    /** What is being undone around {@code step}, the nearest. */
    private Optional<StepPath> around(StepPath step) {
        for (StepPath frame = step.frame(); !frame.isRoot(); frame = frame.frame()) {
            StepPath scope = frame.step();
            Optional<UndoingCell> undoing = find(scope);
            if (undoing.isPresent()
                    && UndoOrder.isMeant(draft, scope, step, undoing.get().cause())) {
                return Optional.of(scope);
            }
        }
        return find(StepPath.ROOT).map(_ -> StepPath.ROOT);
    }

    private boolean isUndoingInside(StepPath scope, UndoCause cause) {
        return draft.within(CellKey.Kind.SCOPE, scope).stream()
                .map(CellKey::path)
                .anyMatch(path ->
                        path.isWithin(scope) && find(path).isPresent() && UndoOrder.isMeant(draft, scope, path, cause));
    }
}
