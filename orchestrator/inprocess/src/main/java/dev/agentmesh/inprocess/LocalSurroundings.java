package dev.agentmesh.inprocess;

import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.schema.InputCheck;
import java.util.Optional;

/** A world without topics: what is published is kept by its run, so every topic is there. Forms are checked as everywhere. */
record LocalSurroundings(InputCheck inputs) implements Surroundings {
    @Override
    public Optional<Failure> noTopic(String topic) {
        return Optional.empty();
    }

    @Override
    public Optional<String> misfit(Payload schema, Payload value) {
        return inputs.check(schema.text(), value).stream().findFirst().map(misfit -> misfit.message());
    }
}
