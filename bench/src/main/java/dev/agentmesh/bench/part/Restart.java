package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.Window;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import java.time.Duration;
import java.util.List;

/**
 * What open runs cost. With so many of them open: the orchestrator's memory, what a step of other runs costs, and, after the orchestrator
 * was killed, how long until a run that is started then has completed. Measured once: it takes long, and leaves the runs open.
 */
public final class Restart implements MeshPart {
    private static final int WARM = 4_096;
    private static final int WARM_WINDOWS = 3;
    private static final int IN_FLIGHT = 512;

    private final List<Integer> levels;
    private final Duration window;
    private final Accounts accounts;
    private int left;

    /** @param levels numbers of open runs, rising */
    public Restart(List<Integer> levels, Duration window, Accounts accounts) {
        this.levels = levels;
        this.window = window;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public boolean isChilling() {
        return true;
    }

    @Override
    public void round(Rig rig, Results results) {
        if (left > 0) {
            return;
        }
        for (int level : levels) {
            leaveOpen(rig, level);
            if (levels.size() > 1) {
                beside(rig, results, level);
            }
            restart(rig, results, level);
        }
    }

    private void leaveOpen(Rig rig, int level) {
        try (Load open = rig.mesh(Workflows.OPEN, "\"x\"");
                Load probe = rig.mesh(Workflows.FIVE, "\"x\"")) {
            open.leaveOpen(level - left);
            left = level;
            // Behind the open ones on every partition with some probability, and on all of them with a few.
            probe.burst(32);
            accounts.settle(name(), probe.tally());
        }
    }

    private void beside(Rig rig, Results results, int level) {
        rig.meshProcesses()
                .megabytes("orchestrator")
                .ifPresent(megabytes -> results.add("open." + level + ".memory.orchestrator.mb", "MB", megabytes));
        try (Load load = rig.mesh(Workflows.FIVE, "\"x\"")) {
            // The orchestrator may have been started a moment ago; its compilers are not the subject.
            load.window(WARM, window.multipliedBy(WARM_WINDOWS));
            Window seen = load.window(IN_FLIGHT, window);
            accounts.settle(name(), load.tally());
            String prefix = "open." + level + ".inflight" + IN_FLIGHT;
            results.add(prefix + ".runs_per_s", "/s", seen.runsPerSecond());
            results.add(
                    prefix + ".cpu.step.orchestrator.us", "us", seen.cpuMicrosPerRun("orchestrator") / Workflows.STEPS);
        }
    }

    private void restart(Rig rig, Results results, int level) {
        try (Load probe = rig.mesh(Workflows.FIVE, "\"x\"")) {
            long begun = System.nanoTime();
            rig.orchestrator().orElseThrow().destroyForcibly();
            probe.burst(1);
            results.add("restart." + level + ".s", "s", (System.nanoTime() - begun) / 1e9);
            accounts.settle(name(), probe.tally());
        }
        rig.nameProcesses();
    }
}
