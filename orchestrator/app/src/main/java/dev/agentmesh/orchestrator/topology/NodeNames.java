package dev.agentmesh.orchestrator.topology;

/** Names of nodes and stores. They are part of the state directory and of topic names: a change is a migration. */
public final class NodeNames {
    public static final String COMMANDS = "commands";
    public static final String RESULTS = "results";
    public static final String ORCHESTRATE = "orchestrate";
    public static final String EVENTS = "events";
    public static final String TASKS = "tasks";
    public static final String OUTCOMES = "outcomes";
    public static final String DEAD_LETTERS = "dead-letters";

    /** Starts, cancellations and ends of child runs: commands the orchestrator gives itself. */
    public static final String COMMANDS_OUT = "commands-out";

    /** What workflows publish. */
    public static final String PUBLISHED = "published";

    /** Cells and log heads of runs. */
    public static final String RUNS = "runs";

    /** Timers in the order they are due. */
    public static final String TIMERS = "timers";

    /** Starts that wait for their definition to arrive. */
    public static final String STARTS = "starts";

    /** Which runs wait for events of which name. */
    public static final String HEARERS = "hearers";

    /** What is heard of calls of agents. */
    public static final String HEALTH = "health";

    public static final String HEALTH_OUT = "health-out";

    /** Decides about breakers; and the store of where they stand. */
    public static final String BREAKERS = "breakers";

    public static final String BREAKERS_OUT = "breakers-out";

    private NodeNames() {}

    /** The changelog topic of a store. */
    public static String changelog(String applicationId, String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
