package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.Row;
import dev.agentmesh.console.table.RunRow;
import dev.agentmesh.console.table.Table;
import dev.agentmesh.console.table.Writes;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord.LogEntry;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.RunProjection;
import dev.agentmesh.eventlog.summary.StepFold;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one run: its summary, steps, attempts and questions, in memory as far as they still change. An event costs the same
 * whatever the size of its run.
 */
final class RunFile {
    private final String runId;
    private final Stored stored;
    private final RunProjection projection;
    private final StepRows steps;
    private final StepFold fold;
    private final AttemptRows attempts;
    private final ApprovalRows approvals;
    private final AroundRows around;
    private final List<Row> commands = new ArrayList<>();
    private final boolean resumed;
    private boolean inTable;
    private boolean changed;
    private String hash = "";
    private long seq;
    private @Nullable LogPosition last;
    private String lastCause = "";

    private RunFile(String runId, Stored stored, RunProjection projection, long nodes, boolean resumed) {
        this.runId = runId;
        this.stored = stored;
        this.projection = projection;
        this.resumed = resumed;
        inTable = resumed;
        steps = new StepRows(runId, stored, nodes, !resumed);
        fold = new StepFold(steps);
        attempts = new AttemptRows(runId, stored, steps, !resumed);
        approvals = new ApprovalRows(runId, stored, steps, projection::summary, !resumed);
        around = new AroundRows(runId, steps);
    }

    /** A run that no table knows. */
    static RunFile fresh(String runId, Stored stored) {
        return new RunFile(runId, stored, new RunProjection(runId), 0, false);
    }

    static RunFile resumed(Stored.Found found, String topic, Stored stored) {
        RunRow run = found.run();
        RunFile file =
                new RunFile(run.summary().runId(), stored, RunProjection.resumed(run.summary()), run.nodes(), true);
        file.hash = run.hash();
        file.seq = run.seq();
        file.last = run.position(topic);
        file.around.loaded(found);
        return file;
    }

    long seq() {
        return seq;
    }

    /** How much of it is in memory, in rows. */
    int weight() {
        return 1 + steps.kept();
    }

    boolean isOver() {
        return projection.summary().phase().isOver();
    }

    /** Whether the event begins another run under this one's id, which is free again once the orchestrator has forgotten it. */
    boolean isForgottenBy(LoggedEvent logged) {
        boolean begins = logged.event() instanceof Event.RunStarted || logged.event() instanceof Event.RunRejected;
        return begins
                && seq > 0
                && logged.seq() == 1
                && logged.prevHash().equals(EventHash.NONE)
                && row(new LogPosition("", 0, 0)).isForgottenBy(logged.at());
    }

    /** Applies the next event; one that is out of its order is told of. */
    void accept(LogEntry entry, Optional<CommandPlace> command) throws SQLException {
        LoggedEvent logged = entry.logged();
        if (logged.event() instanceof Event.RunStarted started) {
            hash = started.workflow().hash();
        }
        if (logged.event() instanceof Event.TaskEvent event) {
            attempts.accept(event, logged.at());
        }
        fold.accept(logged);
        approvals.accept(logged);
        projection.accept(logged);
        if (command.isPresent()) {
            remember(command.get(), logged);
        }
        lastCause = logged.cause();
        seq = logged.seq();
        last = entry.position();
        changed = true;
    }

    /** Events of one decision stand together, so the cause before tells whether this one is new; only after a restart the table has to. */
    private void remember(CommandPlace place, LoggedEvent logged) throws SQLException {
        boolean known = logged.cause().equals(lastCause)
                || lastCause.isEmpty() && resumed && stored.hasCommand(place.part(), place.offset(), runId);
        if (!known) {
            commands.add(Row.of(Table.COMMANDS, List.of(place.part(), place.offset(), runId), logged.seq()));
        }
    }

    /** Adds what has changed. From then on it counts as written. */
    void write(Writes writes) {
        LogPosition position = last;
        if (!changed || position == null) {
            return;
        }
        Row row = row(position).row();
        if (inTable) {
            writes.update(row);
        } else {
            writes.insert(row);
        }
        inTable = true;
        changed = false;
        around.write(writes, projection.summary());
        steps.write(writes);
        attempts.write(writes);
        approvals.write(writes);
        commands.forEach(writes::insert);
        commands.clear();
    }

    private RunRow row(LogPosition position) {
        return new RunRow(projection.summary(), hash, seq, position.partition(), position.offset(), steps.count());
    }
}
