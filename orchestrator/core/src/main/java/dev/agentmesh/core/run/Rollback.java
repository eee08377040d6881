package dev.agentmesh.core.run;

/** How much of a run was undone before it ended. */
public record Rollback(int undone, int failed) {
    public static final Rollback NONE = new Rollback(0, 0);

    /** Whether anything that the run had done was to be taken back. */
    public boolean happened() {
        return undone + failed > 0;
    }
}
