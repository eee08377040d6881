package dev.agentmesh.bench.part;

import dev.agentmesh.bench.micro.Pieces;
import dev.agentmesh.bench.micro.Stopwatch;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;

/** The pieces a step is made of, each by itself. */
public final class Micro implements Part {
    private final Stopwatch stopwatch;

    public Micro(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public void round(Rig rig, Results results) {
        new Pieces(rig.serde(), rig.cluster().names()).work().forEach((piece, work) -> {
            double nanos = stopwatch.nanos(work);
            boolean large = piece.endsWith(".ms");
            results.add("micro." + piece, large ? "ms" : "us", nanos / (large ? 1e6 : 1e3));
        });
    }
}
