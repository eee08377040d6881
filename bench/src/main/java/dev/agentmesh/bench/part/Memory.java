package dev.agentmesh.bench.part;

import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import java.util.List;

/** Resident memory of each process with nothing in flight. */
public final class Memory implements MeshPart {
    private static final List<String> PROCESSES = List.of("broker", "orchestrator", "noop");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void round(Rig rig, Results results) {
        for (String process : PROCESSES) {
            rig.meshProcesses()
                    .megabytes(process)
                    .ifPresent(megabytes -> results.add("memory." + process + ".mb", "MB", megabytes));
        }
    }
}
