package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.StepPath;
import java.util.List;

/** {@code parallel}: all branches at once, joined by policy. */
record ParallelPattern(Verb.Parallel parallel) implements Pattern {
    @Override
    public void begin(Moves moves, StepPath path) {
        List<String> branches = List.copyOf(parallel.branches().sequencedKeySet());
        int needed = parallel.join().needed(branches.size());
        Scope scope = new Scope.ParallelScope(branches, needed, parallel.join().tolerant());
        if (joined().open(moves, path, scope)) {
            branches.forEach(branch -> Lanes.start(moves, path.lane(branch)));
        }
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) {
        joined().ended(moves, path, frame, end);
    }

    private Lanes joined() {
        return new Lanes(parallel.join(), parallel.late());
    }
}
