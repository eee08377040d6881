package dev.agentmesh.cli.error;

import dev.agentmesh.language.definition.CallCycles;
import dev.agentmesh.topics.error.ErrorCode;

/** Every code that module cli raises by itself. */
public final class CliErrors {
    public static final ErrorCode NO_PROGRAM = new ErrorCode(
            "MESH-1040",
            "a program of Agent Mesh was not found",
            "the installation is not complete, or the build was interrupted",
            "start it with the launcher of the installation: ./mesh");

    public static final ErrorCode CHILD_NOT_STARTED = new ErrorCode(
            "MESH-1041",
            "a process of the dev server did not start",
            "its log says why",
            "read the log the message names");

    public static final ErrorCode RING = new ErrorCode(
            CallCycles.CODE,
            "workflows start each other in a ring",
            "following the names of their workflow: steps leads back to where it began",
            "take one of the calls out, or move what both need into a workflow that starts neither");

    public static final ErrorCode MISFIT = new ErrorCode(
            "MESH-6003",
            "the input does not fit its schema",
            "a field is missing, unknown or of another type",
            "correct the JSON as the message says");

    public static final ErrorCode FILE = new ErrorCode(
            "MESH-7005",
            "a file cannot be read",
            "it is not there, is a folder, is too large, or may not be read by this user",
            "correct the path; @FILE reads a file, - reads standard input");

    public static final ErrorCode NOT_FOUND = new ErrorCode(
            "MESH-7001",
            "not found, or found more than once",
            "the name is misspelt, too short to be unique, or belongs to another namespace",
            "list what there is, then use more letters of the name");

    public static final ErrorCode NEEDS_YES = new ErrorCode(
            "MESH-7004",
            "needs --yes",
            "the command changes several things and nobody is there to be asked",
            "add --yes, or --dry-run to see only what would be done");

    public static final ErrorCode EXISTS = new ErrorCode(
            "MESH-7006",
            "exists already",
            "the id or version was used before",
            "use another one, or leave it out to get a new one");

    public static final ErrorCode TIMED_OUT = new ErrorCode(
            "MESH-7007",
            "the time given with --timeout has passed",
            "the work takes longer than that, or nobody does it",
            "it goes on: look at it with mesh run get; a longer --timeout waits longer");

    public static final ErrorCode RUN_ENDED_BADLY = new ErrorCode(
            "MESH-7008",
            "the run did not complete",
            "a step failed, or somebody cancelled or rejected it",
            "mesh run events shows what happened");

    public static final ErrorCode NOBODY_SERVES = new ErrorCode(
            "MESH-3102",
            "nobody serves the agent that a run waits for",
            "no process of the agent runs, or none has been heard of for five heartbeats",
            "start one: mesh agent run FILE; mesh agent list shows who is there");

    public static final ErrorCode AGENT_DOES_NOT_COMPILE = new ErrorCode(
            "MESH-3103",
            "an agent's source file does not compile",
            "the compiler says what and where",
            "mend the file; a name that is not found may want an import of dev.agentmesh.agent");

    public static final ErrorCode PARTLY_DONE = new ErrorCode(
            "MESH-7009",
            "some items of a bulk action failed",
            "each failed item is named with its own reason",
            "mend the cause of each, then repeat the command for those items");

    public static final ErrorCode USAGE = new ErrorCode(
            "MESH-7010",
            "the command was not understood",
            "an option or argument is missing, unknown or has a value it cannot have",
            "mesh help, or --help after the command");

    public static final ErrorCode NO_MESH = new ErrorCode(
            "MESH-7011",
            "no mesh to talk to",
            "no address was given and no dev server runs for this folder",
            "start one with mesh dev, or name one with --bootstrap HOST:PORT --registry URL");

    public static final ErrorCode UNKNOWN_CODE = new ErrorCode(
            "MESH-7012",
            "no such error code",
            "codes read MESH- and four digits; this one is not in the catalogue of this version",
            "mesh explain lists all of them");

    public static final ErrorCode STILL_RUNNING = new ErrorCode(
            "MESH-7013",
            "the run has not ended yet",
            "its result is only known at its end",
            "wait for it: mesh run result --wait RUN");

    public static final ErrorCode INVALID_WORKFLOW = new ErrorCode(
            "MESH-7014",
            "a workflow definition has problems",
            "each is shown with its place and its own code",
            "mend them, then mesh workflow validate FILE");

    public static final ErrorCode UNWELL = new ErrorCode(
            "MESH-7015",
            "the doctor found something wrong",
            "each finding has its own code and fix",
            "follow the fixes from the first one on, then run mesh doctor again");

    public static final ErrorCode CASES_FAILED = new ErrorCode(
            "MESH-7030",
            "a workflow is not as its tests expect",
            "each case that failed says what was expected and what was found",
            "mend the workflow or the expectation; --events shows what happened");

    public static final ErrorCode NOT_FORMATTED = new ErrorCode(
            "MESH-7031",
            "files are not formatted",
            "mesh workflow fmt would change them; it changes the layout only",
            "mesh workflow fmt FILE");

    public static final ErrorCode NO_ARTIFACTS = new ErrorCode(
            "MESH-7032",
            "where artifacts are kept is not known",
            "no dev server runs for this folder, and MESH_ARTIFACTS is not set",
            "set MESH_ARTIFACTS to the folder that the agents of the mesh have");

    public static final ErrorCode NO_CONSOLE = new ErrorCode(
            "MESH-7046",
            "no console to ask",
            "it was not started, or it listens elsewhere",
            "mesh console run; or name one with --url");

    public static final ErrorCode INTERNAL = new ErrorCode(
            "MESH-9001",
            "internal error",
            "a bug in Agent Mesh",
            "run the command again with --verbose and report what it prints");

    private CliErrors() {}
}
