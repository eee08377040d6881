package dev.agentmesh.bench.part;

import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;

/** A subject of the bench. */
public interface Part {
    /** What {@code --only} calls it. */
    String name();

    /** Measures once, mesh and floor right after each other, and returns with nothing in flight. */
    void round(Rig rig, Results results);
}
