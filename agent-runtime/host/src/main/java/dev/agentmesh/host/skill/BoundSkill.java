package dev.agentmesh.host.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.agentmesh.agent.Artifact;
import dev.agentmesh.agent.ArtifactException;
import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.agent.Task;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.shape.Schema;
import dev.agentmesh.host.shape.SchemaWriter;
import dev.agentmesh.host.shape.ShapeCheck;
import dev.agentmesh.host.shape.Violation;
import dev.agentmesh.host.skill.SkillOutcome.Failed;
import dev.agentmesh.host.skill.SkillOutcome.Succeeded;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.Payload;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One skill, ready to be called with the bytes of a task. Safe for use by many threads, if the author's code is. */
public final class BoundSkill {
    private static final Logger LOG = LoggerFactory.getLogger(BoundSkill.class);

    private final String name;
    private final String about;
    private final SkillInput input;
    private final Schema output;
    private final ShapeCheck outputCheck;
    private final Call call;

    BoundSkill(String name, String about, SkillInput input, Schema output, Call call) {
        this.name = name;
        this.about = about;
        this.input = input;
        this.output = output;
        this.outputCheck = new ShapeCheck(output);
        this.call = call;
    }

    /** The author's code. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object with(@Nullable Object[] arguments, Task task) throws Throwable;
    }

    public String name() {
        return name;
    }

    public String about() {
        return about;
    }

    /** JSON Schema 2020-12 of what the skill takes. */
    public String inputSchema() {
        return input.schema();
    }

    /** JSON Schema 2020-12 of what the skill gives. */
    public String outputSchema() {
        return SchemaWriter.write(output);
    }

    /** Runs on the caller's thread until the author's code ends. Whatever it throws, even an error, becomes a {@link Failed}. */
    public SkillOutcome run(Payload payload, Task task) {
        if (!payload.isInline()) {
            return Failed.of(
                    FailureKind.INVALID_INPUT,
                    HostErrors.REFERENCED_INPUT,
                    "input of " + payload.size() + " bytes is kept at "
                            + payload.reference().orElse("?") + ", which this host cannot read");
        }
        @Nullable Object[] arguments;
        try {
            arguments = input.arguments(payload.bytes(), task::artifacts);
        } catch (ArtifactException e) {
            // Another attempt may find the store in reach again.
            return new Failed(FailureKind.TRANSIENT, e.code(), text(e));
        } catch (SkillInput.BadInput e) {
            return Failed.of(FailureKind.INVALID_INPUT, HostErrors.INVALID_INPUT, String.valueOf(e.getMessage()));
        }
        try {
            return outcome(call.with(arguments, task), task);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private SkillOutcome outcome(@Nullable Object value, Task task) {
        JsonNode node;
        byte[] bytes;
        try {
            node = Json.tree(value == null ? NullNode.instance : value);
            List<Violation> violations = outputCheck.violations(node);
            if (!violations.isEmpty()) {
                return invalidOutput("output does not fit " + output.title() + ": "
                        + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
            }
            bytes = Json.write(node);
        } catch (IOException | IllegalArgumentException e) {
            return invalidOutput("output cannot be written as JSON: " + e.getMessage());
        }
        return bytes.length > Payload.MAX_INLINE ? kept(bytes, task) : new Succeeded(Payload.json(bytes));
    }

    /** By reference, where there is a store: the log has the hash, and whoever needs the value gets it. */
    private SkillOutcome kept(byte[] bytes, Task task) {
        try {
            Artifact artifact = task.artifacts().keep(bytes, Payload.JSON);
            return new Succeeded(Payload.json(Json.write(Json.tree(artifact))));
        } catch (ArtifactException e) {
            if (e.code().equals(TopicErrors.ARTIFACT_STORE.code())) {
                return new Failed(FailureKind.TRANSIENT, e.code(), text(e));
            }
            return Failed.of(
                    FailureKind.INVALID_OUTPUT,
                    TopicErrors.MESSAGE_TOO_LARGE,
                    "output of skill \"" + name + "\" has " + bytes.length + " bytes, the limit is "
                            + Payload.MAX_INLINE + " (256 KiB), and it cannot be kept as an artifact: " + text(e));
        } catch (IOException e) {
            return invalidOutput("output cannot be written as JSON: " + e.getMessage());
        }
    }

    private static Failed invalidOutput(String message) {
        return Failed.of(FailureKind.INVALID_OUTPUT, HostErrors.INVALID_OUTPUT, message);
    }

    private Failed failed(Throwable e) {
        return switch (e) {
            case Poison poison -> new Failed(FailureKind.POISON, word(poison.code(), "POISON"), text(poison));
            case Declined declined ->
                new Failed(FailureKind.DECLINED, word(declined.code(), "DECLINED"), text(declined));
            case ArtifactException artifact -> new Failed(FailureKind.TRANSIENT, artifact.code(), text(artifact));
            case Error error -> {
                LOG.error("skill {} made the JVM raise an error", name, error);
                yield Failed.of(FailureKind.TRANSIENT, HostErrors.SKILL_BROKE, described(error));
            }
            default -> {
                LOG.debug("skill {} failed", name, e);
                yield Failed.of(FailureKind.TRANSIENT, HostErrors.SKILL_FAILED, described(e));
            }
        };
    }

    /** The wire allows 128 characters; an author's slip must not turn a business "no" into a host error. */
    private static String word(@Nullable String code, String otherwise) {
        if (code == null || code.isBlank()) {
            return otherwise;
        }
        return code.length() > 128 ? code.substring(0, 128) : code;
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String described(Throwable e) {
        String message = e.getMessage();
        String kind = e.getClass().getName();
        return message == null || message.isBlank() ? kind : kind + ": " + message;
    }
}
