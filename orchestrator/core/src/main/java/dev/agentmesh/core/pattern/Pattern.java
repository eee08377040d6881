package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;

/** One coordination pattern. Stateless: what it must remember stands in the step's cell. */
public interface Pattern {
    /** The step's turn has come. */
    void begin(Moves moves, StepPath path) throws EvaluationFailed;

    /**
     * A sequence inside the step has ended. Verbs without steps inside them are never told.
     *
     * @param frame the block itself, or the lane
     * @throws EvaluationFailed for an expression without a value: what is still open inside is canceled and the step fails
     */
    void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed;

    /** Whether the step goes on when the task of a member at {@code task} fails for good: nobody has to be asked about it. */
    default boolean survives(StepPath task) {
        return false;
    }

    /** The pattern of a step's verb. */
    static Pattern of(Step step) {
        return switch (step.verb()) {
            case Verb.AgentCall call -> new AgentPattern(call, step.modifiers());
            case Verb.Block _ -> new BlockPattern();
            case Verb.Parallel parallel -> new ParallelPattern(parallel);
            case Verb.MapEach map -> new MapPattern(map);
            case Verb.Switch choice -> new SwitchPattern(choice);
            case Verb.Loop loop -> new LoopPattern(loop);
            case CrewVerb.Supervisor supervisor -> new SupervisorPattern(supervisor, step.modifiers());
            case CrewVerb.Plan plan -> new PlanPattern(plan, step.modifiers());
            case Verb.Graph graph -> new GraphPattern(graph);
            case Verb.Chat chat -> new ChatPattern(chat);
            case Verb.Handoff handoff -> new HandoffPattern(handoff, step.modifiers());
            case Verb.Debate debate -> new DebatePattern(debate);
            case Verb.Vote vote -> new VotePattern(vote, step.modifiers());
            case Verb.SetValues set -> new SetPattern(set);
            case Verb.Return end -> new ReturnPattern(end);
            case Verb.Fail fail -> new FailPattern(fail);
            case OutsideVerb.Human human -> new HumanPattern(human);
            case OutsideVerb.Wait wait -> new WaitPattern(wait);
            case OutsideVerb.Publish publish -> new PublishPattern(publish);
            case OutsideVerb.SubWorkflow sub -> new SubWorkflowPattern(sub, step.modifiers());
        };
    }

    /** {@code value}, when it is small enough to travel inside a record. */
    static Payload bounded(String what, StepPath path, Payload value) throws EvaluationFailed {
        if (value.size() > Payload.MAX_BYTES) {
            throw new EvaluationFailed(
                    "MESH-5003",
                    what + " of step \"" + path + "\" has " + value.size() + " bytes, the limit is " + Payload.MAX_BYTES
                            + "; pass a reference to the data instead");
        }
        return value;
    }

    static Failure workflowFailure(String code, String message) {
        return new Failure(FailureKind.WORKFLOW, code, message);
    }

    /** For verbs that hold no steps. */
    interface Leaf extends Pattern {
        @Override
        default void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) {
            throw new IllegalStateException("Expected no steps inside \"" + path + "\" but \"" + frame + "\" ended");
        }
    }
}
