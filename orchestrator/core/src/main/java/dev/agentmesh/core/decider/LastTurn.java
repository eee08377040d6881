package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;

/** How many turns a step took. Not kept once it has ended: found by asking for ever higher lanes, then halving. */
final class LastTurn {
    private LastTurn() {}

    /** Turns are numbered without a gap, so that a turn has ended if any later one has. */
    static int begun(RunView view, StepPath step) {
        int known = 0;
        int beyond = 1;
        while (hasEnded(view, step, beyond - 1)) {
            known = beyond;
            beyond *= 2;
        }
        while (beyond - known > 1) {
            int middle = (known + beyond) >>> 1;
            if (hasEnded(view, step, middle - 1)) {
                known = middle;
            } else {
                beyond = middle;
            }
        }
        return known;
    }

    private static boolean hasEnded(RunView view, StepPath step, int turn) {
        return view.get(CellKey.ended(step.lane(turn))).isPresent();
    }
}
