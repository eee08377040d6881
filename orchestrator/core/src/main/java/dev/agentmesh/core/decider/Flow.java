package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.expression.ValueTooLarge;
import dev.agentmesh.core.pattern.AgentPattern;
import dev.agentmesh.core.pattern.FrameEnd;
import dev.agentmesh.core.pattern.Given;
import dev.agentmesh.core.pattern.Moves;
import dev.agentmesh.core.pattern.Pattern;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Walks a run forward from what just happened until nothing more follows. Steps whose turn has come wait in an agenda
 * instead of on the stack, so a long chain of instant steps cannot overflow it.
 */
final class Flow implements Moves {
    private final Draft draft;
    private final Outline outline;
    private final Expressions expressions;
    private final Surroundings surroundings;
    private final ArrayDeque<Turn> agenda = new ArrayDeque<>();

    Flow(Draft draft, Outline outline, Expressions expressions, Surroundings surroundings) {
        this.draft = draft;
        this.outline = outline;
        this.expressions = expressions;
        this.surroundings = surroundings;
    }

    /** What is to happen before the decision is complete. */
    private sealed interface Turn {
        StepPath path();

        record BeginStep(StepPath path) implements Turn {}

        record EndEmptyFrame(StepPath path) implements Turn {}
    }

    /** Takes every turn on the agenda, and those that follow, until all that is open waits for somebody else. */
    void run() {
        for (Turn next = agenda.poll(); next != null; next = agenda.poll()) {
            switch (next) {
                case Turn.BeginStep(StepPath path) -> beginStep(path);
                case Turn.EndEmptyFrame(StepPath frame) -> frameEnded(frame, new FrameEnd.Completed(Optional.empty()));
            }
        }
    }

    private void beginStep(StepPath path) {
        Step step = outline.step(path);
        try {
            Optional<Expression> when = step.modifiers().when();
            if (when.isPresent() && !test(path, when.get())) {
                draft.emit(new Event.StepSkipped(path));
                stepOver(path);
                return;
            }
            Pattern.of(step).begin(this, path);
        } catch (EvaluationFailed failed) {
            cancelInside(path, "\"" + path + "\" failed");
            fail(path, path, Pattern.workflowFailure(failed.code(), failed.getMessage()));
        }
    }

    @Override
    public void stepOver(StepPath path) {
        Outline.Node node = outline.node(path);
        StepPath frame = path.frame();
        if (node.position() + 1 < node.sequence().size()) {
            agenda.add(new Turn.BeginStep(
                    frame.child(node.sequence().get(node.position() + 1).id())));
        } else {
            frameEnded(frame, new FrameEnd.Completed(lastOutput(frame, node.sequence())));
        }
    }

