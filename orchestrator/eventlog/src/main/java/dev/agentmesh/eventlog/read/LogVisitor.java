package dev.agentmesh.eventlog.read;

import dev.agentmesh.eventlog.log.LogRecord;

/** Takes the log's records as they are read: those of one run in their order. */
public interface LogVisitor {
    Next accept(LogRecord found);

    /** Called while nothing comes, several times a second: a place for deadlines. */
    default Next idle() {
        return Next.GO_ON;
    }
}
