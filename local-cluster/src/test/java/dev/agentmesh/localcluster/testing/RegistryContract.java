package dev.agentmesh.localcluster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/**
 * What our clients rely on in a schema registry. The stub and the real one pass the same tests, so a unit test against the
 * stub says something about the real one.
 */
public abstract class RegistryContract {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String V1 = schema("{\"name\":\"id\",\"type\":\"string\"}");
    private static final String V2 =
            schema("{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}");

    /** Lacks a default for the new field: cannot read what V1 wrote. */
    private static final String BREAKING =
            schema("{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"amount\",\"type\":\"long\"}");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String subject = TestBroker.unique("orders") + "-value";

    /** The answer of a registry. */
    public record Answer(int status, JsonNode body) {

        int code() {
            return body.path("error_code").asInt();
        }
    }

    protected abstract String url();

    @Test
    void a_registered_schema_is_found_by_its_id() throws Exception {
        var id = register(subject, V1);

        var found = get("/schemas/ids/" + id);

        assertThat(found.status()).isEqualTo(200);
        assertThat(JSON.readTree(found.body().path("schema").asText())).isEqualTo(JSON.readTree(V1));
    }

    @Test
    void registering_again_changes_nothing() throws Exception {
        var id = register(subject, V1);

        assertThat(register(subject, V1)).isEqualTo(id);
        assertThat(get("/subjects/" + subject + "/versions").body()).hasToString("[1]");
    }

    @Test
    void one_schema_has_one_id_in_all_subjects() throws Exception {
        var id = register(subject, V1);

        assertThat(register(TestBroker.unique("other") + "-value", V1)).isEqualTo(id);
    }

    @Test
    void a_compatible_schema_becomes_the_latest_version() throws Exception {
        register(subject, V1);
        var id = register(subject, V2);

        var latest = get("/subjects/" + subject + "/versions/latest").body();

        assertThat(latest.path("version").asInt()).isEqualTo(2);
        assertThat(latest.path("id").asInt()).isEqualTo(id);
        assertThat(latest.path("subject").asText()).isEqualTo(subject);
        assertThat(get("/subjects/" + subject + "/versions/1")
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_schema_is_looked_up_under_its_subject() throws Exception {
        var id = register(subject, V1);

        var found = post("/subjects/" + subject, body(V1)).body();

        assertThat(found.path("id").asInt()).isEqualTo(id);
        assertThat(found.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void an_incompatible_schema_is_refused_with_409() throws Exception {
        register(subject, V1);

        var refused = post("/subjects/" + subject + "/versions", body(BREAKING));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.body().path("message").asText()).containsIgnoringCase("incompatible");
    }

    @Test
    void compatibility_can_be_asked_beforehand() throws Exception {
        register(subject, V1);
        var question = "/compatibility/subjects/" + subject + "/versions/latest";

        assertThat(post(question, body(V2)).body().path("is_compatible").asBoolean())
                .isTrue();
        assertThat(post(question, body(BREAKING)).body().path("is_compatible").asBoolean(true))
                .isFalse();
    }

    @Test
    void compatibility_reaches_back_to_the_first_version() throws Exception {
        assertThat(get("/config").body().path("compatibilityLevel").asText()).isEqualTo("BACKWARD_TRANSITIVE");
        var optional = "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"amount\",\"type\":\"long\",\"default\":0}";
        register(subject, V1);
        register(subject, schema(optional));

        // Reads the second version, but not the first: the default is gone.
        assertThat(post("/subjects/" + subject + "/versions", body(BREAKING)).status())
                .isEqualTo(409);
    }

    @Test
    void a_subject_may_have_a_level_of_its_own() throws Exception {
        register(subject, V1);
        assertThat(put("/config/" + subject, "{\"compatibility\":\"NONE\"}").status())
                .isEqualTo(200);

        assertThat(get("/config/" + subject).body().path("compatibilityLevel").asText())
                .isEqualTo("NONE");
        assertThat(register(subject, BREAKING)).isPositive();
    }

    @Test
    void an_unknown_subject_is_40401() throws Exception {
        for (var path : new String[] {"/versions", "/versions/latest", "/versions/1"}) {
            var missing = get("/subjects/" + subject + path);

            assertThat(missing.status()).as(path).isEqualTo(404);
            assertThat(missing.code()).as(path).isEqualTo(40401);
        }
    }

    @Test
    void an_unknown_version_is_40402() throws Exception {
        register(subject, V1);

        assertThat(get("/subjects/" + subject + "/versions/9").code()).isEqualTo(40402);
    }

    @Test
    void an_unknown_schema_is_40403() throws Exception {
        register(subject, V1);

        assertThat(get("/schemas/ids/999999").code()).isEqualTo(40403);
        assertThat(post("/subjects/" + subject, body(V2)).code()).isEqualTo(40403);
    }

    @Test
    void what_is_not_a_schema_is_42201() throws Exception {
        var refused = post("/subjects/" + subject + "/versions", body("{\"type\":\"no-such-type\"}"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(42201);
    }

    @Test
    void subjects_are_listed() throws Exception {
        register(subject, V1);

        assertThat(get("/subjects").body().valueStream().map(JsonNode::asText)).contains(subject);
    }

    @Test
    void a_deleted_subject_is_gone_but_its_id_is_not() throws Exception {
        var id = register(subject, V1);

        assertThat(send("DELETE", "/subjects/" + subject, "").body()).hasToString("[1]");

        assertThat(get("/subjects/" + subject + "/versions").code()).isEqualTo(40401);
        assertThat(get("/schemas/ids/" + id).status()).isEqualTo(200);
    }

    protected final int register(String name, String schema) throws Exception {
        var answer = post("/subjects/" + name + "/versions", body(schema));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("id").asInt();
    }

    protected static String schema(String fields) {
        return "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"contract\",\"fields\":[" + fields + "]}";
    }

    protected final Answer get(String path) throws Exception {
        return get(url(), path);
    }

    protected final Answer get(String url, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private Answer post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    private Answer put(String path, String body) throws Exception {
        return send("PUT", path, body);
    }

    private Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private static String body(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }
}
