package dev.agentmesh.console.error;

import dev.agentmesh.topics.error.ErrorCode;

/** Every code that the console raises itself. */
public final class ConsoleErrors {
    public static final ErrorCode DATABASE = new ErrorCode(
            "MESH-7040",
            "the console's database cannot be used",
            "it does not run, another console has the file open, the credentials are wrong, or its disk is full",
            "look at the cause the message names; what the database holds can be made again: mesh console rebuild");

    public static final ErrorCode OTHER_WRITER = new ErrorCode(
            "MESH-7043",
            "another console writes to the same database",
            "two consoles were given one database",
            "give each console a database of its own; this one goes on from where the other has come to");

    public static final ErrorCode OTHER_LOG = new ErrorCode(
            "MESH-7044",
            "the console's database was made from another log",
            "the events topic was made anew, or the console was pointed at another cluster or namespace",
            "mesh console rebuild, or give it another database");

    public static final ErrorCode NOT_APPLIED = new ErrorCode(
            "MESH-7045",
            "an event could not be applied",
            "a bug in the console, or an event that cannot follow on those before it",
            "report it with the run's log: mesh replay run RUN; the run's rows may lack what the event did");

    private ConsoleErrors() {}
}
