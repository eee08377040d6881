package dev.agentmesh.topics.message;

/** Where a task record stood in its agent's topic. */
public record TaskPosition(int partition, long offset) {
    public static final TaskPosition UNKNOWN = new TaskPosition(-1, -1);

    public TaskPosition {
        if (partition < -1 || offset < -1 || (partition == -1) != (offset == -1)) {
            throw new IllegalArgumentException("task position " + partition + ":" + offset + " does not exist");
        }
    }

    public boolean isKnown() {
        return partition >= 0;
    }
}
