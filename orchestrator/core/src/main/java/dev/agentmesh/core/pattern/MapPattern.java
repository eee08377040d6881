package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.List;

/** {@code map}: the same steps for each item, {@code width} items at once, joined by policy. */
record MapPattern(Verb.MapEach map) implements Pattern {
    /** The most items of one map. */
    static final int MAX_ITEMS = 65_536;

    /** The most bytes all items together may have: they are written to the log once, in one record. */
    static final int MAX_BYTES = 524_288;

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        List<Payload> items = moves.items(path, map.over());
        long bytes = items.stream().mapToLong(Payload::size).sum();
        if (items.size() > MAX_ITEMS || bytes > MAX_BYTES) {
            throw new EvaluationFailed(
                    "MESH-4116",
                    "Step \"" + path + "\" maps over " + items.size() + " items of " + bytes
                            + " bytes in all; the limits are " + MAX_ITEMS + " items and " + MAX_BYTES + " bytes");
        }
        int needed = map.join().needed(items.size());
        if (joined().open(
                        moves,
                        path,
                        new Scope.MapScope(items, needed, map.join().tolerant()))) {
            for (int i = 0; i < Math.min(map.width(), items.size()); i++) {
                Lanes.start(moves, path.lane(i));
            }
        }
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) {
        joined().ended(moves, path, frame, end);
        Lanes.find(moves, path)
                .filter(lanes -> lanes.started() < lanes.size())
                .ifPresent(lanes -> Lanes.start(moves, path.lane(lanes.started())));
    }

    private Lanes joined() {
        return new Lanes(map.join(), map.late());
    }
}
