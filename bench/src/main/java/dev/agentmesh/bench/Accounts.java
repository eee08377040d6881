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

    /** Runs that were started and completed exactly once. */
    public long runs() {
        return runs;
    }
}
