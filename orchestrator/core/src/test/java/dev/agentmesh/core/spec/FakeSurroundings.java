package dev.agentmesh.core.spec;

import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import java.util.Optional;

/** A world in which there is every topic but {@code nowhere}, and every form fits whose values do not say {@code bad}. */
final class FakeSurroundings implements Surroundings {
    @Override
    public Optional<Failure> noTopic(String topic) {
        return topic.equals("nowhere")
                ? Optional.of(new Failure(FailureKind.WORKFLOW, "TEST-0003", "There is no topic " + topic))
                : Optional.empty();
    }

    @Override
    public Optional<String> misfit(Payload schema, Payload value) {
        return value.text().contains("bad") ? Optional.of("it is bad") : Optional.empty();
    }
}
