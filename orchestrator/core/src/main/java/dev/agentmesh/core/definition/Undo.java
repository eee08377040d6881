package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Template;
import java.util.Optional;

/**
 * How a step that has finished is taken back when what it stands in fails.
 *
 * @param with the undoing agent's input, in which {@code output} is the step's own result; without it the input is that
 *     result
 */
public record Undo(Verb.AgentCall call, Optional<Template> with) {}
