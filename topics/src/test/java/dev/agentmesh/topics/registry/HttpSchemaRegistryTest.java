package dev.agentmesh.topics.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.registry.FaultyRegistry.Answer;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSchemaRegistryTest {
    private static final String V1 =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";
    private static final String V2 =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"y\",\"type\":\"int\",\"default\":0}]}";
    private static final String BREAKING =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"z\",\"type\":\"int\"}]}";

    @Nested
    class Against_a_registry {
        @Test
        void schemas_are_registered_found_and_versioned() {
            with(registry -> {
                int first = registry.register("a-value", V1);
                int second = registry.register("a-value", V2);

                assertThat(registry.register("a-value", V1)).isEqualTo(first);
                assertThat(registry.register("b-value", V1)).isEqualTo(first);
                assertThat(registry.lookup("a-value", V2)).hasValue(second);
                assertThat(registry.lookup("b-value", V2)).isEmpty();
                assertThat(registry.lookup("none-value", V1)).isEmpty();
                assertThat(registry.schemaById(first).orElseThrow()).contains("\"x\"");
                assertThat(registry.schemaById(4711)).isEmpty();
                assertThat(registry.latest("a-value").orElseThrow().version()).isEqualTo(2);
                assertThat(registry.latest("none-value")).isEmpty();
                assertThat(registry.subjects()).contains("a-value", "b-value");
            });
        }

        @Test
        void an_incompatible_schema_is_refused() {
            with(registry -> {
                registry.register("a-value", V1);
                registry.setCompatibility("a-value", Compatibility.BACKWARD_TRANSITIVE);

                assertThat(registry.isCompatible("a-value", V2)).isTrue();
                assertThat(registry.isCompatible("a-value", BREAKING)).isFalse();
                assertThat(registry.isCompatible("none-value", BREAKING)).isTrue();
                assertThatThrownBy(() -> registry.register("a-value", BREAKING))
                        .isInstanceOf(RegistryRefused.class)
                        .hasMessageContaining("MESH-6002")
                        .hasMessageContaining("a-value");
            });
        }

        @Test
        void levels_are_kept_for_each_subject() {
            with(registry -> {
                registry.register("a-value", V1);

                assertThat(registry.compatibility("a-value")).isEmpty();
                registry.setCompatibility("a-value", Compatibility.FULL);
                assertThat(registry.compatibility("a-value")).hasValue(Compatibility.FULL);
                assertThat(registry.defaultCompatibility()).isNotNull();
            });
        }

        private void with(Consumer<SchemaRegistry> test) {
            try (StubRegistry stub = StubRegistry.start();
                    HttpSchemaRegistry registry = open(stub.url())) {
                test.accept(registry);
            }
        }
    }

    @Test
    void a_registry_that_is_not_there_is_an_outage() throws IOException {
        String nowhere = "http://localhost:" + freePort();

        try (HttpSchemaRegistry registry = open(nowhere)) {
            assertThatThrownBy(() -> registry.schemaById(1))
                    .isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("MESH-5007")
                    .hasMessageContaining(nowhere)
                    .hasMessageContaining("3 tries");
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "429"})
    void a_sick_registry_is_asked_again(int status) {
        try (FaultyRegistry server = new FaultyRegistry(
                        new Answer(status, "busy"), new Answer(200, "{\"schema\":\"\\\"string\\\"\"}"));
                HttpSchemaRegistry registry = open(server.url())) {
            assertThat(registry.schemaById(1)).hasValue("\"string\"");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void a_registry_that_stays_sick_is_an_outage() {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(503, "{\"message\":\"no leader\"}"));
                HttpSchemaRegistry registry = open(server.url())) {
            assertThatThrownBy(() -> registry.register("a", V1))
                    .isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("503")
                    .hasMessageContaining("no leader");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void closing_wakes_a_caller_that_waits_for_the_next_try() throws Exception {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(503, "busy"))) {
            HttpSchemaRegistry registry = HttpSchemaRegistry.from(Map.of(
                    "schema.registry.url", server.url(), "retries.wait.ms", "600000", "retries.max.wait.ms", "600000"));
            FutureTask<List<String>> call = new FutureTask<>(registry::subjects);
            Thread.ofVirtual().start(call);
            Awaitility.await().until(() -> !server.requests().isEmpty());

            registry.close();

            assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(RegistryUnavailable.class);
        }
    }

    @Test
    void the_next_address_serves_when_the_first_is_dead() throws IOException {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(200, "[\"a\"]"));
                HttpSchemaRegistry registry = open("http://localhost:" + freePort() + ", " + server.url() + "/")) {
            assertThat(registry.subjects()).containsExactly("a");
            assertThat(registry.subjects()).containsExactly("a");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void refused_credentials_are_not_an_outage(int status) {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(status, ""));
                HttpSchemaRegistry registry = open(server.url())) {
            assertThatThrownBy(() -> registry.schemaById(1))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("MESH-5008");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>welcome</html>",
                "200 | {}",
                "200 | {\"schema\":5}",
                "302 | moved",
                "400 | {\"error_code\":40001,\"message\":\"bad\"}"
            })
    void an_answer_that_makes_no_sense_is_named(int status, String body) {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(status, body));
                HttpSchemaRegistry registry = open(server.url())) {
            assertThatThrownBy(() -> registry.schemaById(1))
                    .isInstanceOf(RegistryRefused.class)
                    .hasMessageContaining("MESH-5009");
        }
    }

    @Test
    void two_that_set_up_a_subject_at_once_both_succeed() {
        try (FaultyRegistry server = new FaultyRegistry(
                        new Answer(409, "{\"message\":\"A rule named 'COMPATIBILITY' already exists.\"}"),
                        new Answer(200, "{\"compatibility\":\"FULL\"}"),
                        new Answer(409, "{\"message\":\"it already exists\"}"),
                        new Answer(200, "{\"id\":7}"));
                HttpSchemaRegistry registry = open(server.url())) {
            registry.setCompatibility("a-value", Compatibility.FULL);

            assertThat(server.requests()).hasSize(2);
            assertThat(registry.register("a-value", V1)).isEqualTo(7);
        }
    }

    @Test
    void a_schema_that_is_not_avro_is_told_apart() {
        try (FaultyRegistry server =
                        new FaultyRegistry(new Answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}"));
                HttpSchemaRegistry registry = open(server.url())) {
            assertThatThrownBy(() -> registry.schemaById(1)).hasMessageContaining("MESH-6010");
        }
    }

    @Test
    void subjects_with_odd_characters_stay_one_path_segment() {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(200, "{\"id\":1}"));
                HttpSchemaRegistry registry = open(server.url())) {
            registry.lookup("a b/../c?d", V1);

            assertThat(server.requests().getFirst().path()).isEqualTo("/subjects/a%20b%2F..%2Fc%3Fd");
            assertThat(server.requests().getFirst().contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "basic.auth.credentials.source=USER_INFO;basic.auth.user.info=ana:s3:cret | Basic YW5hOnMzOmNyZXQ=",
                "bearer.auth.token=t0ken | Bearer t0ken",
                "bearer.auth.credentials.source=STATIC_TOKEN;bearer.auth.token=t0ken | Bearer t0ken",
                "x=y | null"
            })
    void credentials_travel_as_confluents_settings_say(String settings, String header) {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(200, "[]"))) {
            Map<String, String> properties = new HashMap<>(Map.of("schema.registry.url", server.url()));
            for (String setting : settings.split(";")) {
                properties.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
            }
            try (HttpSchemaRegistry registry = HttpSchemaRegistry.from(properties)) {
                registry.subjects();
            }
            assertThat(server.requests().getFirst().authorization()).isEqualTo(header);
        }
    }

    @Test
    void credentials_in_the_url_are_used_and_not_shown() {
        try (FaultyRegistry server = new FaultyRegistry(new Answer(200, "[]"))) {
            RegistrySettings settings = RegistrySettings.from(
                    Map.of("schema.registry.url", server.url().replace("//", "//ana:secret@")));
            try (HttpSchemaRegistry registry = new HttpSchemaRegistry(settings)) {
                registry.subjects();
            }
            assertThat(server.requests().getFirst().authorization()).isEqualTo("Basic YW5hOnNlY3JldA==");
            assertThat(settings.toString()).doesNotContain("secret").doesNotContain("YW5h");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema.registry.url=  | schema.registry.url is not set",
                "schema.registry.url=localhost:8081 | must be http",
                "schema.registry.url=ftp://x | must be http",
                "basic.auth.credentials.source=SASL_INHERIT | supported are URL and USER_INFO",
                "basic.auth.credentials.source=USER_INFO | must be user:password",
                "max.retries=many | whole number",
                "http.read.timeout.ms=-5 | between 0"
            })
    void settings_that_cannot_be_meant_are_refused(String setting, String what) {
        Map<String, String> properties = new HashMap<>(Map.of("schema.registry.url", "http://localhost:1"));
        properties.put(setting.split("=", 2)[0], setting.split("=", 2)[1].trim());

        assertThatThrownBy(() -> RegistrySettings.from(properties))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-5018")
                .hasMessageContaining(what);
    }

    @Test
    void the_defaults_are_these() {
        RegistrySettings settings = RegistrySettings.from(Map.of("schema.registry.url", "http://localhost:8081/"));

        assertThat(settings)
                .returns(Duration.ofSeconds(2), RegistrySettings::connectTimeout)
                .returns(Duration.ofSeconds(5), RegistrySettings::readTimeout)
                .returns(3, RegistrySettings::retries)
                .returns(Duration.ofMillis(100), RegistrySettings::retryWait)
                .returns(Duration.ofSeconds(1), RegistrySettings::longestRetryWait);
        assertThat(settings.authorization()).isEmpty();
        assertThat(settings.urls().getFirst()).hasToString("http://localhost:8081");
    }

    private static HttpSchemaRegistry open(String urls) {
        return HttpSchemaRegistry.from(Map.of(
                "schema.registry.url",
                urls,
                "max.retries",
                "2",
                "retries.wait.ms",
                "5",
                "http.read.timeout.ms",
                "3000"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
