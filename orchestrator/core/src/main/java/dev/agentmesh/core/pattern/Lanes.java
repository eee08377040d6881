package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import java.util.Optional;

/** What parallel and map share: lanes that run at once, counted until the join is met or cannot be. */
record Lanes(Join join, Late late) {
    /**
     * Opens the step. Too few lanes for the join fail it before one of them costs anything, and where there is none to wait
     * for it completes.
     *
     * @return whether there are lanes to start
     */
    boolean open(Moves moves, StepPath path, Scope scope) {
        moves.open(path, scope);
        find(moves, path).ifPresent(lanes -> settle(moves, path, lanes, Optional.empty()));
        return find(moves, path).isPresent();
    }

    static void start(Moves moves, StepPath lane) {
        moves.emit(new Event.LaneStarted(lane));
        moves.begin(lane);
    }

    /** Records a lane's end and, when that settles the join, ends the step. */
    void ended(Moves moves, StepPath path, StepPath lane, FrameEnd end) {
        record(moves, lane, end);
        settle(moves, path, end);
    }

    /** Records a lane's end. */
    static void record(Moves moves, StepPath lane, FrameEnd end) {
        moves.emit(
                switch (end) {
                    case FrameEnd.Completed(var outputFrom) ->
                        new Event.LaneEnded(lane, LaneOutcome.COMPLETED, outputFrom, Optional.empty());
                    case FrameEnd.Failed(var _, var failure) ->
                        new Event.LaneEnded(lane, LaneOutcome.FAILED, Optional.empty(), Optional.of(failure));
                });
    }

    /** Ends the step when the end of that lane settles the join. */
    void settle(Moves moves, StepPath path, FrameEnd latest) {
        find(moves, path).ifPresent(lanes -> settle(moves, path, lanes, failure(latest)));
    }

    /** The open lanes, empty when the step has ended: before a lane that it had kept, or into a catch that runs now. */
    static Optional<LanesCell> find(Moves moves, StepPath path) {
        return moves.view()
                .get(CellKey.scope(path))
                .filter(LanesCell.class::isInstance)
                .map(LanesCell.class::cast);
    }

    /** Ends the step when its join is decided. */
    private void settle(Moves moves, StepPath path, LanesCell lanes, Optional<FrameEnd.Failed> latest) {
        if (!lanes.tolerant() && latest.isPresent()) {
            cancelRunning(moves, path, lanes, "another lane of \"" + path + "\" failed");
            moves.fail(path, latest.get().origin(), latest.get().failure());
        } else if (met(lanes)) {
            if (late == Late.CANCEL) {
                cancelRunning(moves, path, lanes, "the join of \"" + path + "\" is met");
            }
            moves.complete(path, new StepOutput.Collected(lanes.size()));
        } else if (lanes.size() - lanes.failed() < lanes.needed()) {
            cancelRunning(moves, path, lanes, "the join of \"" + path + "\" cannot be met");
            moves.fail(path, path, unmet(path, lanes, latest));
        }
    }

    private static boolean met(LanesCell lanes) {
        boolean waitsForAll = lanes.needed() == 0;
        return waitsForAll ? lanes.ended() == lanes.size() : lanes.completed() >= lanes.needed();
    }

    static void cancelRunning(Moves moves, StepPath path, LanesCell lanes, String reason) {
        if (lanes.running() == 0) {
            return;
        }
        for (CellKey lane : moves.view().within(CellKey.Kind.LANE, path)) {
            if (lane.path().step().equals(path)) {
                moves.cancel(lane.path(), reason);
            }
        }
    }

    private static Failure unmet(StepPath path, LanesCell lanes, Optional<FrameEnd.Failed> latest) {
        String last = latest.map(FrameEnd.Failed::failure)
                .map(f -> "; the last failure was " + f.code() + ": " + f.message())
                .orElse("");
        return Pattern.workflowFailure(
                "MESH-4104",
                "The join of \"" + path + "\" cannot be met: " + lanes.completed() + " of " + lanes.size()
                        + " lanes completed, " + lanes.failed() + " failed, " + lanes.needed() + " are needed" + last);
    }

    private static Optional<FrameEnd.Failed> failure(FrameEnd end) {
        return switch (end) {
            case FrameEnd.Completed _ -> Optional.empty();
            case FrameEnd.Failed failed -> Optional.of(failed);
        };
    }
}
