package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.topics.message.DirectWork;
import dev.agentmesh.topics.message.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The definition that work for one skill stands for. It follows from the name alone, so every orchestrator makes the same. */
final class DirectDefinition {
    private DirectDefinition() {}

    static Outline of(DirectWork work) {
        String source = work.workflow() + "@" + work.version();
        return new Outline(new Workflow(
                new WorkflowRef(work.workflow(), work.version(), hash(source)),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Workflow.DEFAULT_TIME_LIMIT,
                List.of(new Step("work", new Verb.AgentCall(work.agent(), work.skill()), Modifiers.NONE))));
    }

    private static String hash(String source) {
        return Sha256.hex(source.getBytes(StandardCharsets.UTF_8));
    }
}
