package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code agent}: one task to one agent. What becomes of its attempts is decided in the task's life, not here. */
public record AgentPattern(Verb.AgentCall call, Modifiers modifiers) implements Pattern.Leaf {
    /** How long an attempt may take when the step does not say. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        dispatch(moves, path, call, input(moves, path, modifiers), modifiers);
    }

    /** What {@code with} says, else the run's input. */
    static Payload input(Moves moves, StepPath path, Modifiers modifiers) throws EvaluationFailed {
        return modifiers.with().isPresent()
                ? Pattern.bounded(
                        "The input", path, moves.render(path, modifiers.with().get()))
                : ((Cell.InputCell) moves.view().get(CellKey.INPUT).orElseThrow()).input();
    }

    /** The first attempt. */
    public static void dispatch(Moves moves, StepPath path, Verb.AgentCall call, Payload input, Modifiers modifiers)
            throws EvaluationFailed {
        String key = modifiers.key().isPresent()
                ? JsonText.plain(moves.render(path, modifiers.key().get()))
                : moves.view().runId() + "/" + path;
        moves.handOut(
                new Event.TaskDispatched(
                        path,
                        call.agent(),
                        call.skill(),
                        input,
                        key,
                        deadline(moves, modifiers),
                        Optional.of(moves.context(path, call.agent(), modifiers.context()))),
                call.agent());
    }

    /** When an attempt that begins now is given up. */
    public static Instant deadline(Moves moves, Modifiers modifiers) {
        Instant own = moves.at().plus(modifiers.timeout().orElse(DEFAULT_TIMEOUT));
        return own.isBefore(moves.runDeadline()) ? own : moves.runDeadline();
    }
}
