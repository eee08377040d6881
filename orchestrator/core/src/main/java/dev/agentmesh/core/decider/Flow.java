package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.Template;
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
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
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
    private final Surroundings surroundings;
    private final Agenda agenda;
    private final Evaluation evaluation;
    private final Undoing undoing;
    private final Handlers handlers;
    private final HandOut handOut;

    /** @param slice after how many events the rest waits for a timer */
    Flow(Draft draft, Outline outline, Expressions expressions, Surroundings surroundings, int slice) {
        this.surroundings = surroundings;
        this.draft = draft;
        this.outline = outline;
        this.agenda = new Agenda(draft, slice, outline::isUndo);
        this.evaluation = new Evaluation(draft, outline, expressions);
        this.undoing = new Undoing(draft, outline, this);
        this.handlers = new Handlers(draft, outline, evaluation, undoing);
        this.handOut = new HandOut(draft, this, outline, surroundings);
    }

    Handlers handlers() {
        return handlers;
    }

    Undoing undoing() {
        return undoing;
    }

    /** Takes every turn on the agenda, and those that follow, until all that is open waits for somebody else. */
    void run() {
        for (Optional<Turn> next = nextTurn(); next.isPresent(); next = nextTurn()) {
            switch (next.get()) {
                case Turn.BeginStep(StepPath path) -> beginStep(path);
                case Turn.EndEmptyFrame(StepPath frame) -> frameEnded(frame, new FrameEnd.Completed(Optional.empty()));
                case Turn.UndoNext(StepPath scope) -> undoing.next(scope);
                case Turn.GoOn(StepPath path) -> goOn(path);
            }
        }
    }

    private Optional<Turn> nextTurn() {
        handOut.settle();
        return agenda.next();
    }

    Agenda agenda() {
        return agenda;
    }

    private void beginStep(StepPath path) {
        Step step = outline.step(path);
        try {
            Optional<Expression> when = step.modifiers().when();
            if (when.isPresent() && !test(path, when.get())) {
                draft.emit(new Event.StepSkipped(path));
                goOnAfter(path);
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
        undoing.arm(path);
        if (agenda.isPaused()) {
            agenda.add(new Turn.GoOn(path));
        } else {
            goOnAfter(path);
        }
    }

    /** What would have followed at once, had the run not been paused. */
    private void goOn(StepPath path) {
        draft.get(CellKey.ended(path))
                .map(EndedCell.class::cast)
                .ifPresentOrElse(
                        ended -> ended.failure()
                                .ifPresentOrElse(why -> stepFailed(path, path, why), () -> goOnAfter(path)),
                        () -> new TaskLife(draft, this, outline).goOn(path));
    }

    private void goOnAfter(StepPath path) {
        Outline.Node node = outline.node(path);
        StepPath frame = path.frame();
        if (node.position() + 1 < node.sequence().size()) {
            agenda.add(new Turn.BeginStep(
                    frame.child(node.sequence().get(node.position() + 1).id())));
        } else {
            frameEnded(frame, new FrameEnd.Completed(evaluation.lastOutput(frame, node.sequence())));
        }
    }

    /** Goes on after a step that failed, when its own catch does not take it. */
    void stepFailed(StepPath path, StepPath origin, Failure failure) {
        if (agenda.isPaused()) {
            // Only leaves end while nothing begins, and steps whose time is over: where it comes from is the step
            // itself.
            agenda.add(new Turn.GoOn(path));
            return;
        }
        Optional<Integer> clause = handlers.clause(path, failure);
        if (clause.isPresent()) {
            draft.emit(new Event.ScopeOpened(path, Optional.empty(), new Scope.CatchScope(clause.get(), failure)));
            begin(path.lane(Outline.CATCH + clause.get()));
        } else {
            frameEnded(path.frame(), new FrameEnd.Failed(origin, failure));
        }
    }

    private void frameEnded(StepPath frame, FrameEnd end) {
        if (frame.isRoot()) {
            endRun(end);
            return;
        }
        StepPath owner = frame.step();
        if (outline.isUndo(frame)) {
            undoing.ended(owner, end);
        } else if (outline.isCatch(frame)) {
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
            case FrameEnd.Completed(var outputFrom) -> {
                // What the catch did instead is not what the step's own undo takes back.
                draft.emit(new Event.StepCompleted(
                        owner, outputFrom.<StepOutput>map(StepOutput.At::new).orElseGet(StepOutput.None::new)));
                goOnAfter(owner);
            }
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
                    finish(evaluation.result(outputFrom));
                } catch (EvaluationFailed failed) {
                    failRun(StepPath.ROOT, Pattern.workflowFailure(failed.code(), failed.getMessage()));
                }
            }
            case FrameEnd.Failed(StepPath origin, Failure failure) -> failRun(origin, failure);
        }
    }

    void failRun(StepPath origin, Failure failure) {
        cancelAll("the run failed");
        if (!rollsBack(new UndoCause.Failed(origin, failure))) {
            draft.emit(new Event.RunFailed(origin, failure, undoing.tally().rollback()));
        }
    }

    void cancelRun(String reason, String by) {
        cancelAll(reason.isEmpty() ? "the run was canceled" : reason);
        if (!rollsBack(new UndoCause.Canceled(reason, by))) {
            draft.emit(new Event.RunCanceled(reason, by, undoing.tally().rollback()));
        }
    }

    /** A pause does not hold this back, and what it held back of undoing goes on with it. */
    private boolean rollsBack(UndoCause cause) {
        List<Turn> held = agenda.heldUndoing();
        boolean begins = undoing.begins(StepPath.ROOT, cause);
        held.stream().filter(_ -> begins).forEach(agenda::add);
        return begins;
    }

    void cancelAll(String reason) {
        cancel(StepPath.ROOT, reason);
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
    public void handOut(Event.TaskEvent event, String agent) {
        handOut.handOut(event, agent);
    }

    /** Why an agent cannot be called at all now. */
    Optional<Failure> rejection(String agent) {
        return handOut.rejection(agent);
    }

    @Override
    public TaskContext context(StepPath path, String agent, ContextRule rule) {
        return new ContextResolver(draft, outline).resolve(path, agent, rule);
    }

    @Override
    public void complete(StepPath path, StepOutput output) {
        boolean lost =
                draft.get(CellKey.scope(path)).orElse(null) instanceof Cell.LanesCell lanes && lanes.failed() > 0;
        if (!lost || !undoing.begins(path, new UndoCause.Joined(output))) {
            completed(path, output);
        }
    }

    void completed(StepPath path, StepOutput output) {
        draft.emit(new Event.StepCompleted(path, output));
        stepOver(path);
    }

    @Override
    public void fail(StepPath path, StepPath origin, Failure failure) {
        draft.emit(new Event.StepFailed(path, failure));
        if (outline.undoes(path) && undoing.isAnyArmed()) {
            cancelInside(path, "\"" + path + "\" failed");
        }
        if (!undoing.begins(path, new UndoCause.Failed(origin, failure))) {
            stepFailed(path, origin, failure);
        }
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
        agenda.drop(scope);
        for (CellKey key : draft.within(CellKey.Kind.TASK, scope)) {
            if (outline.isUndo(key.path().frame())) {
                continue;
            }
            TaskCell task = (TaskCell) draft.get(key).orElseThrow();
            draft.emit(new Event.TaskCanceled(key.path(), task.attempt(), reason));
        }
        for (CellKey key : draft.within(CellKey.Kind.PENDING, scope)) {
            if (included.test(key.path())) {
                draft.emit(new Event.StepCanceled(key.path(), reason));
            }
        }
        for (CellKey key : draft.within(CellKey.Kind.SCOPE, scope).reversed()) {
            if (included.test(key.path()) && undoing.find(key.path()).isEmpty()) {
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
        if (!undoing.delays(result)) {
            draft.emit(new Event.RunCompleted(result));
        }
    }

    @Override
    public boolean test(StepPath path, Expression condition, Given given) throws EvaluationFailed {
        return evaluation.test(path, condition, given);
    }

    @Override
    public Payload value(StepPath path, Expression expression, Given given) throws EvaluationFailed {
        return evaluation.value(path, expression, given);
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public Payload render(StepPath path, Template template, Given given) throws EvaluationFailed {
        return evaluation.render(path, template, given);
    }

    @Override
    public List<Payload> items(StepPath path, Expression list, Given given) throws EvaluationFailed {
        return evaluation.items(path, list, given);
    }

    @Override
    public Optional<Payload> output(StepPath step) throws EvaluationFailed {
        return evaluation.output(Optional.of(step));
    }
}
