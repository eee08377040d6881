package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Grow;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;

/**
 * {@code map}: the same steps for each item, {@code width} items at once, joined by policy; as a swarm it grows by what its items
 * find.
 */
record MapPattern(Verb.MapEach map) implements Pattern {
    /** The most items of one map. */
    static final int MAX_ITEMS = 65_536;

    /** The most bytes all items together may have: they are written to the log once, in one record. So for what one item adds. */
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
            startMore(moves, path);
        }
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) {
        FrameEnd known = end;
        List<Payload> found = List.of();
        if (map.grow().isPresent()
                && end instanceof FrameEnd.Completed(var outputFrom)
                && Lanes.find(moves, path).isPresent()) {
            try {
                found = found(moves, frame, map.grow().get(), outputFrom);
            } catch (EvaluationFailed failed) {
                known = new FrameEnd.Failed(frame, Pattern.workflowFailure(failed.code(), failed.getMessage()));
            }
        }
        Lanes.record(moves, frame, known);
        if (!found.isEmpty()) {
            grow(moves, path, map.grow().orElseThrow(), found);
        }
        joined().settle(moves, path, known);
        startMore(moves, path);
    }

    /** What the item says is to be worked on as well. */
    private static List<Payload> found(Moves moves, StepPath lane, Grow grow, Optional<StepPath> outputFrom)
            throws EvaluationFailed {
        Payload output = outputFrom.isPresent() ? moves.output(outputFrom.get()).orElse(Payload.NULL) : Payload.NULL;
        List<Payload> found = moves.items(lane, grow.from(), Given.of("output", output));
        long bytes = found.stream().mapToLong(Payload::size).sum();
        if (found.size() > MAX_ITEMS || bytes > MAX_BYTES) {
            throw new EvaluationFailed(
                    "MESH-4116",
                    "Item \"" + lane + "\" adds " + found.size() + " items of " + bytes
                            + " bytes in all; the limits are " + MAX_ITEMS + " items and " + MAX_BYTES + " bytes");
        }
        return found;
    }

    private void grow(Moves moves, StepPath path, Grow grow, List<Payload> found) {
        int size = Lanes.find(moves, path).orElseThrow().size();
        int room = Math.max(0, Math.min(grow.max(), MAX_ITEMS) - size);
        List<Payload> added = found.subList(0, Math.min(room, found.size()));
        moves.emit(
                new Event.ItemsAdded(path, added, map.join().needed(size + added.size()), found.size() - added.size()));
    }

    private void startMore(Moves moves, StepPath path) {
        while (true) {
            Optional<LanesCell> lanes = Lanes.find(moves, path);
            if (lanes.isEmpty()
                    || lanes.get().started() == lanes.get().size()
                    || lanes.get().running() >= map.width()) {
                return;
            }
            Lanes.start(moves, path.lane(lanes.get().started()));
        }
    }

    private Lanes joined() {
        return new Lanes(map.join(), map.late());
    }
}
