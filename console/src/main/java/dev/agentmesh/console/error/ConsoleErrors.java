package dev.agentmesh.console.error;

import dev.agentmesh.topics.error.ErrorCode;

/** Every code that the console raises itself. */
public final class ConsoleErrors {
    public static final ErrorCode SETTING = new ErrorCode(
            "MESH-1031",
            "a setting of the console is not valid",
            "an environment variable holds something it cannot mean",
            "give it a value in the range the message names, or unset it");

    public static final ErrorCode NOT_FOUND = new ErrorCode(
            "MESH-7001",
            "not found",
            "the id is misspelt, it belongs to another namespace, or its events are not applied yet",
            "look at the list, or wait for the position of what you wrote with wait_for");

    public static final ErrorCode OPEN_TO_ALL = new ErrorCode(
            "MESH-7003",
            "refusing to listen where others can reach it",
            "nobody who asks is authenticated",
            "listen on 127.0.0.1, and put a proxy that authenticates in front of it");

    public static final ErrorCode DATABASE = new ErrorCode(
            "MESH-7040",
            "the console's database cannot be used",
            "it does not run, another console has the file open, the credentials are wrong, or its disk is full",
            "look at the cause the message names; what the database holds can be made again: mesh console rebuild");

    public static final ErrorCode NOT_YET = new ErrorCode(
            "MESH-7041",
            "the position that was waited for is not applied yet",
            "the console is behind, or no such record was ever committed",
            "look at /api/v1/status for how far it is, then ask again");

    public static final ErrorCode QUESTION = new ErrorCode(
            "MESH-7042",
            "the question was not understood",
            "a parameter is unknown or has a value it cannot have",
            "use the parameters and values the message names");

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
