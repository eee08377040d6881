package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.yaml.YamlNode;
import dev.agentmesh.language.yaml.YamlReader;
import java.util.Optional;

/** What a file is, by the key that names it. */
public enum FileKind {
    /** {@code workflow: NAME}, and whatever is none of the others: the parser of workflows says what is wrong with it. */
    WORKFLOW,
    /** {@code team: NAME}: agents and tasks, which become a workflow. */
    TEAM,
    /** {@code test: NAME}: cases for a workflow. */
    TEST,
    /** {@code fleet: NAME}: which agents run, and how many. */
    FLEET;

    public static FileKind of(String source) {
        Optional<YamlNode> root = source.length() > YamlReader.MAX_BYTES
                ? Optional.empty()
                : YamlReader.read(new Problems(new SourceText("", source)));
        if (root.isEmpty() || !(root.get() instanceof YamlNode.Fields fields)) {
            return WORKFLOW;
        }
        if (fields.field("test").isPresent()) {
            return TEST;
        }
        if (fields.field("team").isPresent()) {
            return TEAM;
        }
        return fields.field("fleet").isPresent() ? FLEET : WORKFLOW;
    }
}
