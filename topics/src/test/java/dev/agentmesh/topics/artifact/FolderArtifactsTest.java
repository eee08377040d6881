package dev.agentmesh.topics.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderArtifactsTest {
    private static final byte[] BYTES = "{\"raw\":\"material\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void what_was_put_is_got_back_under_its_hash() {
        ArtifactRef ref = store("mesh").put(BYTES, "application/json");

        assertThat(ref.sha256()).isEqualTo("" + Sha256.hex(BYTES)).hasSize(64);
        assertThat(ref.size()).isEqualTo(BYTES.length);
        assertThat(store("mesh").get(ref)).isEqualTo(BYTES);
        assertThat(store("mesh").size(ref.sha256())).isEqualTo(BYTES.length);
        assertThat(ref.json())
                .isEqualTo("{\"$artifact\":{\"sha256\":\"" + ref.sha256()
                        + "\",\"size\":18,\"contentType\":\"application/json\"}}");
    }

    @Test
    void the_same_bytes_are_kept_once_and_leave_nothing_half_written() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ArtifactRef> put = () -> store("mesh").put(BYTES, "text/plain");
            for (Future<ArtifactRef> one :
                    threads.invokeAll(IntStream.range(0, 50).mapToObj(_ -> put).toList())) {
                one.get();
            }
        }
        assertThat(files()).hasSize(1);
        Path only = files().getFirst();
        var written = Files.getLastModifiedTime(only);
        store("mesh").put(BYTES, "text/plain");
        assertThat(Files.getLastModifiedTime(only)).isEqualTo(written);
    }

    @Test
    void one_namespace_does_not_see_the_artifacts_of_another() {
        ArtifactRef ref = store("mesh").put(BYTES, "text/plain");

        assertThatThrownBy(() -> store("other").get(ref)).satisfies(is("MESH-6017"));
    }

    @Test
    void a_missing_artifact_and_one_whose_bytes_changed_are_told_apart_from_a_good_one() throws IOException {
        ArtifactRef ref = store("mesh").put(BYTES, "text/plain");
        byte[] other = BYTES.clone();
        other[3] ^= 1;
        Files.write(files().getFirst(), other);
        assertThatThrownBy(() -> store("mesh").get(ref))
                .satisfies(is("MESH-6017"))
                .hasMessageContaining("its bytes have the SHA-256 " + Sha256.hex(other));

        Files.write(files().getFirst(), new byte[3]);
        assertThatThrownBy(() -> store("mesh").get(ref))
                .satisfies(is("MESH-6017"))
                .hasMessageContaining("it has 3 bytes, its reference says 18");

        // Whoever has the bytes can mend what a disk did.
        store("mesh").put(BYTES, "text/plain");
        assertThat(store("mesh").get(ref)).isEqualTo(BYTES);

        Files.delete(files().getFirst());
        assertThatThrownBy(() -> store("mesh").get(ref))
                .satisfies(is("MESH-6017"))
                .hasMessageContaining("is not in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../../etc/passwd", "..", "/etc/x", "ABCD", "0123456789abcdef/../../../../../../etc/passwd"})
    void a_name_that_is_no_hash_is_refused_before_any_file_is_touched(String name) {
        assertThatThrownBy(() -> new ArtifactRef(name, 1, "text/plain")).satisfies(is("MESH-6016"));
        assertThatThrownBy(() -> store("mesh").size(name)).satisfies(is("MESH-6016"));
    }

    @Test
    void a_reference_that_could_not_stand_in_json_is_refused() {
        String name = Sha256.hex(BYTES);
        assertThatThrownBy(() -> new ArtifactRef(name, -1, "text/plain")).satisfies(is("MESH-6016"));
        assertThatThrownBy(() -> new ArtifactRef(name, 1, "text/\"plain")).satisfies(is("MESH-6016"));
        assertThatThrownBy(() -> new ArtifactRef(name, 1, "")).satisfies(is("MESH-6016"));
    }

    @Test
    void what_is_too_large_even_for_an_artifact_is_refused() {
        byte[] much = new byte[ArtifactStore.MAX_BYTES + 1];

        assertThatThrownBy(() -> store("mesh").put(much, "text/plain"))
                .satisfies(is("MESH-5003"))
                .hasMessageContaining("64 MiB");
        var lie = new ArtifactRef(Sha256.hex(BYTES), Long.MAX_VALUE, "text/plain");
        assertThatThrownBy(() -> store("mesh").get(lie)).satisfies(is("MESH-6017"));
    }

    @Test
    void a_store_that_cannot_be_written_says_so() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        ArtifactStore store =
                ArtifactStore.of(settings(file.toString(), "mesh")).orElseThrow();

        assertThatThrownBy(() -> store.put(BYTES, "text/plain")).satisfies(is("MESH-6018"));
    }

    @Test
    void a_store_is_named_by_a_file_address_or_an_absolute_path() {
        assertThat(ArtifactStore.of(ClusterSettings.of(Map.of()))).isEmpty();
        ArtifactRef ref = ArtifactStore.of(settings(folder.toUri().toString(), "mesh"))
                .orElseThrow()
                .put(BYTES, "text/plain");
        assertThat(ArtifactStore.of(settings(folder.toString(), "mesh"))
                        .orElseThrow()
                        .get(ref))
                .isEqualTo(BYTES);
        assertThat(ClusterSettings.fromEnvironment(Map.of("MESH_ARTIFACTS", folder.toString()))
                        .artifacts())
                .hasValue(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/key", "relative/folder", "http://there/", "file:relative"})
    void another_kind_of_store_is_refused(String address) {
        assertThatThrownBy(() -> settings(address, "mesh")).satisfies(is("MESH-5018"));
    }

    private static java.util.function.Consumer<Throwable> is(String code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        MeshException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private ArtifactStore store(String namespace) {
        return ArtifactStore.of(settings(folder.toString(), namespace)).orElseThrow();
    }

    private static ClusterSettings settings(String artifacts, String namespace) {
        return ClusterSettings.of(Map.of("mesh.artifacts", artifacts, ClusterSettings.NAMESPACE, namespace));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
