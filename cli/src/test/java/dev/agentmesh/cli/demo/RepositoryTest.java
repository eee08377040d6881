package dev.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.error.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_without_a_repository_is_refused() {
        assertThatThrownBy(() -> Repository.of(folder, Optional.empty()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("MESH-1050");
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> Repository.of(folder.resolve("none"), Optional.empty()))
                .hasMessageContaining("MESH-1050");
    }

    @Test
    void a_repository_without_commits_is_refused() throws Exception {
        git("init", "-q");

        assertThatThrownBy(() -> Repository.of(folder, Optional.empty()))
                .hasMessageContaining("MESH-1050")
                .hasMessageContaining("no commits");
    }

    @Test
    void a_single_commit_is_reviewed_from_nothing() throws Exception {
        git("init", "-q");
        commit("a.txt");

        assertThat(Repository.of(folder, Optional.empty()).range()).endsWith("..HEAD");
    }

    @Test
    void a_young_repository_is_reviewed_as_far_back_as_it_goes() throws Exception {
        git("init", "-q");
        commit("a.txt");
        commit("b.txt");
        commit("c.txt");

        assertThat(Repository.of(folder, Optional.empty()).range()).isEqualTo("HEAD~2..HEAD");
    }

    @Test
    void an_unknown_revision_is_refused() throws Exception {
        git("init", "-q");
        commit("a.txt");

        assertThatThrownBy(() -> Repository.of(folder, Optional.of("nowhere..HEAD")))
                .hasMessageContaining("MESH-1051");
    }

    @Test
    void an_empty_range_is_refused() throws Exception {
        git("init", "-q");
        commit("a.txt");

        assertThatThrownBy(() -> Repository.of(folder, Optional.of("HEAD..HEAD")))
                .hasMessageContaining("MESH-1051")
                .hasMessageContaining("nothing was added or changed");
    }

    private void commit(String file) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(file), "text\n");
        git("add", file);
        git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", file);
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Process git = new ProcessBuilder(command).inheritIO().start();
        assertThat(git.waitFor()).isZero();
    }
}
