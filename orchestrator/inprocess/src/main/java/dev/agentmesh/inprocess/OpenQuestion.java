package dev.agentmesh.inprocess;

import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question that waits for a person.
 *
 * @param assign everybody who may answer, {@code role:x} or {@code user:x}; empty for anybody with a name
 * @param due when it is decided without an answer
 */
public record OpenQuestion(String runId, StepPath path, Question question, List<String> assign, Optional<Instant> due) {
    public OpenQuestion {
        assign = List.copyOf(assign);
    }
}
