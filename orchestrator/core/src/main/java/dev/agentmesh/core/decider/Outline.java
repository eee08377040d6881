package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Undo;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.StepPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A definition, found by path. Built once per definition; every look-up costs the depth of the path at most. */
public final class Outline {
    /** The prefix of the selector of a catch's lane; a clause's number follows. */
    static final String CATCH = "catch";

    /** The selector of the lane in which a step is undone. */
    static final String UNDO = "undo";

    /** What the id of the step that undoes another ends with; ids that people write hold no dot. */
    static final String UNDO_STEP = ".undo";

    /**
     * Where a step stands.
     *
     * @param position in its sequence, from 0
     * @param owner the id of the step it stands in, empty at the root
     * @param lane the owner's lane when it is known before a run; empty for the steps of a block, a map, a loop, and for members
     */
    record Node(Step step, List<Step> sequence, int position, Optional<String> owner, Optional<String> lane) {}

    private final Workflow workflow;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Set<String> undoing = new HashSet<>();
    private boolean undoes;
    private boolean prioritises;

    public Outline(Workflow workflow) {
        this.workflow = workflow;
        index(workflow.steps(), Optional.empty(), Optional.empty());
    }

    public Workflow workflow() {
        return workflow;
    }

    private void index(List<Step> sequence, Optional<String> owner, Optional<String> lane) {
        for (int i = 0; i < sequence.size(); i++) {
            Step step = sequence.get(i);
            if (nodes.put(step.id(), new Node(step, sequence, i, owner, lane)) != null) {
                throw new IllegalArgumentException("Expected step ids of " + workflow.ref()
                        + " to be unique but found \"" + step.id() + "\" twice");
            }
            indexInside(step);
        }
    }

    private void indexInside(Step step) {
        prioritises |= step.modifiers().priority().isPresent();
        Optional<String> owner = Optional.of(step.id());
        switch (step.verb()) {
            case Verb.Block(List<Step> steps) -> index(steps, owner, Optional.empty());
            case Verb.Parallel parallel ->
                parallel.branches().forEach((name, steps) -> {
                    if (clause(step, name).isPresent()) {
                        throw new IllegalArgumentException("Expected no branch of step \"" + step.id() + "\" of "
                                + workflow.ref() + " to be named like its catch but found \"" + name + "\"");
                    }
                    index(steps, owner, Optional.of(name));
                });
            case Verb.MapEach map -> index(map.steps(), owner, Optional.empty());
            case Verb.Loop loop -> index(loop.steps(), owner, Optional.empty());
            case Verb.Graph graph ->
                graph.nodes().forEach(node -> index(List.of(node.step()), owner, Optional.empty()));
            case Verb.Switch(List<Verb.Case> cases) -> {
                for (int i = 0; i < cases.size(); i++) {
                    index(cases.get(i).steps(), owner, Optional.of(Integer.toString(i)));
                }
            }
            case Verb.AgentCall _,
                    CrewVerb.Plan _,
                    CrewVerb.Supervisor _,
                    Verb.SetValues _,
                    Verb.Return _,
                    Verb.Fail _,
                    OutsideVerb.Human _,
                    OutsideVerb.Wait _,
                    OutsideVerb.Publish _,
                    OutsideVerb.SubWorkflow _,
                    Verb.Chat _,
                    Verb.Handoff _,
                    Verb.Debate _,
                    Verb.Vote _ -> {}
        }
        step.verb().members().forEach(member -> index(List.of(member(step, member)), owner, Optional.empty()));
        step.verb().person().ifPresent(who -> index(List.of(who.step(step.id())), owner, Optional.empty()));
        List<CatchClause> catches = step.modifiers().catches();
        for (int i = 0; i < catches.size(); i++) {
            index(catches.get(i).steps(), owner, Optional.of(CATCH + i));
        }
        step.modifiers().undo().ifPresent(undo -> indexUndo(step, undo));
    }

    private void indexUndo(Step step, Undo undo) {
        if (step.verb() instanceof Verb.Parallel parallel && parallel.branches().containsKey(UNDO)) {
            throw new IllegalArgumentException("Expected no branch of step \"" + step.id() + "\" of " + workflow.ref()
                    + " to be named like its undo but found one");
        }
        Modifiers m = step.modifiers();
        boolean task = step.verb() instanceof Verb.AgentCall;
        Step undoing = new Step(
                step.id() + UNDO_STEP,
                undo.call(),
                new Modifiers(
                                Optional.empty(),
                                undo.with(),
                                task ? m.timeout() : Optional.empty(),
                                m.retry(),
                                Optional.empty(),
                                List.of())
                        .withPriority(m.priority()));
        nodes.put(undoing.id(), new Node(undoing, List.of(undoing), 0, Optional.of(step.id()), Optional.of(UNDO)));
        undoes = true;
        for (Optional<String> at = node(step.id()).owner();
                at.isPresent();
                at = node(at.get()).owner()) {
            this.undoing.add(at.get());
        }
    }

