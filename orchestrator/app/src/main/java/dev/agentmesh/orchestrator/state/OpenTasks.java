package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.cell.KeyRange;
import dev.agentmesh.eventlog.cell.StoredKey;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The tasks of a run that have not ended, and what they wait for. */
final class OpenTasks {
    private final KeyValueStore<Bytes, byte[]> runs;

    OpenTasks(KeyValueStore<Bytes, byte[]> runs) {
        this.runs = runs;
    }

    /** Sets the timers that the run's tasks wait for. */
    void arm(String runId, AttemptTimers timers) {
        for (KeyRange range : CellKeyCodec.within(runId, CellKey.Kind.TASK, StepPath.ROOT)) {
            try (KeyValueIterator<Bytes, byte[]> cells =
                    runs.range(Bytes.wrap(range.first()), Bytes.wrap(range.last()))) {
                while (cells.hasNext()) {
                    arm(cells.next(), timers);
                }
            }
        }
    }

    private static void arm(KeyValue<Bytes, byte[]> stored, AttemptTimers timers) {
        Optional<StoredKey> key = CellKeyCodec.decode(stored.key.get());
        if (key.isEmpty() || !(CellCodec.decode(stored.value) instanceof Cell.TaskCell task)) {
            return;
        }
        String runId = key.get().runId();
        StepPath path = key.get().key().path();
        switch (task.phase()) {
            case DISPATCHED -> timers.set(runId, new Timer.AttemptDeadline(path, task.attempt()), task.due());
            case AWAITING_RETRY -> timers.set(runId, new Timer.RetryDue(path, task.attempt() + 1), task.due());
            case HELD -> {}
        }
    }
}
