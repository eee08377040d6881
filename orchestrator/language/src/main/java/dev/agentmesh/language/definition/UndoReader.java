package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Undo;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code undo: { agent, with }}. */
final class UndoReader {
    private static final Set<String> WITHOUT_EFFECT = Set.of("set", "return", "fail");

    private final Reading reading;
    private final ExpressionReader expressions;
    private final AgentReader agents;

    UndoReader(Reading reading, ExpressionReader expressions, AgentReader agents) {
        this.reading = reading;
        this.expressions = expressions;
        this.agents = agents;
    }

    /** @param scope with the output of the step that is undone */
    Optional<Undo> read(YamlNode node, YamlNode.Field verb, Scope scope, String user) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"undo\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("agent", "with")), Set.of(), "undo");
        if (WITHOUT_EFFECT.contains(verb.name())) {
            reading.problems()
                    .at(
                            node.span(),
                            Codes.MODIFIER,
                            "\"undo\" does not belong to a step with the verb \"" + verb.name() + "\"")
                    .cause("there is nothing outside of the run that it could take back")
                    .fix("move it to the step whose work is to be taken back");
        }
        if (verb.name().equals("parallel") && hasBranchUndo(verb.value())) {
            reading.problems()
                    .at(node.span(), Codes.BAD_NAME, "a step with \"undo\" cannot have a branch named \"undo\"")
                    .cause("the branch and the undoing would have the same path")
                    .fix("rename the branch");
        }
        Optional<YamlNode> agent = fields.get().value("agent");
        if (agent.isEmpty()) {
            reading.missing(node.span(), "\"undo\" needs an \"agent\"", "undo: { agent: billing/refund }");
            return Optional.empty();
        }
        Optional<AgentReader.Call> call = agents.read(agent.get());
        Optional<Template> with = expressions.undoInput(fields.get(), scope, user, call);
        return call.map(known -> new Undo(known.verb(), with));
    }

    private static boolean hasBranchUndo(YamlNode parallel) {
        return parallel instanceof YamlNode.Fields fields
                && fields.value("branches").orElse(null) instanceof YamlNode.Fields branches
                && branches.field("undo").isPresent();
    }
}
