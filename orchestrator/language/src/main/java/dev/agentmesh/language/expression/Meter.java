package dev.agentmesh.language.expression;

/**
 * Counts what one evaluation uses. A visited node costs 1; a function costs in proportion to what it reads and makes,
 * so that neither nested loops nor doubled texts can outgrow the limit. Not shared between threads.
 */
final class Meter {
    /** Steps of one evaluation: about 50 ms of work at worst, and at most some tens of MiB made on the way. */
    static final long LIMIT = 1_000_000;

    /** Characters that cost as much as one visited node. */
    private static final int CHARACTERS_PER_STEP = 16;

    private long used;

    void charge(long steps) throws Fault {
        used += steps;
        if (used > LIMIT || steps < 0) {
            throw new Fault(ExpressionCodes.COST, "it needs more than " + LIMIT + " steps");
        }
    }

    void chargeCharacters(long characters) throws Fault {
        charge(1 + characters / CHARACTERS_PER_STEP);
    }

    long used() {
        return used;
    }
}
