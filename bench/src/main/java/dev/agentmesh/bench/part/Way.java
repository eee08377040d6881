package dev.agentmesh.bench.part;

import java.util.Locale;

/** How an agent's processes consume their tasks. */
enum Way {
    GROUP,
    SHARE;

    /** As {@code MESH_AGENT_CONSUMPTION} and the figures call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
