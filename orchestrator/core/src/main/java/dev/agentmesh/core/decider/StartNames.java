package dev.agentmesh.core.decider;

import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a run's title can read: there is an input, and nothing else yet. */
record StartNames(String runId, Payload input, Outline outline, Instant at) implements Names {
    @Override
    public StepView step(String id) {
        return new CellStepView(new NothingYet(runId), outline, Optional.empty());
    }

    @Override
    public Optional<Payload> variable(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Payload> local(String name) {
        return Optional.empty();
    }

    @Override
    public Payload run() {
        return Payload.json("{\"id\":" + JsonText.quote(runId) + ",\"title\":\"\",\"workflow\":"
                + JsonText.quote(outline.workflow().ref().name()) + ",\"version\":"
                + JsonText.quote(outline.workflow().ref().version()) + ",\"startedAt\":" + JsonText.quote(at.toString())
                + "}");
    }

    private record NothingYet(String runId) implements RunView {
        @Override
        public Optional<Cell> get(CellKey key) {
            return Optional.empty();
        }

        @Override
        public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
            return List.of();
        }
    }
}