    /** Whether any task has another priority than the usual one. */
    boolean prioritises() {
        return prioritises;
    }

    /** Of a task: what its step says, for a member of a team what the team's step says. */
    int priority(StepPath task) {
        return step(task).modifiers().priority().orElse(Modifiers.USUAL_PRIORITY);
    }

    /** Whether a step inside of {@code scope} says how it is undone. */
    boolean undoes(StepPath scope) {
        return scope.isRoot() ? undoes : undoing.contains(scope.id());
    }

    /** Whether {@code frame} is the lane in which its step is undone. */
    boolean isUndo(StepPath frame) {
        return frame.selector().filter(UNDO::equals).isPresent()
                && step(frame).modifiers().undo().isPresent();
    }

    private Node node(String id) {
        return find(id).orElseThrow();
    }

    /** The step of an agent that {@code owner}'s verb calls itself: alone in its lane, tried again as its owner says. */
    private static Step member(Step owner, Verb.Member member) {
        Modifiers modifiers = new Modifiers(
                Optional.empty(),
                Optional.empty(),
                member.timeout(),
                owner.modifiers().retry(),
                Optional.empty(),
                List.of());
        return new Step(
                owner.id() + "." + member.name(),
                member.call(),
                modifiers
                        .withContext(owner.modifiers().context())
                        .withPriority(owner.modifiers().priority()));
    }

    /** Every step's id, in no order. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(nodes.keySet());
    }

    Optional<Node> find(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    Node node(StepPath path) {
        return find(path.id())
                .orElseThrow(() -> new IllegalStateException(
                        "Expected step \"" + path + "\" in " + workflow.ref() + " but it has no such step"));
    }

    Step step(StepPath path) {
        return node(path).step();
    }

    /** The steps behind the one at {@code path}, which stand in the same sequence; none when the definition has no such step. */
    public List<StepPath> after(StepPath path) {
        return find(path.id())
                .map(node -> node
                        .sequence()
                        .subList(node.position() + 1, node.sequence().size())
                        .stream()
                        .map(step -> path.frame().child(step.id()))
                        .toList())
                .orElse(List.of());
    }

    /** The sequence that {@code frame} frames: the root's, a block's, or a lane's. */
    List<Step> sequence(StepPath frame) {
        if (frame.isRoot()) {
            return workflow.steps();
        }
        Step owner = step(frame);
        Optional<String> lane = frame.selector();
        if (isUndo(frame)) {
            return node(owner.id() + UNDO_STEP).sequence();
        }
        if (lane.isPresent() && clause(owner, lane.get()).isPresent()) {
            return clause(owner, lane.get()).get().steps();
        }
        return switch (owner.verb()) {
            case Verb.Block(List<Step> steps) -> steps;
            case Verb.Parallel parallel -> {
                List<Step> steps = parallel.branches().get(lane.orElse(""));
                yield steps == null ? List.of() : steps;
            }
            case Verb.MapEach map -> map.steps();
            case Verb.Loop loop -> loop.steps();
            case Verb.Switch(List<Verb.Case> cases) ->
                cases.get(Integer.parseInt(lane.orElseThrow())).steps();
            case Verb.AgentCall _,
                    CrewVerb.Plan _,
                    CrewVerb.Supervisor _,
                    Verb.SetValues _,
                    Verb.Return _,
                    Verb.Fail _,
                    OutsideVerb.Human _,
                    OutsideVerb.Wait _,
                    OutsideVerb.Publish _,
                    OutsideVerb.SubWorkflow _,
                    Verb.Graph _,
                    Verb.Chat _,
                    Verb.Handoff _,
                    Verb.Debate _,
                    Verb.Vote _ ->
                throw new IllegalStateException("Expected a frame at \"" + frame + "\" but the step holds no sequence");
        };
    }

    /** Whether {@code frame} is the lane of a catch of its step. */
    boolean isCatch(StepPath frame) {
        return !frame.isRoot()
                && frame.selector().flatMap(lane -> clause(step(frame), lane)).isPresent();
    }

    private static Optional<CatchClause> clause(Step owner, String lane) {
        if (!lane.startsWith(CATCH)) {
            return Optional.empty();
        }
        List<CatchClause> catches = owner.modifiers().catches();
        for (int i = 0; i < catches.size(); i++) {
            if (lane.equals(CATCH + i)) {
                return Optional.of(catches.get(i));
            }
        }
        return Optional.empty();
    }
}
