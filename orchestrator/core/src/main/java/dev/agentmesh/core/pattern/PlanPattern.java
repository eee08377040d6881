package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code plan}: an agent plans, others carry out what needs nothing more, at the same time. The planner's turns are lanes with
 * numbers, the plan's steps lanes with their ids. An answer that is no plan goes back to the planner with the reason.
 */
record PlanPattern(CrewVerb.Plan plan, Modifiers modifiers) implements Pattern {
    /** The planner's answers, one after the other, that may be no plan. */
    private static final int MAX_REFUSED = 2;

    /** What is told of a refused answer. */
    private static final int MAX_SHOWN = 65_536;

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        moves.open(path, new Scope.TeamScope(plan.replan().isPresent()));
        ask(moves, path, PlanState.Counts.NONE, new Fields());
    }

    private void ask(Moves moves, StepPath path, PlanState.Counts counts, Fields more) throws EvaluationFailed {
        Fields input = new Fields()
                .with("goal", goal(moves, path))
                .with(
                        "members",
                        plan.team().stream()
                                .map(call -> call.agent() + (call.skill().isEmpty() ? "" : "/" + call.skill()))
                                .toList())
                .with("max", plan.max())
                .with("revision", counts.revision() + 1L);
        if (modifiers.with().isPresent()) {
            input.with("with", Fields.of(moves.render(path, modifiers.with().get())));
        }
        StepPath lane = path.lane(counts.asked());
        moves.emit(new Event.LaneStarted(lane));
        new PlanState(moves, path)
                .keep(new PlanState.Counts(
                        counts.revision(),
                        counts.asked() + 1,
                        counts.refused(),
                        counts.replans(),
                        true,
                        counts.failed()));
        moves.dispatch(
                lane.child(path.id() + "." + CrewVerb.Plan.PLANNER),
                plan.planner(),
                more.json() instanceof Json.Object(var fields) ? with(input, fields) : input.payload());
    }

    private static Payload with(Fields input, java.util.SequencedMap<String, Json> more) {
        more.forEach(input::with);
        return input.payload();
    }

    private String goal(Moves moves, StepPath path) throws EvaluationFailed {
        return JsonText.plain(moves.render(path, plan.goal()));
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        String lane = frame.selector().orElseThrow();
        Turns.ended(moves, frame, end);
        if (Character.isDigit(lane.charAt(0))) {
            answered(moves, path, frame, end);
        } else if (lane.startsWith(PlanReview.LANE)) {
            reviewed(moves, path, frame, end);
        } else {
            stepEnded(moves, path, lane, end);
        }
    }

    private void answered(Moves moves, StepPath path, StepPath lane, FrameEnd end) throws EvaluationFailed {
        if (end instanceof FrameEnd.Failed(StepPath origin, Failure failure)) {
            giveUp(moves, path, origin, failure);
            return;
        }
        PlanState state = new PlanState(moves, path);
        PlanState.Counts counts = state.counts();
        Optional<Payload> answer = Turns.answer(moves, lane.child(path.id() + "." + CrewVerb.Plan.PLANNER));
        try {
            List<PlannedStep> steps = new PlanCheck(plan, state.standings()).check(answer);
            Fields proposed = new Fields()
                    .with("revision", counts.revision() + 1L)
                    .with(
                            "steps",
                            new Json.Array(steps.stream().map(PlannedStep::json).toList()));
            moves.emit(new Event.StepNoted(path, "plan-proposed", proposed.payload()));
            if (plan.review().isPresent()) {
                new PlanReview(moves, path, plan.review().get()).ask(goal(moves, path), proposed.json(), "");
            } else {
                adopt(moves, path, counts, steps);
            }
        } catch (PlanCheck.NoPlan no) {
            refused(moves, path, counts, answer.orElse(Payload.NULL), no.why());
        }
    }

    /** A person accepts the plan, as it is or edited, or sends it back to the planner. */
    private void reviewed(Moves moves, StepPath path, StepPath lane, FrameEnd end) throws EvaluationFailed {
        if (end instanceof FrameEnd.Failed(StepPath origin, Failure failure)) {
            giveUp(moves, path, origin, failure);
            return;
        }
        PlanState state = new PlanState(moves, path);
        PlanReview review = new PlanReview(moves, path, plan.review().orElseThrow());
        Json proposed = review.proposed();
        PlanReview.Word word = review.word(lane);
        switch (word) {
            case PlanReview.Word.Accepted() -> {
                try {
                    // Steps may have failed since it was proposed.
                    adopt(
                            moves,
                            path,
                            state.counts(),
                            new PlanCheck(plan, state.standings()).check(Optional.of(proposed.payload())));
                } catch (PlanCheck.NoPlan no) {
                    refused(moves, path, state.counts(), proposed.payload(), no.why());
                }
            }
            case PlanReview.Word.Edited(Json steps) -> {
                Fields edited = new Fields()
                        .with("revision", state.counts().revision() + 1L)
                        .with("steps", steps);
                try {
                    List<PlannedStep> checked =
                            new PlanCheck(plan, state.standings()).check(Optional.of(edited.payload()));
                    moves.emit(new Event.StepNoted(path, "plan-edited", edited.payload()));
                    adopt(moves, path, state.counts(), checked);
                } catch (PlanCheck.NoPlan no) {
                    review.ask(goal(moves, path), proposed, no.why());
                }
            }
            case PlanReview.Word.Refused(String why) -> refused(moves, path, state.counts(), proposed.payload(), why);
        }
    }

    private void refused(Moves moves, StepPath path, PlanState.Counts counts, Payload answer, String why)
            throws EvaluationFailed {
        Fields refusal = new Fields()
                .with("code", "MESH-4108")
                .with("message", why)
                .with("answer", answer.size() <= MAX_SHOWN ? Fields.of(answer) : new Json.Null());
        moves.emit(new Event.StepNoted(
                path,
                "plan-refused",
                new Fields()
                        .with("revision", counts.revision() + 1L)
                        .with("message", why)
                        .payload()));
        if (counts.refused() == MAX_REFUSED) {
            giveUp(
                    moves,
                    path,
                    path,
                    Pattern.workflowFailure(
                            "MESH-4108",
                            "The planner of \"" + path + "\" gave no plan that can be carried out in "
                                    + (MAX_REFUSED + 1) + " answers; the last one: " + why));
            return;
        }
        Fields more = counts.revision() == 0 ? new Fields() : progress(moves, path);
        ask(
                moves,
                path,
                new PlanState.Counts(
                        counts.revision(),
                        counts.asked(),
                        counts.refused() + 1,
                        counts.replans(),
                        true,
                        counts.failed()),
                more.with("refused", refusal.json()));
    }

    private void adopt(Moves moves, StepPath path, PlanState.Counts counts, List<PlannedStep> added)
            throws EvaluationFailed {
        PlanState state = new PlanState(moves, path);
        List<PlannedStep> all = new ArrayList<>(
                state.plan().stream().filter(step -> state.hasBegun(step.id())).toList());
        all.addAll(added);
        moves.emit(new Event.StepNoted(
                path,
                "plan-adopted",
                new Fields()
                        .with("revision", counts.revision() + 1L)
                        .with("steps", all.size())
                        .payload()));
        PlanState.Counts now =
                new PlanState.Counts(counts.revision() + 1, counts.asked(), 0, counts.replans(), false, "");
        state.adopt(now, all, added);
        if (!counts.failed().isEmpty() && over(moves, path, counts.failed())) {
            return;
        }
        for (PlannedStep step : added) {
            startIfReady(moves, path, step);
        }
        completeIfDone(moves, path);
    }

    private void stepEnded(Moves moves, StepPath path, String id, FrameEnd end) throws EvaluationFailed {
        PlanState state = new PlanState(moves, path);
        PlanState.Counts counts = state.counts();
        boolean failed = end instanceof FrameEnd.Failed;
        if (counts.asking()) {
            // The planner did not know of this failure: its next plan is thought over at once.
            if (failed) {
                state.keep(new PlanState.Counts(
                        counts.revision(), counts.asked(), counts.refused(), counts.replans(), true, id));
            }
            return;
        }
        if (over(moves, path, id)) {
            return;
        }
        for (String next : state.waitingFor(id)) {
            startIfReady(moves, path, state.step(next));
        }
        completeIfDone(moves, path);
    }

    /** Whether the end of step {@code id} changes what comes next: the plan is thought over, or fails. */
    private boolean over(Moves moves, StepPath path, String id) throws EvaluationFailed {
        PlanState state = new PlanState(moves, path);
        PlanState.Counts counts = state.counts();
        EndedCell ended = state.ended(id).orElseThrow();
        boolean replans = plan.replan().isPresent()
                && counts.replans() < plan.replan().get().max()
                && moves.test(
                        path,
                        plan.replan().get().when(),
                        Given.of(
                                "step", told(moves, path, state.step(id), ended).payload()));
        if (replans) {
            ask(
                    moves,
                    path,
                    new PlanState.Counts(counts.revision(), counts.asked(), 0, counts.replans() + 1, true, ""),
                    progress(moves, path).with("after", id));
        } else if (ended.failure().isPresent()) {
            StepPath origin = path.lane(id)
                    .child(path.id() + "." + CrewVerb.Plan.member(state.step(id).call()));
            giveUp(moves, path, origin, ended.failure().get());
        }
        return replans || ended.failure().isPresent();
    }

    /** What the planner is told of a plan under way. */
    private static Fields progress(Moves moves, StepPath path) throws EvaluationFailed {
        PlanState state = new PlanState(moves, path);
        List<Json> done = new ArrayList<>();
        List<String> running = new ArrayList<>();
        for (PlannedStep step : state.plan()) {
            Optional<EndedCell> ended = state.ended(step.id());
            if (ended.isPresent()) {
                done.add(told(moves, path, step, ended.get()).json());
            } else if (state.hasBegun(step.id())) {
                running.add(step.id());
            }
        }
        return new Fields()
                .with("plan", state.document())
                .with("results", new Json.Array(done))
                .with("running", running);
    }

    private static Fields told(Moves moves, StepPath path, PlannedStep step, EndedCell ended) throws EvaluationFailed {
        return new Fields()
                .with("id", step.id())
                .with("agent", step.call().agent())
                .with("failed", new Json.Bool(ended.failure().isPresent()))
                .with("output", moves.output(path.lane(step.id())).map(Fields::of))
                .with(
                        "error",
                        ended.failure()
                                .map(failure -> new Fields()
                                        .with("code", failure.code())
                                        .with("message", failure.message())
                                        .json()));
    }

    private void startIfReady(Moves moves, StepPath path, PlannedStep step) throws EvaluationFailed {
        PlanState state = new PlanState(moves, path);
        if (state.hasBegun(step.id()) || !state.isReady(step)) {
            return;
        }
        Fields context = new Fields();
        for (String need : step.needs()) {
            context.with(need, moves.output(path.lane(need)).map(Fields::of).orElseGet(Json.Null::new));
        }
        Fields input = new Fields();
        if (step.with().isPresent() && step.with().get() instanceof Json.Object(var own)) {
            own.forEach(input::with);
        } else {
            input.with("goal", goal(moves, path))
                    .with("task", step.task().map(Json::text))
                    .with("with", step.with());
        }
        if (!step.needs().isEmpty()) {
            input.with("context", context.json());
        }
        StepPath lane = path.lane(step.id());
        moves.emit(new Event.LaneStarted(lane));
        moves.dispatch(lane.child(path.id() + "." + CrewVerb.Plan.member(step.call())), step.call(), input.payload());
    }

    private static void completeIfDone(Moves moves, StepPath path) {
        LanesCell lanes = Lanes.find(moves, path).orElseThrow();
        if (lanes.running() == 0) {
            moves.complete(path, new StepOutput.Collected(lanes.size()));
        }
    }

    private static void giveUp(Moves moves, StepPath path, StepPath origin, Failure failure) {
        Lanes.find(moves, path)
                .ifPresent(lanes -> Lanes.cancelRunning(moves, path, lanes, "the plan of \"" + path + "\" failed"));
        moves.fail(path, origin, failure);
    }
}
