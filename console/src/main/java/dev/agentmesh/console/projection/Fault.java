package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.Cells;
import dev.agentmesh.console.table.Row;
import dev.agentmesh.console.table.Table;
import dev.agentmesh.eventlog.log.LogPosition;
import java.time.Instant;
import java.util.List;

/**
 * Something about a record of the log that a person has to know: nothing is left out without a word.
 *
 * @param at the record's own time
 */
record Fault(LogPosition position, Kind kind, String runId, String code, String detail, Instant at) {
    enum Kind {
        /** It is no event. */
        UNREADABLE,
        /** Events before it are not there; it is applied all the same. */
        GAP,
        /** An event of that number was there before; it is not applied. */
        DUPLICATE,
        /** Its rows could not be made. */
        NOT_APPLIED,
        /** Records before it are gone from the topic. */
        TRUNCATED
    }

    Row row() {
        return Row.of(
                Table.FAULTS,
                List.of(position.partition(), position.offset(), kind.name()),
                Cells.column(runId, 200),
                Cells.column(code, 200),
                Cells.column(detail, 2000),
                Cells.column(at));
    }
}
