package dev.agentmesh.core.pattern;

import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.Cell.VariableCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.Optional;

/** What patterns share that go turn by turn: one lane at a time, numbered from 0. A turn costs the same whatever its number. */
final class Turns {
    private Turns() {}

    static void open(Moves moves, StepPath path, int max) {
        moves.open(path, new Scope.TurnsScope(max));
    }

    /** Starts the next turn. */
    static StepPath next(Moves moves, StepPath path) {
        StepPath lane = path.lane(begun(moves, path));
        moves.emit(new Event.LaneStarted(lane));
        return lane;
    }

    /** How many turns have begun. */
    static int begun(Moves moves, StepPath path) {
        return moves.view()
                .get(CellKey.scope(path))
                .map(cell -> ((LanesCell) cell).started())
                .orElseThrow(() -> new IllegalStateException("Expected turns at \"" + path + "\""));
    }

    static void ended(Moves moves, StepPath lane, FrameEnd end) {
        moves.emit(
                switch (end) {
                    case FrameEnd.Completed(var outputFrom) ->
                        new Event.LaneEnded(lane, LaneOutcome.COMPLETED, outputFrom, Optional.empty());
                    case FrameEnd.Failed(var _, var failure) ->
                        new Event.LaneEnded(lane, LaneOutcome.FAILED, Optional.empty(), Optional.of(failure));
                });
    }

    /** A value the pattern keeps for its step. */
    static Optional<Payload> kept(Moves moves, StepPath path, String name) {
        return moves.view().get(CellKey.state(path, name)).map(cell -> ((VariableCell) cell).value());
    }

    /** What a task of an agent gave. */
    static Optional<Payload> answer(Moves moves, StepPath task) {
        return moves.view()
                .get(CellKey.ended(task))
                .map(cell -> ((EndedCell) cell).output())
                .filter(StepOutput.Inline.class::isInstance)
                .map(output -> ((StepOutput.Inline) output).payload());
    }
}
