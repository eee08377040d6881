package dev.agentmesh.topics.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.RegistryExchange.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@link SchemaRegistry} over HTTP. Holds no cache: callers that ask often keep what they were told. */
public final class HttpSchemaRegistry implements SchemaRegistry, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    /** Confluent's answer to text that is no Avro schema. */
    private static final int UNPROCESSABLE = 422;

    private final RegistryExchange exchange;

    public HttpSchemaRegistry(RegistrySettings settings) {
        this.exchange = new RegistryExchange(settings);
    }

    public static HttpSchemaRegistry from(Map<String, String> properties) {
        return new HttpSchemaRegistry(RegistrySettings.from(properties));
    }

    @Override
    public int register(String subject, String schema) {
        Reply reply = exchange.post("/subjects/" + segment(subject) + "/versions", schemaBody(schema));
        if (reply.status() == CONFLICT) {
            // Two who register the first schema of a subject at the same moment: one of them is told of a conflict.
            OptionalInt registered = lookup(subject, schema);
            if (registered.isPresent()) {
                return registered.getAsInt();
            }
            throw new RegistryRefused(
                    TopicErrors.INCOMPATIBLE_SCHEMA,
                    "schema change of subject " + subject + " is not compatible: " + reply.message());
        }
        return id(reply.expectOk("register a schema of subject " + subject));
    }

    @Override
    public OptionalInt lookup(String subject, String schema) {
        Reply reply = exchange.post("/subjects/" + segment(subject), schemaBody(schema));
        if (reply.status() == NOT_FOUND) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(id(reply.expectOk("look up a schema of subject " + subject)));
    }

    @Override
    public Optional<String> schemaById(int id) {
        Reply reply = exchange.get("/schemas/ids/" + id);
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode body = reply.expectOk("get schema " + id);
        requireAvro(body, "schema " + id);
        return Optional.of(text(body, "schema"));
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        Reply reply = exchange.get("/subjects/" + segment(subject) + "/versions/latest");
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode body = reply.expectOk("get the newest schema of subject " + subject);
        requireAvro(body, "subject " + subject);
        return Optional.of(new RegisteredSchema(subject, body.path("version").asInt(), id(body), text(body, "schema")));
    }

    @Override
    public List<String> subjects() {
        List<String> names = new ArrayList<>();
        exchange.get("/subjects").expectOk("list the subjects").forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }

    @Override
    public boolean isCompatible(String subject, String schema) {
        Reply reply =
                exchange.post("/compatibility/subjects/" + segment(subject) + "/versions/latest", schemaBody(schema));
        if (reply.status() == NOT_FOUND) {
            return true;
        }
        if (reply.status() == CONFLICT || reply.status() == UNPROCESSABLE) {
            return false;
        }
        return reply.expectOk("check a schema of subject " + subject)
                .path("is_compatible")
                .asBoolean();
    }

    @Override
    public Optional<Compatibility> compatibility(String subject) {
        Reply reply = exchange.get("/config/" + segment(subject));
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(level(reply.expectOk("get the compatibility level of subject " + subject)));
    }

    @Override
    public Compatibility defaultCompatibility() {
        return level(exchange.get("/config").expectOk("get the default compatibility level"));
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        ObjectNode body = JSON.createObjectNode().put("compatibility", level.name());
        String path = "/config/" + segment(subject);
        Reply reply = exchange.put(path, body);
        if (reply.status() == CONFLICT) {
            // Somebody else has set it at the same moment; now that it is there it can be set again.
            reply = exchange.put(path, body);
        }
        reply.expectOk("set the compatibility level of subject " + subject);
    }

    @Override
    public void close() {
        exchange.close();
    }

    private static ObjectNode schemaBody(String schema) {
        return JSON.createObjectNode().put("schema", schema);
    }

    private static int id(JsonNode body) {
        if (!body.path("id").canConvertToInt()) {
            throw new RegistryRefused(TopicErrors.REGISTRY_ANSWER, "the answer of the registry has no schema id");
        }
        return body.path("id").asInt();
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw new RegistryRefused(TopicErrors.REGISTRY_ANSWER, "the answer of the registry has no " + field);
        }
        return body.path(field).asText();
    }

    /** Confluent names the field compatibilityLevel when read and compatibility when written; some registries use one for both. */
    private static Compatibility level(JsonNode body) {
        String word = body.path("compatibilityLevel")
                .asText(body.path("compatibility").asText(""));
        try {
            return Compatibility.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RegistryRefused(
                    TopicErrors.REGISTRY_ANSWER, "compatibility level \"" + word + "\" is not known", e);
        }
    }

    private static void requireAvro(JsonNode body, String what) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !body.path("references").isEmpty()) {
            throw new RegistryRefused(
                    TopicErrors.SCHEMA_TOO_NEW,
                    what + " is of type " + type + " or has references; expected plain Avro");
        }
    }

    private static String segment(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
