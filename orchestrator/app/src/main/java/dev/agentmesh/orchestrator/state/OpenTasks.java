package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.StepPath;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The tasks of a run that have not ended, and what they wait for. */
final class OpenTasks {
    private final KeyValueStore<Bytes, byte[]> runs;

    OpenTasks(KeyValueStore<Bytes, byte[]> runs) {
        this.runs = runs;
    }

    /** Sets the timers that the run's tasks wait for. */
    void arm(String runId, AttemptTimers timers) {
        StoredRun run = new StoredRun(runId, runs);
        for (CellKey key : run.within(CellKey.Kind.TASK, StepPath.ROOT)) {
            run.get(key).map(Cell.TaskCell.class::cast).ifPresent(task -> arm(runId, key.path(), task, timers));
        }
    }

    private static void arm(String runId, StepPath path, Cell.TaskCell task, AttemptTimers timers) {
        switch (task.phase()) {
            case DISPATCHED -> timers.set(runId, new Timer.AttemptDeadline(path, task.attempt()), task.due());
            case AWAITING_RETRY -> timers.set(runId, new Timer.RetryDue(path, task.attempt() + 1), task.due());
            case HELD -> {}
        }
    }
}
