package dev.agentmesh.core.definition;

/** When the lanes of a parallel or a map are enough. */
public sealed interface Join {
    /** Every lane must complete; the first failure fails the step. */
    record All() implements Join {}

    /** Wait for every lane and take what completed. */
    record Settled() implements Join {}

    /** The first lane that completes. */
    record First() implements Join {}

    /** At least {@code lanes} must complete, at least 1. */
    record Count(int lanes) implements Join {}

    /** At least this share of the lanes, rounded up; 1 to 100. */
    record Percent(int percent) implements Join {}

    /** How many of {@code lanes} must complete for the step to complete. */
    default int needed(int lanes) {
        return switch (this) {
            case All() -> lanes;
            case Settled() -> 0;
            case First() -> Math.min(1, lanes);
            case Count(int count) -> count;
            case Percent(int percent) -> (int) ((lanes * (long) percent + 99) / 100);
        };
    }

    /** Whether the step goes on when a lane fails, so that the failure is handled by the join. */
    default boolean tolerant() {
        return switch (this) {
            case All() -> false;
            case Settled(), First(), Count(int _), Percent(int _) -> true;
        };
    }
}
