package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.StepRow;
import dev.agentmesh.console.table.Writes;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.StepFold;
import dev.agentmesh.eventlog.summary.StepNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps and lanes of one run, those that matter now in memory. */
final class StepRows implements StepFold.Steps {
    /** With more than that, those that have ended are left to the table. */
    private static final int MOST = 4_000;

    private final String runId;
    private final Stored stored;
    private final RowCache<StepPath, StepRow> rows;
    private final Map<StepPath, List<StepPath>> lanes = new HashMap<>();
    private long count;

    /** @param count how many the run has had */
    StepRows(String runId, Stored stored, long count, boolean whole) {
        this.runId = runId;
        this.stored = stored;
        this.count = count;
        this.rows = new RowCache<>(path -> stored.step(runId, path), StepRow::row, whole);
    }

    @Override
    public Optional<StepNode> find(StepPath path) {
        return rows.find(path).map(StepRow::node);
    }

    /** Which of its run the step is; 0 when it has not begun. */
    long ordinal(StepPath path) {
        return rows.find(path).map(StepRow::ordinal).orElse(0L);
    }

    long count() {
        return count;
    }

    int kept() {
        return rows.size();
    }

    @Override
    public void put(StepNode node) {
        Optional<StepRow> before = rows.find(node.path());
        long ordinal = before.isPresent() ? before.get().ordinal() : ++count;
        rows.put(node.path(), new StepRow(runId, ordinal, node));
        if (before.isEmpty() && node.kind() == StepNode.Kind.LANE) {
            lanes.computeIfAbsent(node.path().step(), _ -> new ArrayList<>()).add(node.path());
        }
    }

    @Override
    public List<StepNode> runningLanes(StepPath step) {
        if (!rows.isWhole()) {
            try {
                for (StepRow lane : stored.runningLanes(runId, step)) {
                    rows.loaded(lane.node().path(), lane);
                    List<StepPath> known = lanes.computeIfAbsent(step, _ -> new ArrayList<>());
                    if (!known.contains(lane.node().path())) {
                        known.add(lane.node().path());
                    }
                }
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        }
        return lanes.getOrDefault(step, List.of()).stream()
                .flatMap(lane -> find(lane).stream())
                .filter(lane -> lane.state() == StepNode.State.RUNNING)
                .toList();
    }

    void write(Writes writes) {
        rows.write(writes);
        if (rows.size() > MOST) {
            lanes.values().forEach(paths -> paths.removeIf(path -> !isRunning(path)));
            lanes.values().removeIf(List::isEmpty);
            rows.keepOnly(row -> row.node().endedAt().isEmpty());
        }
    }

    private boolean isRunning(StepPath lane) {
        return find(lane).filter(node -> node.state() == StepNode.State.RUNNING).isPresent();
    }
}
