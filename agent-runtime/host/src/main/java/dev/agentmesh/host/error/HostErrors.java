package dev.agentmesh.host.error;

import dev.agentmesh.topics.error.ErrorCode;

/** Every code of the agent host's own; the API has some ({@code AgentDeclarationException}), and {@code TopicErrors} what concerns records. */
public final class HostErrors {
    public static final ErrorCode UNDESCRIBABLE_TYPE = new ErrorCode(
            "MESH-3006",
            "no JSON Schema can be derived from a type of a skill",
            "a skill takes or gives a class that is no record, enum, collection, map or simple value",
            "use a record for it; the message names the skill and the type");
    public static final ErrorCode BAD_SKILL_METHOD = new ErrorCode(
            "MESH-3007",
            "a class cannot be served as an agent",
            "it has no @Agent or no @Skill, it cannot be constructed, or a parameter's name is not in the class file",
            "mend the class; compile with -parameters when a skill takes several values");
    public static final ErrorCode UNKNOWN_SETTING = new ErrorCode(
            "MESH-3008",
            "unknown setting",
            "a key under mesh. or MESH_ is misspelt, or belongs to another program",
            "use the key the message suggests, or remove it");
    public static final ErrorCode BAD_SETTING = new ErrorCode(
            "MESH-3009",
            "a setting has a value that cannot be used",
            "wrong form, or outside its bounds",
            "the message names the key, the value and what is expected");
    public static final ErrorCode NO_AGENT = new ErrorCode(
            "MESH-3010",
            "no agent to serve",
            "the jar or folder holds no class with @Agent, or none of the name asked for",
            "the message lists what was found where");
    public static final ErrorCode UNREADABLE_LEDGER = new ErrorCode(
            "MESH-3011",
            "what was started and finished on a partition cannot be read",
            "the offsets of the agent's group were committed by a newer version or by another program",
            "run the newer version; or stop the agent, reset the group's offsets and accept that tasks in flight run again");
    public static final ErrorCode STUCK = new ErrorCode(
            "MESH-3012",
            "tasks ignore their deadline and hold the process",
            "a skill neither returns nor heeds Thread.interrupt(), so its threads pile up",
            "let the skill check task.canceled() and use interruptible calls; the process ends so that a new one can take over");
    public static final ErrorCode UNKNOWN_SKILL = new ErrorCode(
            "MESH-3013",
            "the agent does not have the skill a task asks for",
            "the workflow names a skill that this version of the agent does not offer",
            "correct the workflow, or deploy the agent that has the skill");
    public static final ErrorCode EXPIRED = new ErrorCode(
            "MESH-3014",
            "the deadline of an attempt had passed before it could start",
            "more work than the instances of the agent can do, or an outage",
            "add instances or width, or raise the step's timeout");
    public static final ErrorCode DEADLINE = new ErrorCode(
            "MESH-3015",
            "an attempt was still running at its deadline",
            "the skill is slower than the step's timeout allows",
            "raise the step's timeout, or make the skill faster");
    public static final ErrorCode SKILL_FAILED = new ErrorCode(
            "MESH-3016",
            "a skill threw an exception",
            "see the message: it is the exception's own",
            "nothing while attempts are left; afterwards mend the cause and retry the run");
    public static final ErrorCode SKILL_BROKE = new ErrorCode(
            "MESH-3017",
            "a skill made the JVM raise an error",
            "memory ran out, a recursion did not end, or a class is missing",
            "mend the skill or raise the memory; the log of the instance has the stack trace");
    public static final ErrorCode CANCELED = new ErrorCode(
            "MESH-3018",
            "an attempt ended because the orchestrator canceled it",
            "the run was canceled, or another branch won",
            "nothing");
    public static final ErrorCode STOPPED = new ErrorCode(
            "MESH-3019",
            "an attempt was given up because its process had to end",
            "the task took longer than mesh.agent.drain allows",
            "nothing, it is dispatched again; raise mesh.agent.drain when it happens at every deployment");
    public static final ErrorCode WRONG_AGENT = new ErrorCode(
            "MESH-3020",
            "a task is meant for another agent than the one whose topic it is in",
            "the record was copied from one task topic to another",
            "discard the dead letter; redrive it to its own topic if it was meant");
    public static final ErrorCode REFERENCED_INPUT = new ErrorCode(
            "MESH-3021",
            "a task's input is kept elsewhere and cannot be fetched here",
            "the payload of the record names another place than the store of artifacts",
            "send the value itself, at most 256 KiB, or a reference to an artifact");
    public static final ErrorCode DEAF_TO_MESSAGE = new ErrorCode(
            "MESH-3027",
            "a message could not be handled",
            "the agent's @OnMessage method failed several times, or called the message poison",
            "mend the handler and redrive the message with mesh dlq redrive");
    public static final ErrorCode TOO_MUCH_WRITTEN = new ErrorCode(
            "MESH-3028",
            "an attempt wrote too much to the blackboard",
            "more than 1,000 writes, or more than 256 KiB of them",
            "keep large things elsewhere and put a reference on the board");
    public static final ErrorCode CONTEXT_OVERLOAD = new ErrorCode(
            "MESH-3029",
            "the context of a task is larger than its agent can be expected to use",
            "many or large outputs of earlier steps come along",
            "name what the step needs with context: {include: [...]}, or use context: minimal and task.history()");
    public static final ErrorCode INVALID_INPUT = new ErrorCode(
            "MESH-6003",
            "a task's input does not fit the skill",
            "the workflow passes something else than the skill's schema asks for",
            "correct the step's with:; the message has the path, what is expected and what was found");
    public static final ErrorCode INVALID_OUTPUT = new ErrorCode(
            "MESH-6015",
            "what a skill returned does not fit its own schema",
            "a required part is null or out of range",
            "mend the skill; mark parts that may be absent as Optional");

    private HostErrors() {}
}
