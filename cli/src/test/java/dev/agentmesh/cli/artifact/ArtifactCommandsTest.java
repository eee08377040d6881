package dev.agentmesh.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCommandsTest {
    private final CommandFixture cli = new CommandFixture();

    @TempDir
    private Path folder;

    @Test
    void a_file_is_kept_and_fetched_by_the_name_its_reference_has() throws IOException {
        Files.writeString(folder.resolve("raw.json"), "{\"many\":\"words\"}");

        Invocation put = mesh("artifact", "put", "raw.json");
        assertThat(put.exit()).as(put.err()).isZero();
        JsonNode reference = Json.value(put.out()).path("$artifact");
        assertThat(reference.path("size").asInt()).isEqualTo(16);
        assertThat(reference.path("contentType").asText()).isEqualTo("application/json");

        String name = reference.path("sha256").asText();
        assertThat(mesh("artifact", "get", name).out()).isEqualTo("{\"many\":\"words\"}");
        assertThat(mesh("artifact", "get", name, "-o", "copy").err()).isEqualTo("wrote 16 bytes to copy\n");
        assertThat(folder.resolve("copy")).hasContent("{\"many\":\"words\"}");
    }

    @Test
    void what_says_it_is_json_is_json_and_other_types_are_taken_as_they_are() throws IOException {
        Files.writeString(folder.resolve("raw.txt"), "no json");

        assertThat(mesh("artifact", "put", "raw.txt").err()).contains("MESH-6009");
        assertThat(mesh("artifact", "put", "raw.txt", "--type", "text/plain").out())
                .contains("text/plain");
    }

    @Test
    void what_is_gone_damaged_or_no_name_is_told() throws IOException {
        Files.writeString(folder.resolve("raw.json"), "{}");
        String name = Json.value(mesh("artifact", "put", "raw.json").out())
                .path("$artifact")
                .path("sha256")
                .asText();
        assertThat(mesh("artifact", "get", "0".repeat(64)).err()).contains("MESH-6017");
        assertThat(mesh("artifact", "get", "../../etc/passwd").err()).contains("MESH-6016");

        try (Stream<Path> found = Files.walk(folder.resolve("store"))) {
            Files.writeString(found.filter(Files::isRegularFile).findFirst().orElseThrow(), "[]");
        }
        Invocation damaged = mesh("artifact", "get", name);
        assertThat(damaged.exit()).isNotZero();
        assertThat(damaged.err()).contains("MESH-6017").contains("its bytes have the SHA-256");
        assertThat(damaged.out()).isEmpty();
    }

    @Test
    void where_no_store_is_known_the_command_says_what_to_set() {
        Invocation refused = cli.inside(new TestShell().in(folder)).mesh("artifact", "get", "0".repeat(64));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("MESH-7032").contains("MESH_ARTIFACTS");
    }

    private Invocation mesh(String... words) {
        return cli.inside(new TestShell()
                        .in(folder)
                        .with("MESH_ARTIFACTS", folder.resolve("store").toString()))
                .mesh(words);
    }
}
