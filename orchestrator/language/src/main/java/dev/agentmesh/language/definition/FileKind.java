package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.yaml.YamlNode;
import dev.agentmesh.language.yaml.YamlReader;
import java.util.Optional;
import java.util.Set;

/** What a file is, by the key that names it. */
public enum FileKind {
    /** {@code workflow: NAME}, and what cannot be told: the parser of workflows says what is wrong with it. */
    WORKFLOW,
    /** {@code team: NAME}: agents and tasks, which become a workflow. */
    TEAM,
    /** {@code test: NAME}: cases for a workflow. */
    TEST,
    /** {@code fleet: NAME}: which agents run, and how many. */
    FLEET,
    /** A file of something else: no key at its top is one of ours. */
    OTHER;

    private static final Set<String> OURS = Set.of("mesh", "workflow", "steps");

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
        if (fields.field("fleet").isPresent()) {
            return FLEET;
        }
        return fields.fields().isEmpty() || fields.fields().stream().anyMatch(field -> OURS.contains(field.name()))
                ? WORKFLOW
                : OTHER;
    }
}
