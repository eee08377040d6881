package dev.agentmesh.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.cli.launcher.LauncherTree.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void plant() throws Exception {
        tree = new LauncherTree(folder).workingMaven();
    }

    @Nested
    class FindingJava {
        @Test
        void a_new_enough_jdk_among_older_ones_is_taken() throws Exception {
            tree.jdk("seventeen", "17.0.1");
            tree.jdk("the new one", "25.0.3");
            Ran ran = tree.mesh("version");
            assertThat(ran.exit()).isZero();
            assertThat(ran.out())
                    .startsWith("java of the new one\n")
                    .endsWith("[dev.agentmesh.cli.Mesh]\n[version]\n")
                    .contains("[-Dmesh.home=" + tree.root + "]", "[/some/lib.jar]".replace("[", ":"));
            assertThat(tree.calls()).singleElement().asString().contains("/jdks/the new one ");
        }

        @Test
        void the_variables_outrank_what_is_found() throws Exception {
            tree.jdk("a new one", "25.0.3");
            Path chosen = tree.jdk("z chosen", "26");
            Path second = tree.jdk("y second", "25.0.1");
            assertThat(tree.with("JAVA_HOME", second.toString()).mesh("version").out())
                    .startsWith("java of y second\n");
            assertThat(tree.with("MESH_JAVA_HOME", chosen.toString())
                            .mesh("version")
                            .out())
                    .startsWith("java of z chosen\n");
        }

        @Test
        void a_variable_that_names_an_old_jdk_is_passed_over() throws Exception {
            Path old = tree.jdk("old", "21.0.2");
            tree.jdk("new", "25");
            assertThat(tree.with("JAVA_HOME", old.toString()).mesh("version").out())
                    .startsWith("java of new\n");
        }

        @Test
        void only_older_ones_are_refused_by_name() throws Exception {
            tree.jdk("twenty one", "21.0.2");
            tree.jdk("eight", "1.8.0_392");
            Ran ran = tree.mesh("version");
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .startsWith("error MESH-1001  needs JDK 25, found 8 and 17 and 21\n")
                    .contains("21  ", "/jdks/twenty one", "MESH_JAVA_HOME", "docs/errors/MESH-1001.md");
            assertThat(tree.calls()).isEmpty();
        }

        @Test
        void a_runtime_without_a_compiler_is_no_jdk() throws Exception {
            Files.delete(tree.jdk("runtime", "25").resolve("bin/javac"));
            assertThat(tree.mesh("version").err()).contains("MESH-1001");
        }
    }

    @Nested
    class FindingItsTree {
        @Test
        void through_links_from_another_folder() throws Exception {
            tree.jdk("new", "25");
            Path bin = Files.createDirectories(folder.resolve("my bin"));
            Files.createSymbolicLink(bin.resolve("second"), tree.root.resolve("mesh"));
            Files.createSymbolicLink(bin.resolve("mesh"), Path.of("second"));
            Ran ran = tree.run(folder, bin.resolve("mesh").toString(), "version");
            assertThat(ran.err()).doesNotContain("error");
            assertThat(ran.out()).contains("[-Dmesh.home=" + tree.root.toRealPath() + "]");
        }

        @Test
        void from_its_own_folder_by_its_bare_name() throws Exception {
            tree.jdk("new", "25");
            assertThat(tree.run(tree.root, "mesh", "version").exit()).isZero();
        }

        @Test
        void words_reach_the_program_as_they_were_written() throws Exception {
            tree.jdk("new", "25");
            assertThat(tree.mesh("run", "start", "a b", "", "$HOME", "*", "--title=\"x\"")
                            .out())
                    .endsWith("[run]\n[start]\n[a b]\n[]\n[$HOME]\n[*]\n[--title=\"x\"]\n");
        }
    }

    @Nested
    class Building {
        @BeforeEach
        void java() throws Exception {
            tree.jdk("new", "25");
        }

        @Test
        void only_when_something_changed() throws Exception {
            Ran first = tree.mesh("version");
            assertThat(first.err())
                    .contains("building 1/2  Agent Mesh: topics  (", "building 2/2  Agent Mesh: command line");
            assertThat(tree.mesh("version").err()).isEmpty();
            assertThat(tree.calls()).hasSize(1);
            Path source = Files.writeString(tree.root.resolve("cli/src/main/java/A.java"), "class A {}");
            Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
            tree.mesh("version");
            assertThat(tree.calls()).hasSize(2);
        }

        @Test
        void again_when_a_source_was_removed() throws Exception {
            Path source = Files.writeString(tree.root.resolve("cli/src/main/java/A.java"), "class A {}");
            tree.mesh("version");
            Files.delete(source);
            Files.setLastModifiedTime(
                    source.getParent(), FileTime.from(Instant.now().plusSeconds(60)));
            tree.mesh("version");
            assertThat(tree.calls()).hasSize(2);
        }

        @Test
        void a_failure_shows_the_last_lines_and_does_not_run() throws Exception {
            tree.maven("""
                    i=0; while [ $i -lt 30 ]; do i=$((i + 1)); echo "[INFO] line $i"; done
                    echo '[ERROR] A.java:[3,5] cannot find symbol'
                    echo '[ERROR] Failed to execute goal x:y:compile (default) on project agentmesh-core: it'
                    echo '[ERROR] -> [Help 1]'
                    echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
                    printf '\\033[0m'
                    exit 1""");
            Ran ran = tree.mesh("version");
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .contains("[ERROR] A.java:[3,5] cannot find symbol", "[INFO] line 30")
                    .doesNotContain("[INFO] line 10", "Re-run Maven")
                    .contains("error MESH-1010  build failed in module agentmesh-core")
                    .contains("target/mesh-build.log");
            tree.workingMaven();
            assertThat(tree.mesh("version").exit()).isZero();
        }

        @Test
        void what_cannot_be_downloaded_has_its_own_code() throws Exception {
            tree.maven("""
                    echo '[ERROR] Could not find artifact org.example:thing:jar:1.2 in central'
                    exit 1""");
            Ran ran = tree.mesh("version");
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.err()).contains("error MESH-1011  cannot download org.example:thing:jar:1.2");
        }

        @Test
        void without_maven_that_is_said() throws Exception {
            Files.delete(tree.outside().resolve("bin/mvn"));
            Path tools = Files.createDirectories(folder.resolve("tools"));
            for (String tool : new String[] {
                "sed",
                "sort",
                "tr",
                "dirname",
                "readlink",
                "find",
                "head",
                "mkdir",
                "cat",
                "rm",
                "touch",
                "date",
                "grep",
                "tee",
                "tail",
                "sleep",
                "mv"
            }) {
                LauncherTree.script(tools.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
            }
            tree.with("PATH", tools.toString());
            Ran ran = tree.mesh("version");
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.err()).startsWith("error MESH-1013  needs Maven 3.8 or newer, found none");
        }

        @Test
        void offline_is_passed_on() throws Exception {
            tree.with("MESH_OFFLINE", "1").mesh("version");
            assertThat(tree.calls().getFirst()).contains(" -o ");
        }

        @Test
        void two_at_once_build_once() throws Exception {
            tree.maven("sleep 1\n" + tree.building());
            var second = new LauncherTreeTwin(tree).mesh();
            Ran first = tree.mesh("version");
            assertThat(first.exit()).isZero();
            assertThat(second.get(60, TimeUnit.SECONDS)).isZero();
            assertThat(tree.calls()).hasSize(1);
            assertThat(tree.root.resolve("target/mesh-build.lock")).doesNotExist();
        }

        @Test
        void a_lock_whose_owner_is_gone_is_taken_over() throws Exception {
            Files.createDirectories(tree.root.resolve("target"));
            Files.writeString(tree.root.resolve("target/mesh-build.lock"), "999999999\n");
            assertThat(tree.mesh("version").exit()).isZero();
        }
    }

    /** The same launcher started once more beside the first. */
    private record LauncherTreeTwin(LauncherTree tree) {
        CompletableFuture<Integer> mesh() throws Exception {
            var builder = new ProcessBuilder("sh", tree.root.resolve("mesh").toString(), "version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(tree.environment());
            return builder.start().onExit().thenApply(Process::exitValue);
        }
    }

    @Nested
    class CachingClasses {
        @BeforeEach
        void cache() throws Exception {
            tree.with("MESH_NO_CACHE", "").jdk("new", "25.0.3");
        }

        @Test
        void the_first_command_makes_a_cache_for_those_after_it() throws Exception {
            assertThat(tree.mesh("version").out()).doesNotContain("AOTCache=");

            awaitCache("");

            assertThat(tree.mesh("version").out()).contains("[-XX:AOTCache=" + tree.root + "/cli/target/cache/");
            assertThat(tree.cached()).containsExactly("help");
        }

        @Test
        void the_first_that_talks_to_a_mesh_makes_one_with_what_that_takes() throws Exception {
            tree.mesh("version");
            awaitCache("");
            tree.mesh("workflow", "list", "--bootstrap", "b:1", "-o", "json", "--registry=http://r", "a b");

            awaitCache("-live");

            assertThat(tree.cached()).containsExactly("help", "workflow list --bootstrap b:1 --registry=http://r");
            assertThat(tree.mesh("version").out()).contains("-live.aot]");
        }

        @Test
        void where_no_mesh_answers_the_first_one_stays_and_not_every_command_tries() throws Exception {
            tree.mesh("version");
            awaitCache("");
            tree.withoutMesh();
            tree.mesh("run", "list");
            await().untilAsserted(() -> assertThat(tree.cached()).containsExactly("help", "workflow list"));

            assertThat(tree.mesh("run", "list").out()).contains("-XX:AOTCache=").doesNotContain("-live");
            assertThat(tree.cached()).hasSize(2);
        }

        private void awaitCache(String kind) {
            await().untilAsserted(() -> assertThat(tree.root.resolve("cli/target/cache"))
                    .isDirectoryContaining(file -> file.toString().matches(".*/[0-9-]+" + kind + "\\.aot")));
        }
    }
}
