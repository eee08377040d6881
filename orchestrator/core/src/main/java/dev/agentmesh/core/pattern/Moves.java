package dev.agentmesh.core.pattern;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.List;

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

    boolean test(StepPath path, Expression condition) throws EvaluationFailed;

    /** Whether the condition holds with {@code event} bound to it; without a value it does not. */
    boolean holdsFor(StepPath path, Expression condition, Payload event);

    Surroundings surroundings();

    Payload render(StepPath path, Template template) throws EvaluationFailed;

    List<Payload> items(StepPath path, Expression list) throws EvaluationFailed;
}
