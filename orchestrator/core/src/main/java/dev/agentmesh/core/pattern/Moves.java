package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All a pattern may do. Each move takes effect at once in {@link #view()}. */
public interface Moves {
    RunView view();

    /** The time of the command. */
    Instant at();

    /** The run's own deadline, which no task outlives. */
    Instant runDeadline();

    void emit(Event event);

    /** Opens the step's scope, with the deadline its {@code timeout} asks for. */
    void open(StepPath path, Scope scope);

    /** Begins the sequence that {@code frame} frames. An empty one ends at once. */
    void begin(StepPath frame);

    /** Begins one step that stands alone in its frame: a node of a graph in its lane. */
    void beginAt(StepPath step);

    /**
     * Hands a task to an agent that the verb names itself. When it ends, the frame of {@code member} has ended.
     *
     * @param member {@code LANE/ID.NAME}, where the step ID has a {@link dev.agentmesh.core.definition.Verb.Member} of that name
     */
    void dispatch(StepPath member, Verb.AgentCall call, Payload input) throws EvaluationFailed;

    /**
     * Hands an attempt out, unless the agent's circuit breaker is open.
     *
     * @param event its beginning
     */
    void handOut(Event.TaskEvent event, String agent);

    /** What comes along with a task of the step. */
    TaskContext context(StepPath path, String agent, ContextRule rule);

    /** Goes on after a step that an event of its own has completed. */
    void stepOver(StepPath path);

    /** The step has completed. */
    void complete(StepPath path, StepOutput output);

    /**
     * The step has failed: its own catch is asked first, then whatever it stands in.
     *
     * @param origin the step the failure came from, the same or one inside
     */
    void fail(StepPath path, StepPath origin, Failure failure);

    /** Ends everything that is open at or below {@code lane}. */
    void cancel(StepPath lane, String reason);

    /** Ends the run with a result, whatever else is open. */
    void finish(Payload result);

    /** The output of a step or a lane that has ended; empty when it gave none. */
    Optional<Payload> output(StepPath path) throws EvaluationFailed;

    default boolean test(StepPath path, Expression condition) throws EvaluationFailed {
        return test(path, condition, Given.NOTHING);
    }

    boolean test(StepPath path, Expression condition, Given given) throws EvaluationFailed;

    Surroundings surroundings();

    /** The value of an expression. */
    Payload value(StepPath path, Expression expression, Given given) throws EvaluationFailed;

    default Payload render(StepPath path, Template template) throws EvaluationFailed {
        return render(path, template, Given.NOTHING);
    }

    Payload render(StepPath path, Template template, Given given) throws EvaluationFailed;

    default List<Payload> items(StepPath path, Expression list) throws EvaluationFailed {
        return items(path, list, Given.NOTHING);
    }

    List<Payload> items(StepPath path, Expression list, Given given) throws EvaluationFailed;
}