    private Optional<StepPath> lastOutput(StepPath frame, List<Step> sequence) {
        for (Step step : sequence.reversed()) {
            StepPath path = frame.child(step.id());
            boolean gave = draft.get(CellKey.ended(path))
                    .map(cell -> !(((EndedCell) cell).output() instanceof StepOutput.None))
                    .orElse(false);
            if (gave) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** Goes on after a step that failed, when its own catch does not take it. */
    void stepFailed(StepPath path, StepPath origin, Failure failure) {
        Optional<Integer> clause = catching(path, failure);
        if (clause.isPresent()) {
            draft.emit(new Event.ScopeOpened(path, Optional.empty(), new Scope.CatchScope(clause.get(), failure)));
            begin(path.lane(Outline.CATCH + clause.get()));
        } else {
            frameEnded(path.frame(), new FrameEnd.Failed(origin, failure));
        }
    }

    /** Which clause of the step's catch takes the failure. A condition that cannot be evaluated takes nothing. */
    Optional<Integer> catching(StepPath path, Failure failure) {
        List<CatchClause> clauses = outline.step(path).modifiers().catches();
        for (int i = 0; i < clauses.size(); i++) {
            Optional<Expression> when = clauses.get(i).when();
            if (when.isEmpty() || holds(path, when.get(), failure)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private boolean holds(StepPath path, Expression when, Failure failure) {
        try {
            return expressions.test(when, names(path, Given.of("error", FrameNames.describe(failure, path))));
        } catch (EvaluationFailed | ValueTooLarge _) {
            return false;
        }
    }

    private void frameEnded(StepPath frame, FrameEnd end) {
        if (frame.isRoot()) {
            endRun(end);
            return;
        }
        StepPath owner = frame.step();
        if (outline.isCatch(frame)) {
            catchEnded(owner, end);
        } else {
            try {
                Pattern.of(outline.step(owner)).frameEnded(this, owner, frame, end);
            } catch (EvaluationFailed failed) {
                cancelInside(owner, "\"" + owner + "\" failed");
                fail(owner, owner, Pattern.workflowFailure(failed.code(), failed.getMessage()));
            }
        }
    }

    private void catchEnded(StepPath owner, FrameEnd end) {
        switch (end) {
            case FrameEnd.Completed(var outputFrom) ->
                complete(owner, outputFrom.<StepOutput>map(StepOutput.At::new).orElseGet(StepOutput.None::new));
            case FrameEnd.Failed(StepPath origin, Failure failure) -> {
                draft.emit(new Event.StepFailed(owner, failure));
                frameEnded(owner.frame(), new FrameEnd.Failed(origin, failure));
            }
        }
    }

    private void endRun(FrameEnd end) {
        switch (end) {
            case FrameEnd.Completed(Optional<StepPath> outputFrom) -> {
                try {
                    finish(result(outputFrom));
                } catch (EvaluationFailed failed) {
                    failRun(StepPath.ROOT, Pattern.workflowFailure(failed.code(), failed.getMessage()));
                }
            }
            case FrameEnd.Failed(StepPath origin, Failure failure) -> failRun(origin, failure);
        }
    }

    private Payload result(Optional<StepPath> outputFrom) throws EvaluationFailed {
        Optional<Template> output = outline.workflow().output();
        Payload result = output.isPresent()
                ? render(StepPath.ROOT, output.get())
                : outputFrom.isPresent() ? output(outputFrom.get()).orElse(Payload.NULL) : Payload.NULL;
        if (result.size() > Decider.MAX_PAYLOAD) {
            throw new EvaluationFailed(
                    "MESH-5003",
                    "The run's result has " + result.size() + " bytes, the limit is " + Decider.MAX_PAYLOAD
                            + "; return a reference to the data instead");
        }
        return result;
    }

    void failRun(StepPath origin, Failure failure) {
        cancelAll("the run failed");
        draft.emit(new Event.RunFailed(origin, failure));
    }

    void cancelAll(String reason) {
        cancel(StepPath.ROOT, reason);
    }

    /** Whether something in the definition goes on when the task at {@code path} fails for good. */
    boolean handled(StepPath path, Failure failure) {
        if (catching(path, failure).isPresent()) {
            return true;
        }
        for (StepPath frame = path.frame(); !frame.isRoot(); frame = frame.frame()) {
            StepPath owner = frame.step();
            if (outline.isCatch(frame)) {
                continue;
            }
            Optional<Cell> scope = draft.get(CellKey.scope(owner));
            boolean kept = scope.isEmpty();
            boolean tolerant = scope.orElse(null) instanceof Cell.LanesCell lanes && lanes.tolerant();
            if (kept || tolerant || catching(owner, failure).isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public RunView view() {
        return draft;
    }

    @Override
    public Instant at() {
        return draft.at();
    }

    @Override
    public Instant runDeadline() {
        return ((RunCell) draft.get(CellKey.RUN).orElseThrow()).deadline();
    }

    @Override
    public void emit(Event event) {
        draft.emit(event);
    }

    @Override
    public void open(StepPath path, Scope scope) {
        Optional<Instant> deadline = outline.step(path).modifiers().timeout().map(at()::plus);
        draft.emit(new Event.ScopeOpened(path, deadline, scope));
    }

    @Override
    public void begin(StepPath frame) {
        List<Step> sequence = outline.sequence(frame);
        if (sequence.isEmpty()) {
            agenda.add(new Turn.EndEmptyFrame(frame));
        } else {
            agenda.add(new Turn.BeginStep(frame.child(sequence.getFirst().id())));
        }
    }

    @Override
    public void beginAt(StepPath step) {
        agenda.add(new Turn.BeginStep(step));
    }

    @Override
    public void dispatch(StepPath member, Verb.AgentCall call, Payload input) throws EvaluationFailed {
        AgentPattern.dispatch(
                this,
                member,
                call,
                Pattern.bounded("The input", member, input),
                outline.step(member).modifiers());
    }

    @Override
    public void complete(StepPath path, StepOutput output) {
        draft.emit(new Event.StepCompleted(path, output));
        stepOver(path);
    }

    @Override
    public void fail(StepPath path, StepPath origin, Failure failure) {
        draft.emit(new Event.StepFailed(path, failure));
        stepFailed(path, origin, failure);
    }

    @Override
    public void cancel(StepPath lane, String reason) {
        cancelOpen(lane, reason, path -> true);
    }

    /** Ends everything open inside the step, but not the step. */
    void cancelInside(StepPath step, String reason) {
        cancelOpen(step, reason, path -> !path.equals(step));
    }

    private void cancelOpen(StepPath scope, String reason, Predicate<StepPath> included) {
        agenda.removeIf(turn -> turn.path().isWithin(scope) || turn.path().equals(scope));
        for (CellKey key : draft.within(CellKey.Kind.TASK, scope)) {
            TaskCell task = (TaskCell) draft.get(key).orElseThrow();
            draft.emit(new Event.TaskCanceled(key.path(), task.attempt(), reason));
        }
        for (CellKey key : draft.within(CellKey.Kind.PENDING, scope)) {
            if (included.test(key.path())) {
                draft.emit(new Event.StepCanceled(key.path(), reason));
            }
        }
        for (CellKey key : draft.within(CellKey.Kind.SCOPE, scope).reversed()) {
            if (included.test(key.path())) {
                draft.emit(new Event.StepCanceled(key.path(), reason));
            }
        }
        for (CellKey key : draft.within(CellKey.Kind.LANE, scope).reversed()) {
            draft.emit(new Event.LaneEnded(key.path(), LaneOutcome.CANCELED, Optional.empty(), Optional.empty()));
        }
    }

    @Override
    public void finish(Payload result) {
        cancelAll("the run has its result");
        draft.emit(new Event.RunCompleted(result));
    }

    @Override
    public Optional<Payload> output(StepPath path) throws EvaluationFailed {
        try {
            return new CellStepView(draft, outline, Optional.of(path)).output();
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    @Override
    public boolean test(StepPath path, Expression condition, Given given) throws EvaluationFailed {
        try {
            return expressions.test(condition, names(path, given));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    @Override
    public Payload value(StepPath path, Expression expression, Given given) throws EvaluationFailed {
        try {
            return expressions.value(expression, names(path, given));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public Payload render(StepPath path, Template template) throws EvaluationFailed {
        try {
            return expressions.render(template, names(path, Given.NOTHING));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    @Override
    public List<Payload> items(StepPath path, Expression list) throws EvaluationFailed {
        try {
            return expressions.items(list, names(path, Given.NOTHING));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    private Names names(StepPath path, Given given) {
        return new FrameNames(draft, outline, path, given);
    }

    private static EvaluationFailed tooLarge(ValueTooLarge large) {
        return new EvaluationFailed("MESH-4117", String.valueOf(large.getMessage()));
    }
}
