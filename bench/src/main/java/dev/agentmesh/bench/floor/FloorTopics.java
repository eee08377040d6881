package dev.agentmesh.bench.floor;

import java.util.List;

/** The topics of the floor. They are named apart from those of any namespace. */
public final class FloorTopics {
    /** Starts and answers, key run id; read by the loop. */
    public static final String RESULTS = "floor-results";

    public static final String TASKS = "floor-tasks";
    public static final String LOG = "floor-log";
    public static final String OUTCOMES = "floor-outcomes";

    /** The two topics between driver and agent alone. */
    public static final String PING = "floor-ping";

    public static final String PONG = "floor-pong";

    public static final List<String> ALL = List.of(RESULTS, TASKS, LOG, OUTCOMES, PING, PONG);

    private FloorTopics() {}
}
