package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.yaml.YamlNode;
import dev.agentmesh.language.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads workflow definitions, YAML or JSON. Every mistake of a file is reported at once, with its place; nothing that is
 * in a file makes this throw. Safe for use by several threads.
 */
public final class WorkflowParser {
    private final Optional<AgentDirectory> directory;
    private final MissingAgents missing;

    /** A parser that takes every agent and skill for granted. */
    public WorkflowParser() {
        this.directory = Optional.empty();
        this.missing = MissingAgents.ALLOWED;
    }

    /** A parser that knows which agents there are, and refuses all others. */
    public WorkflowParser(AgentDirectory directory) {
        this(directory, MissingAgents.REFUSED);
    }

    /** A parser that knows which agents there are; what they declare is checked in any case. */
    public WorkflowParser(AgentDirectory directory, MissingAgents missing) {
        this.directory = Optional.of(directory);
        this.missing = missing;
    }

    /**
     * Reads one file.
     *
     * @param fileName what problems call it
     */
    public ParsedWorkflow parse(String source, String fileName) {
        String text = source.startsWith("\ufeff") ? source.substring(1) : source;
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > YamlReader.MAX_BYTES) {
            var problems = new Problems(new SourceText(fileName, text.substring(0, Math.min(200, text.length()))));
            problems.at(
                            new Span(0, 1),
                            Codes.TOO_LARGE,
                            "the file has " + bytes.length + " bytes; at most " + YamlReader.MAX_BYTES + " are read")
                    .fix("split the workflow, and keep data out of the definition");
            return new ParsedWorkflow.Invalid(problems.sorted());
        }
        var problems = new Problems(new SourceText(fileName, text));
        TextChecks.invisible(problems);
        Optional<YamlNode> root = problems.isEmpty() ? YamlReader.read(problems) : Optional.empty();
        Optional<Workflow> workflow =
                root.flatMap(node -> new WorkflowReader(problems, directory, missing).read(node, hash(bytes)));
        if (root.isEmpty() && problems.isEmpty()) {
            problems.at(new Span(0, 1), Codes.DOCUMENTS, "the file is empty")
                    .fix("start with:\nmesh: v1\nworkflow: my-workflow\nsteps:\n  - agent: my-agent");
        }
        return workflow.isPresent() && problems.isEmpty()
                ? new ParsedWorkflow.Valid(workflow.get())
                : new ParsedWorkflow.Invalid(problems.sorted());
    }

    /** What a definition is known by: SHA-256 of the file's bytes, in hexadecimal. */
    public static String hash(String source) {
        return hash(source.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
