package dev.agentmesh.localcluster.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentmesh.localcluster.testing.StubSubjects.Registered;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Confluent's addresses, each a question to {@link StubSubjects}. */
final class StubRoutes {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Route> routes = new ArrayList<>();
    private final StubSubjects subjects;

    /** @param parts what stands in the place of each {@code *}, decoded */
    private record Request(List<String> parts, String query, JsonNode body) {

        String first() {
            return parts.getFirst();
        }

        String second() {
            return parts.get(1);
        }
    }

    private interface Handler {
        JsonNode answer(Request request);
    }

    private record Route(String method, Pattern path, Handler handler) {}

    StubRoutes(StubSubjects subjects) {
        this.subjects = subjects;
        on("GET", "/", request -> JSON.createObjectNode());
        on("GET", "/mode", request -> JSON.createObjectNode().put("mode", "READWRITE"));
        on("GET", "/schemas/types", request -> JSON.createArrayNode().add("AVRO"));
        on(
                "GET",
                "/schemas/ids/*",
                request -> JSON.createObjectNode().put("schema", subjects.schemaById(id(request.first()))));
        on("GET", "/schemas/ids/*/subjects", request -> list(usesOf(request), Registered::subject));
        on(
                "GET",
                "/schemas/ids/*/versions",
                request -> list(
                        usesOf(request),
                        use -> JSON.createObjectNode()
                                .put("subject", use.subject())
                                .put("version", use.version())));
        addSubjects();
        addCompatibility();
    }

    /** @throws StubRefusal if the answer is an error */
    JsonNode answer(String method, String rawPath, @Nullable String query, JsonNode body) {
        for (var route : routes) {
            var match = route.path.matcher(rawPath);
            if (route.method.equals(method) && match.matches()) {
                var parts = new ArrayList<String>();
                for (var i = 1; i <= match.groupCount(); i++) {
                    parts.add(URLDecoder.decode(match.group(i), StandardCharsets.UTF_8));
                }
                return route.handler.answer(new Request(parts, query == null ? "" : query, body));
            }
        }
        throw StubRefusal.noSuchAddress(method, rawPath);
    }

    private void addSubjects() {
        on("GET", "/subjects", request -> JSON.valueToTree(subjects.names()));
        on("POST", "/subjects/*", request -> full(subjects.lookup(request.first(), schema(request))));
        on("DELETE", "/subjects/*", request -> JSON.valueToTree(subjects.delete(request.first(), Optional.empty())));
        on("GET", "/subjects/*/versions", request -> list(subjects.versions(request.first()), Registered::version));
        on(
                "POST",
                "/subjects/*/versions",
                request -> JSON.createObjectNode()
                        .put(
                                "id",
                                subjects.register(request.first(), schema(request))
                                        .id()));
        on("GET", "/subjects/*/versions/*", request -> full(subjects.version(request.first(), request.second())));
        on(
                "GET",
                "/subjects/*/versions/*/schema",
                request ->
                        raw(subjects.version(request.first(), request.second()).text()));
        on(
                "DELETE",
                "/subjects/*/versions/*",
                request -> JSON.valueToTree(subjects.delete(request.first(), Optional.of(request.second()))
                        .getFirst()));
    }

    private void addCompatibility() {
        on("POST", "/compatibility/subjects/*/versions", request -> verdict(request, Optional.empty()));
        on("POST", "/compatibility/subjects/*/versions/*", request -> verdict(request, Optional.of(request.second())));
        on("GET", "/config", request -> level(subjects.globalLevel()));
        on("PUT", "/config", request -> {
            subjects.setGlobalLevel(asked(request));
            return request.body;
        });
        on(
                "GET",
                "/config/*",
                request -> level(subjects.level(request.first())
                        .orElseThrow(() -> StubRefusal.configNotFound(request.first()))));
        on("PUT", "/config/*", request -> {
            subjects.setLevel(request.first(), asked(request));
            return request.body;
        });
    }

    private void on(String method, String path, Handler handler) {
        routes.add(new Route(method, Pattern.compile(path.replace("*", "([^/]+)") + "/?"), handler));
    }

    private List<Registered> usesOf(Request request) {
        return subjects.usesOf(id(request.first()));
    }

    private JsonNode verdict(Request request, Optional<String> against) {
        var conflicts = subjects.conflicts(request.first(), schema(request), against);
        var answer = JSON.createObjectNode().put("is_compatible", conflicts.isEmpty());
        if (request.query.contains("verbose=true")) {
            answer.set("messages", JSON.valueToTree(conflicts));
        }
        return answer;
    }

    private static StubCompatibility asked(Request request) {
        return StubCompatibility.parse(request.body.path("compatibility").asText());
    }

    private static JsonNode level(StubCompatibility level) {
        return JSON.createObjectNode().put("compatibilityLevel", level.name());
    }

    private static <T> JsonNode list(List<Registered> all, Function<Registered, T> part) {
        return JSON.valueToTree(all.stream().map(part).toList());
    }

    /** A schema as an answer of its own and not inside a string. */
    private static JsonNode raw(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode full(Registered one) {
        return JSON.createObjectNode()
                .put("subject", one.subject())
                .put("version", one.version())
                .put("id", one.id())
                .put("schema", one.text());
    }

    private static String schema(Request request) {
        var type = request.body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !request.body.path("references").isEmpty()) {
            throw StubRefusal.invalidSchema("the stub knows Avro without references only, found " + type);
        }
        return request.body.path("schema").asText();
    }

    private static int id(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw StubRefusal.schemaNotFound();
        }
    }
}
