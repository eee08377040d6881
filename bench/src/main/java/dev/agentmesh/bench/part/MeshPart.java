package dev.agentmesh.bench.part;

import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;

/** What is measured on the one mesh that is up for all such parts. */
public non-sealed interface MeshPart extends Part {
    /** Measures once, mesh and floor right after each other, and returns with nothing in flight. */
    void round(Rig rig, Results results);

    /** Whether the mesh's programs are not warm any more afterwards. Such parts have their rounds after all the others'. */
    default boolean isChilling() {
        return false;
    }
}
