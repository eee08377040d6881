package dev.agentmesh.bench;

import dev.agentmesh.topics.error.ErrorCode;

/** Every code that module bench raises by itself. */
public final class BenchErrors {
    public static final ErrorCode NOT_READY = new ErrorCode(
            "MESH-1060",
            "a program of the bench did not start",
            "its log says why; a machine without memory or disk is the usual reason",
            "read the log the message names");

    public static final ErrorCode NOT_SQUARE = new ErrorCode(
            "MESH-1061",
            "the bench lost count of its runs",
            "a run did not complete, ended twice or was lost, so no figure of this bench is worth anything",
            "report it with the logs in the bench's data folder");

    public static final ErrorCode UNKNOWN_PART = new ErrorCode(
            "MESH-1062",
            "the bench has no such part",
            "a name given to --only is misspelt",
            "name parts the message lists, with commas between them");

    private BenchErrors() {}
}
