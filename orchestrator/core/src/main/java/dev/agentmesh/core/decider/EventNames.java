package dev.agentmesh.core.decider;

import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.value.Payload;
import java.util.Optional;

/** What a {@code match} can read: all that its step can, and the event itself. */
record EventNames(Names names, Payload event) implements Names {
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
        return name.equals("event") ? Optional.of(event) : names.local(name);
    }

    @Override
    public Payload run() {
        return names.run();
    }
}
