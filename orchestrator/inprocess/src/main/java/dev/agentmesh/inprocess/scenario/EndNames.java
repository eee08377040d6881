package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.decider.Inspection;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.inprocess.LocalRun;
import java.util.Optional;

/** What a check sees: the run from its end, and its {@code output}. */
final class EndNames implements Names {
    private final LocalRun run;
    private final Names names;

    EndNames(LocalRun run) {
        this.run = run;
        this.names = Inspection.names(run.cells(), run.outline());
    }

    @Override
    public Payload input() {
        return names.input();
    }

    @Override
    public StepView step(String id) {
        return names.step(id);
    }

    @Override
    public Optional<Payload> variable(String name) {
        return names.variable(name);
    }

    @Override
    public Optional<Payload> local(String name) {
        return name.equals("output") ? Optional.of(run.output().orElse(Payload.NULL)) : names.local(name);
    }

    @Override
    public Payload run() {
        return names.run();
    }
}
