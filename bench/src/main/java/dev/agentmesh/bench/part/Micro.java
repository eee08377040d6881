package dev.agentmesh.bench.part;

import dev.agentmesh.bench.micro.PieceRun;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;

/** The pieces a step is made of, each by itself. Measured once: a round more or less of the mesh does not change them. */
public final class Micro implements MeshPart {
    private final PieceRun pieces;
    private boolean measured;

    public Micro(PieceRun pieces) {
        this.pieces = pieces;
    }

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public boolean isChilling() {
        return true;
    }

    @Override
    public void round(Rig rig, Results results) {
        if (measured) {
            return;
        }
        measured = true;
        pieces.nanos(rig.cluster(), rig.serde(), rig.data().resolve("jmh.log")).forEach((piece, nanos) -> {
            boolean large = piece.endsWith(".ms");
            results.add("micro." + piece, large ? "ms" : "us", nanos / (large ? 1e6 : 1e3));
        });
    }
}
