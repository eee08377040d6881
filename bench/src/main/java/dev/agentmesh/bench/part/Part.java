package dev.agentmesh.bench.part;

/** A subject of the bench. */
public sealed interface Part permits MeshPart, Startup {
    /** What {@code --only} calls it. */
    String name();
}
