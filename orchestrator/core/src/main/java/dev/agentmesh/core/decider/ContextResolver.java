package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.pattern.Given;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Finds which earlier work and which parts of the blackboard come along with a task. Costs the depth of the step. */
final class ContextResolver {
    /** How many elder siblings are asked: behind a thousand steps that gave nothing a task must not cost a thousand looks. */
    private static final int ELDERS = 32;

    private final RunView view;
    private final Outline outline;

    ContextResolver(RunView view, Outline outline) {
        this.view = view;
        this.outline = outline;
    }

    TaskContext resolve(StepPath path, String agent, ContextRule rule) {
        FrameNames names = new FrameNames(view, outline, path, Given.NOTHING);
        SequencedSet<StepPath> steps = new LinkedHashSet<>();
        for (String id : rule.steps()) {
            names.path(id).ifPresent(step -> steps.addAll(parts(step)));
        }
        boolean named = !rule.steps().isEmpty();
        if (!named && rule.strategy() == ContextRule.Strategy.LAYERED) {
            preceding(path).ifPresent(step -> steps.addAll(parts(step)));
        }
        return new TaskContext(rule.strategy(), List.copyOf(steps), sections(agent, rule), named);
    }

    private List<String> sections(String agent, ContextRule rule) {
        SequencedSet<String> sections = new LinkedHashSet<>();
        BoardRules board = outline.workflow().board();
        if (rule.strategy() == ContextRule.Strategy.LAYERED && !board.sections().isEmpty()) {
            sections.addAll(board.sections().sequencedKeySet());
            sections.add(agent);
        }
        sections.addAll(rule.sections());
        return List.copyOf(sections);
    }

    /** The step that ended with an output right before this one: its elder sibling, else that of what it stands in. */
    private Optional<StepPath> preceding(StepPath path) {
        StepPath at = path;
        while (true) {
            Outline.Node node = outline.node(at);
            StepPath frame = at.frame();
            for (Step elder : node.sequence()
                    .subList(Math.max(0, node.position() - ELDERS), node.position())
                    .reversed()) {
                StepPath step = frame.child(elder.id());
                if (gaveSomething(step)) {
                    return Optional.of(step);
                }
            }
            if (frame.isRoot()) {
                return Optional.empty();
            }
            Optional<StepPath> turn = turnBefore(frame);
            if (turn.isPresent()) {
                return turn;
            }
            at = frame.step();
        }
    }

    private Optional<StepPath> turnBefore(StepPath frame) {
        if (frame.selector().isEmpty()
                || outline.isCatch(frame)
                || !(outline.step(frame.step()).verb() instanceof Verb.Loop)) {
            return Optional.empty();
        }
        int turn = Integer.parseInt(frame.selector().get());
        return turn == 0
                ? Optional.empty()
                : Optional.of(frame.step().lane(turn - 1)).filter(this::gaveSomething);
    }

    private boolean gaveSomething(StepPath step) {
        return view.get(CellKey.ended(step))
                .map(cell -> !(((EndedCell) cell).output() instanceof StepOutput.None))
                .orElse(false);
    }

    /** Branches have names that only the definition knows, so each of them is a part of its own. */
    private List<StepPath> parts(StepPath step) {
        if (step.selector().isEmpty() && outline.step(step).verb() instanceof Verb.Parallel parallel) {
            List<StepPath> lanes = new ArrayList<>();
            for (String branch : parallel.branches().sequencedKeySet()) {
                lanes.add(step.lane(branch));
            }
            return lanes;
        }
        return List.of(step);
    }
}
