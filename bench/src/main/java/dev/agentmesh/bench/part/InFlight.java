package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.LoopTarget;
import dev.agentmesh.bench.load.PingTarget;
import dev.agentmesh.bench.load.Window;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import java.time.Duration;

/** So many runs of five steps in flight: bare clients, the bare loop, the mesh. */
public final class InFlight implements MeshPart {
    private static final int STEPS = Workflows.STEPS;

    private final int runs;
    private final Duration window;
    private final Accounts accounts;

    public InFlight(int runs, Duration window, Accounts accounts) {
        this.runs = runs;
        this.window = window;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return runs == 1 ? "single" : "inflight" + runs;
    }

    @Override
    public void round(Rig rig, Results results) {
        Window clients = measure(rig.floor(new PingTarget(STEPS)), "clients", window.dividedBy(4));
        Window floor = measure(rig.floor(new LoopTarget(STEPS)), "floor", window);
        Window mesh = measure(rig.mesh(Workflows.FIVE, "\"x\""), "mesh", window);
        Figures figures = new Figures(name(), results);
        figures.throughput(mesh, floor);
        figures.times(mesh, floor);
        figures.cpu(mesh, floor);
        results.add("clients." + name() + ".step.p50.ms", "ms", clients.times().quantile(0.5) / STEPS);
        results.add("clients." + name() + ".steps_per_s", "/s", clients.runsPerSecond() * STEPS);
    }

    private Window measure(Load load, String what, Duration time) {
        try (load) {
            Window seen = load.window(runs, time);
            accounts.settle(name() + " of " + what, load.tally());
            return seen;
        }
    }

    /** The figures of one pair of windows. */
    private record Figures(String name, Results results) {
        void throughput(Window mesh, Window floor) {
            put("runs_per_s", "/s", mesh.runsPerSecond(), floor.runsPerSecond());
            put("steps_per_s", "/s", mesh.runsPerSecond() * STEPS, floor.runsPerSecond() * STEPS);
        }

        void times(Window mesh, Window floor) {
            put("p50.ms", "ms", mesh.times().quantile(0.5), floor.times().quantile(0.5));
            put("p99.ms", "ms", mesh.times().quantile(0.99), floor.times().quantile(0.99));
            put(
                    "step.p50.ms",
                    "ms",
                    mesh.times().quantile(0.5) / STEPS,
                    floor.times().quantile(0.5) / STEPS);
        }

        void cpu(Window mesh, Window floor) {
            put("cpu.run.ms", "ms", mesh.cpuMillisPerRun(), floor.cpuMillisPerRun());
            put("cpu.step.us", "us", mesh.cpuMillisPerRun() * 1e3 / STEPS, floor.cpuMillisPerRun() * 1e3 / STEPS);
            put(
                    "cpu.step.orchestrator.us",
                    "us",
                    mesh.cpuMicrosPerRun("orchestrator") / STEPS,
                    floor.cpuMicrosPerRun("floor-loop") / STEPS);
            put(
                    "cpu.step.agent.us",
                    "us",
                    mesh.cpuMicrosPerRun("noop") / STEPS,
                    floor.cpuMicrosPerRun("floor-agent") / STEPS);
            put(
                    "cpu.step.broker.us",
                    "us",
                    mesh.cpuMicrosPerRun("broker") / STEPS,
                    floor.cpuMicrosPerRun("broker") / STEPS);
        }

        private void put(String figure, String unit, double mesh, double floor) {
            results.add(name + "." + figure, unit, mesh);
            results.addFloor(name + "." + figure, unit, floor);
        }
    }
}
