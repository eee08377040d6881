package dev.agentmesh.topics.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.error.MeshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSettingsTest {
    @Test
    void without_a_word_it_is_the_local_cluster() {
        ClusterSettings settings = ClusterSettings.fromEnvironment(Map.of("PATH", "/bin"));

        assertThat(settings.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.registry().urls().getFirst()).hasToString("http://localhost:8081");
        assertThat(settings.names().namespace()).isEqualTo("mesh");
    }

    @Test
    void the_environment_outranks_the_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mesh.properties"),
                "bootstrap.servers=file:1\nschema.registry.url=http://file:2\nmesh.namespace=acme\nsasl.mechanism=PLAIN\n");

        ClusterSettings settings = ClusterSettings.fromEnvironment(Map.of(
                "MESH_PROPERTIES_FILE", file.toString(),
                "MESH_BOOTSTRAP_SERVERS", "env:1",
                "MESH_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"));

        assertThat(settings.bootstrapServers()).isEqualTo("env:1");
        assertThat(settings.names().commands()).isEqualTo("acme.commands");
        assertThat(settings.registry().urls().getFirst()).hasToString("http://file:2");
        assertThat(settings.properties()).containsEntry("sasl.mechanism", "SCRAM-SHA-512");
    }

    @Test
    void a_misspelt_key_of_ours_is_refused() {
        assertThatThrownBy(() -> ClusterSettings.of(Map.of("mesh.name-space", "acme")))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-5018")
                .hasMessageContaining("mesh.name-space")
                .hasMessageContaining("mesh.namespace");
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> ClusterSettings.fromEnvironment(Map.of("MESH_PROPERTIES_FILE", "/no/such/file")))
                .hasMessageContaining("MESH-5018")
                .hasMessageContaining("/no/such/file");
    }

    @Test
    void a_namespace_that_would_escape_its_prefix_is_refused() {
        for (String namespace : new String[] {"", "a.b", "A", "a/b", "*", "a b"}) {
            assertThatThrownBy(() -> ClusterSettings.of(Map.of("mesh.namespace", namespace)))
                    .hasMessageContaining("MESH-5018");
        }
    }

    @Test
    void no_address_is_refused() {
        assertThatThrownBy(() -> ClusterSettings.of(Map.of("bootstrap.servers", " ")))
                .hasMessageContaining("bootstrap.servers");
    }

    @Test
    void passwords_stay_out_of_logs() {
        assertThat(ClusterSettings.of(Map.of("sasl.jaas.config", "password=secret"))
                        .toString())
                .isEqualTo("ClusterSettings[mesh at localhost:9092]");
    }
}
