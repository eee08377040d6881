package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.LoopTarget;
import dev.agentmesh.bench.load.PingTarget;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;

/** A run that does a hundred things at once and joins them; on the floor, a hundred runs of one step at once. */
public final class FanOut implements MeshPart {
    private final int times;
    private final Accounts accounts;

    public FanOut(int times, Accounts accounts) {
        this.times = times;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "fanout100";
    }

    @Override
    public void round(Rig rig, Results results) {
        results.addFloor("fanout100.p50.ms", "ms", median(rig.floor(new LoopTarget(1)), Workflows.FAN_WIDTH));
        results.add("fanout100.p50.ms", "ms", median(rig.mesh(Workflows.FAN, "\"x\""), 1));
        results.add("clients.fanout100.p50.ms", "ms", median(rig.floor(new PingTarget(1)), Workflows.FAN_WIDTH));
    }

    private double median(Load load, int atOnce) {
        try (load) {
            double median = load.medianBurst(atOnce, times);
            accounts.settle(name(), load.tally());
            return median;
        }
    }
}
