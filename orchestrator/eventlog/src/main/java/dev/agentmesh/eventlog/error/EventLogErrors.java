package dev.agentmesh.eventlog.error;

import dev.agentmesh.topics.error.ErrorCode;

/** Every code that module eventlog raises. */
public final class EventLogErrors {
    public static final ErrorCode REPLAY_DIFFERS = new ErrorCode(
            "MESH-4110",
            "replay differs from the live state",
            "the state store or its changelog was changed outside the orchestrator, or orchestrators of different versions wrote it",
            "compare the two states the message names; the log is the truth, so rebuild the state from it");

    public static final ErrorCode CHAIN_BROKEN = new ErrorCode(
            "MESH-4112",
            "the log of a run is not as it was written",
            "records were edited, removed, put in or moved, or retention or compaction was set on the events topic",
            "compare with an audit copy; look for who may write to the events topic besides the orchestrator");

    public static final ErrorCode ILLEGAL_HISTORY = new ErrorCode(
            "MESH-4113",
            "the log of a run tells something that cannot happen",
            "a bug in the orchestrator, or records put into the log by somebody else",
            "report it with the run's log as `mesh run export` writes it");

    public static final ErrorCode COPY_DIFFERS = new ErrorCode(
            "MESH-5040",
            "an audit copy is not what its manifest says",
            "the file or the manifest was changed or cut, or the topic was after the copy was taken",
            "take the copy again if the topic still has the records; keep manifests where the files cannot be changed");

    public static final ErrorCode COPY_EXISTS = new ErrorCode(
            "MESH-5041",
            "there is an audit copy of that name already",
            "a copy is never written over",
            "choose another name or folder");

    public static final ErrorCode COPY_UNREADABLE = new ErrorCode(
            "MESH-5042",
            "an audit copy cannot be read",
            "the path is wrong, the file is missing beside its manifest, or it is no manifest",
            "name the NAME.manifest.json that was written with the copy");

    public static final ErrorCode UNREADABLE_STATE = new ErrorCode(
            "MESH-9002",
            "stored run state cannot be read",
            "the state was written by a newer version of the orchestrator, or its disk or changelog is damaged",
            "go back to the newer version, or delete the state directory so that it is restored from the changelog");

    private EventLogErrors() {}
}
