package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;

/** The orchestrator is killed with so many runs open; how long until a run that is started then has completed. */
public final class Restart implements Part {
    private final int openRuns;
    private final Accounts accounts;

    public Restart(int openRuns, Accounts accounts) {
        this.openRuns = openRuns;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public void round(Rig rig, Results results) {
        try (Load open = rig.mesh(Workflows.OPEN, "\"x\"");
                Load probe = rig.mesh(Workflows.FIVE, "\"x\"")) {
            open.leaveOpen(openRuns);
            // Behind the open ones on every partition with some probability, and on all of them with a few.
            probe.burst(32);
            long begun = System.nanoTime();
            rig.orchestrator().orElseThrow().destroyForcibly();
            probe.burst(1);
            results.add("restart." + openRuns + ".s", "s", (System.nanoTime() - begun) / 1e9);
            accounts.settle(name(), probe.tally());
        }
        rig.nameProcesses();
    }
}
