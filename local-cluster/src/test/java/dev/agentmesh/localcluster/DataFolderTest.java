package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final long NO_MATTER = 0;

    @TempDir
    Path temporary;

    @Test
    void a_missing_folder_is_created() {
        var path = temporary.resolve("a/b");

        try (var folder = DataFolder.open(path, NO_MATTER)) {
            assertThat(folder.path()).isDirectory().isAbsolute();
        }
    }

    @Test
    void a_folder_that_was_given_back_can_be_taken_again() {
        DataFolder.open(temporary, NO_MATTER).close();

        try (var folder = DataFolder.open(temporary, NO_MATTER)) {
            assertThat(folder.path()).isDirectory();
        }
    }

    @Test
    void closing_twice_does_not_give_back_what_somebody_else_holds() {
        var first = DataFolder.open(temporary, NO_MATTER);
        first.close();

        try (var second = DataFolder.open(temporary, NO_MATTER)) {
            first.close();

            failureOf(() -> DataFolder.open(second.path(), NO_MATTER))
                    .returns("MESH-1021", LocalClusterException::code);
        }
    }

    @Test
    void a_folder_held_by_this_process_is_refused_and_names_it() {
        try (var held = DataFolder.open(temporary, NO_MATTER)) {
            failureOf(() -> DataFolder.open(held.path(), NO_MATTER))
                    .returns("MESH-1021", LocalClusterException::code)
                    .satisfies(failure -> assertThat(failure.problem())
                            .contains("locked by process "
                                    + ProcessHandle.current().pid()));
        }
    }

    @Test
    void a_folder_is_the_same_folder_under_another_name() throws IOException {
        var link =
                Files.createSymbolicLink(temporary.resolve("link"), Files.createDirectory(temporary.resolve("real")));

        try (var held = DataFolder.open(temporary.resolve("real"), NO_MATTER)) {
            failureOf(() -> DataFolder.open(link, NO_MATTER)).returns("MESH-1021", LocalClusterException::code);
            assertThat(held.path()).isEqualTo(link.toRealPath());
        }
    }

    @Test
    void a_refusal_here_does_not_end_the_lock_seen_by_other_processes() throws Exception {
        try (var held = DataFolder.open(temporary, NO_MATTER)) {
            failureOf(() -> DataFolder.open(held.path(), NO_MATTER)).returns("MESH-1021", LocalClusterException::code);

            var other = holder();

            assertThat(other.inputReader().readLine()).startsWith("MESH-1021");
            assertThat(other.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void a_folder_held_by_another_process_is_refused_until_that_process_is_killed() throws Exception {
        var other = holder();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");

            failureOf(() -> DataFolder.open(temporary, NO_MATTER))
                    .returns("MESH-1021", LocalClusterException::code)
                    .satisfies(failure ->
                            assertThat(failure.problem()).contains("locked by process " + other.pid() + " (java)"));
        } finally {
            other.destroyForcibly().waitFor();
        }

        DataFolder.open(temporary, NO_MATTER).close();
    }

    @Test
    void data_of_a_newer_kafka_is_refused_with_both_versions() throws IOException {
        new DataVersion(1, "0.9.0", "99.1.0", "3.3.3").write(temporary.resolve("version.json"));

        failureOf(() -> DataFolder.open(temporary, NO_MATTER))
                .returns("MESH-1022", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.problem())
                        .contains("written by version 0.9.0, this is "
                                + DataVersion.current().mesh()));
    }

    @Test
    void data_of_a_newer_layout_is_refused() throws IOException {
        new DataVersion(99, "0.9.0", "4.3.1", "3.3.3").write(temporary.resolve("version.json"));

        failureOf(() -> DataFolder.open(temporary, NO_MATTER)).returns("MESH-1022", LocalClusterException::code);
    }

    @Test
    void data_of_an_older_version_is_taken_over() throws IOException {
        var file = temporary.resolve("version.json");
        new DataVersion(1, "0.0.1", "4.0.0", "3.0.0").write(file);

        DataFolder.open(temporary, NO_MATTER).close();

        assertThat(DataVersion.read(file)).contains(DataVersion.current());
    }

    @Test
    void a_refused_folder_is_not_held() throws IOException {
        var file = temporary.resolve("version.json");
        new DataVersion(99, "0.9.0", "4.3.1", "3.3.3").write(file);
        failureOf(() -> DataFolder.open(temporary, NO_MATTER)).returns("MESH-1022", LocalClusterException::code);
        Files.delete(file);

        DataFolder.open(temporary, NO_MATTER).close();
    }

    @Test
    void a_disk_with_too_little_space_is_refused() {
        failureOf(() -> DataFolder.open(temporary, Long.MAX_VALUE))
                .returns("MESH-1023", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.problem()).matches("disk has \\d+ MiB free, needs \\d+ MiB"));
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_refused() throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "");

        failureOf(() -> DataFolder.open(file, NO_MATTER)).returns("MESH-1027", LocalClusterException::code);
    }

    @Test
    void a_version_that_cannot_be_read_is_refused_rather_than_overwritten() throws IOException {
        var file = Files.writeString(temporary.resolve("version.json"), "{\"layout\": 1}");

        failureOf(() -> DataFolder.open(temporary, NO_MATTER)).returns("MESH-1027", LocalClusterException::code);
        assertThat(file).hasContent("{\"layout\": 1}");
    }

    @Test
    void the_message_tells_the_whole_story() {
        assertThatThrownBy(() -> DataFolder.open(temporary, Long.MAX_VALUE))
                .hasMessageMatching("(?s)MESH-1023 disk has .*\n  cause  .*\n  fix    .*");
    }

    private Process holder() throws IOException {
        return new ChildJvm(
                        List.of(),
                        System.getProperty("java.class.path"),
                        FolderHolder.class.getName(),
                        List.of(temporary.toString()),
                        temporary,
                        temporary.resolve("holder.err"))
                .start(ChildJvm.Stdout.READ_BY_US);
    }

    private static ObjectAssert<LocalClusterException> failureOf(ThrowingCallable call) {
        return assertThatThrownBy(call).asInstanceOf(type(LocalClusterException.class));
    }
}
