package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;

/** One run in flight whose only step is a run whose only step is a run of one task. */
public final class Depth implements MeshPart {
    private final int times;
    private final Accounts accounts;

    public Depth(int times, Accounts accounts) {
        this.times = times;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "depth3";
    }

    @Override
    public void round(Rig rig, Results results) {
        try (Load load = rig.mesh(Workflows.DEEP, "\"x\"")) {
            results.add("depth3.p50.ms", "ms", load.medianBurst(1, times));
            accounts.settle(name(), load.tally());
        }
    }
}
