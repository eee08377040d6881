package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.PathKey;
import dev.agentmesh.console.table.Row;
import dev.agentmesh.console.table.Table;
import dev.agentmesh.console.table.TaskRow;
import dev.agentmesh.console.table.WaitRow;
import dev.agentmesh.console.table.Writes;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.OpenTask;
import dev.agentmesh.eventlog.summary.OpenWait;
import dev.agentmesh.eventlog.summary.RunSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The open tasks, waits and children of one run, as their tables have them: only what differs is written. */
final class AroundRows {
    private final String runId;
    private final StepRows steps;
    private final Map<StepPath, TaskRow> tasks = new HashMap<>();
    private final Map<StepPath, WaitRow> waits = new HashMap<>();
    private int children;

    AroundRows(String runId, StepRows steps) {
        this.runId = runId;
        this.steps = steps;
    }

    void loaded(Stored.Found found) {
        found.tasks().forEach(row -> tasks.put(row.task().path(), row));
        found.waits().forEach(row -> waits.put(row.open().path(), row));
        children = found.run().summary().around().children().size();
    }

    void write(Writes writes, RunSummary run) {
        Set<StepPath> open = new HashSet<>();
        for (OpenTask task : run.openTasks()) {
            open.add(task.path());
            TaskRow before = tasks.get(task.path());
            if (before == null) {
                TaskRow row = new TaskRow(runId, steps.ordinal(task.path()), task);
                tasks.put(task.path(), row);
                writes.insert(row.row());
            } else if (!before.task().equals(task)) {
                TaskRow row = new TaskRow(runId, before.ordinal(), task);
                tasks.put(task.path(), row);
                writes.update(row.row());
            }
        }
        removeOthers(tasks, open, TaskRow.TABLE, writes);
        writeWaits(writes, run.around().waits());
        List<String> all = run.around().children();
        for (; children < all.size(); children++) {
            writes.insert(Row.of(Table.CHILDREN, List.of(runId, children), all.get(children)));
        }
    }

    private void writeWaits(Writes writes, List<OpenWait> now) {
        Set<StepPath> open = new HashSet<>();
        for (OpenWait wait : now) {
            open.add(wait.path());
            WaitRow before = waits.get(wait.path());
            if (before == null) {
                WaitRow row = new WaitRow(runId, steps.ordinal(wait.path()), wait);
                waits.put(wait.path(), row);
                writes.insert(row.row());
            } else if (!before.open().equals(wait)) {
                WaitRow row = new WaitRow(runId, before.ordinal(), wait);
                waits.put(wait.path(), row);
                writes.update(row.row());
            }
        }
        removeOthers(waits, open, WaitRow.TABLE, writes);
    }

    private void removeOthers(Map<StepPath, ?> kept, Set<StepPath> open, Table table, Writes writes) {
        kept.keySet().removeIf(path -> {
            boolean over = !open.contains(path);
            if (over) {
                writes.delete(table, List.of(runId, PathKey.of(path)));
            }
            return over;
        });
    }
}
