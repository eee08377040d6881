package dev.agentmesh.bench;

import dev.agentmesh.bench.load.Account.Tally;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;

/** Holds every load to its account: each run completed exactly once, or there are no figures. */
public final class Accounts {
    private long runs;

    /** @throws CliException MESH-1061 unless every run completed exactly once */
    public void settle(String what, Tally tally) {
        if (!tally.isSquare()) {
            throw new CliException(
                    ExitCode.UNEXPECTED,
                    BenchErrors.NOT_SQUARE,
                    what + ": " + tally.started() + " runs were started, " + tally.ended() + " ended, " + tally.bad()
                            + " of them not completed, and " + tally.strangers() + " outcomes belong to no open run");
        }
        runs += tally.ended();
    }

    /**
     * For loads whose agents are killed: a run may end otherwise than by completing.
     *
     * @return how many did
     * @throws CliException MESH-1061 unless every run ended exactly once
     */
    public long settleEnded(String what, Tally tally) {
        settle(what, new Tally(tally.started() - tally.bad(), tally.ended() - tally.bad(), 0, tally.strangers()));
        return tally.bad();
    }

    /** Runs that were started and completed exactly once. */
    public long runs() {
        return runs;
    }
}
