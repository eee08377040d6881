package dev.agentmesh.host.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.agentmesh.agent.Artifact;
import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.host.shape.References;
import dev.agentmesh.host.shape.Schema;
import dev.agentmesh.host.shape.SchemaWriter;
import dev.agentmesh.host.shape.Shape;
import dev.agentmesh.host.shape.ShapeCheck;
import dev.agentmesh.host.shape.Violation;
import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.error.MeshException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a skill's arguments are made from a task's input. Compiled once per skill; safe for use by many threads. */
final class SkillInput {
    private final Schema schema;
    private final ShapeCheck check;
    private final Reader reader;

    private SkillInput(Schema schema, Reader reader) {
        this.schema = schema;
        this.check = new ShapeCheck(schema);
        this.reader = reader;
    }

    /** Whatever is sent is ignored. */
    static SkillInput none() {
        return new SkillInput(new Schema(new Shape.Anything(), new LinkedHashMap<>()), node -> new Object[0]);
    }

    /**
     * One value.
     *
     * @param wrapping where the value may also stand as the only field of an object; empty for a field of any name
     */
    static SkillInput one(Type type, Schema schema, String wrapping) {
        Shape root = schema.root();
        if (!mayBeWrapped(root)) {
            return new SkillInput(schema, node -> new Object[] {Json.read(node, type)});
        }
        Schema wrappable = new Schema(new Shape.Wrappable(wrapping, root), schema.definitions());
        return new SkillInput(wrappable, node -> {
            JsonNode wrapped = ShapeCheck.wrapped(wrapping, node);
            return new Object[] {Json.read(wrapped == null ? node : wrapped, type)};
        });
    }

    /** Several values, each under its parameter's name. */
    static SkillInput many(SequencedMap<String, Type> parameters, Schema schema) {
        return new SkillInput(schema, node -> {
            @Nullable Object[] arguments = new Object[parameters.size()];
            int i = 0;
            for (var parameter : parameters.entrySet()) {
                JsonNode part = node.get(parameter.getKey());
                arguments[i++] = Json.read(part == null ? NullNode.instance : part, parameter.getValue());
            }
            return arguments;
        });
    }

    /** An object could be meant as the value itself wherever the value may be an object, so there only the bare value is taken. */
    private static boolean mayBeWrapped(Shape shape) {
        return switch (shape) {
            case Shape.Truth _, Shape.Text _, Shape.Whole _, Shape.Decimal _, Shape.Choice _, Shape.Array _ -> true;
            case Shape.Nullable(Shape inner) -> mayBeWrapped(inner);
            case Shape.Anything _,
                    Shape.Nothing _,
                    Shape.Dictionary _,
                    Shape.Fields _,
                    Shape.Reference _,
                    Shape.Wrappable _ -> false;
        };
    }

    String schema() {
        return SchemaWriter.write(schema);
    }

    /**
     * The arguments, in the order of the parameters.
     *
     * @param artifacts asked only when the input has a reference in it
     * @throws dev.agentmesh.agent.ArtifactException when what the input refers to cannot be had
     */
    @Nullable
    Object[] arguments(byte[] json, Supplier<Artifacts> artifacts) throws BadInput {
        JsonNode node;
        try {
            JsonNode given = Json.parse(json);
            node = mayHaveReferences(json) ? new References(schema, source(artifacts)).fetch(given) : given;
        } catch (MeshException e) {
            throw new BadInput("input has a reference that cannot be one: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new BadInput("input is not strict JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInput("input is not strict JSON: " + e.getMessage(), e);
        }
        List<Violation> violations = check.violations(node);
        if (!violations.isEmpty()) {
            throw new BadInput(
                    "input does not fit " + schema.title() + ": "
                            + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")),
                    null);
        }
        try {
            return reader.arguments(node);
        } catch (IOException e) {
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw new BadInput("input cannot be read as " + schema.title() + ": " + root.getMessage(), e);
        }
    }

    /** Most inputs have none, and are not walked through for it. */
    private static boolean mayHaveReferences(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).contains('"' + ArtifactRef.FIELD + '"');
    }

    private static References.Source source(Supplier<Artifacts> artifacts) {
        return new References.Source() {
            @Override
            public byte[] bytes(ArtifactRef ref) {
                return artifacts.get().bytes(new Artifact(ref.sha256(), ref.size(), ref.contentType()));
            }

            @Override
            public JsonNode parse(byte[] content) throws IOException {
                return Json.parse(content);
            }
        };
    }

    private interface Reader {
        @Nullable
        Object[] arguments(JsonNode node) throws IOException;
    }

    /** The input breaks the skill's schema, or the type's own constructor refuses it. */
    static final class BadInput extends Exception {
        private static final long serialVersionUID = 1;

        BadInput(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }
}
