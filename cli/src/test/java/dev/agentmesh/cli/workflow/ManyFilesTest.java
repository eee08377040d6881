package dev.agentmesh.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on workflow files take many at once, as patterns, folders and names. */
class ManyFilesTest {
    private static final String FLOW = """
            mesh: v1
            workflow: NAME
            steps:
              - id: hello
                agent: greeter/greet
            """;
    private static final String TESTS = """
            mesh: v1
            test: NAME
            workflow: flow.yaml
            cases:
              - name: it greets
                agents: { greeter: { output: hi } }
                expect: { output: hi }
            """;

    private final CommandFixture cli = new CommandFixture();

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        write("flows/one/flow.yaml", FLOW.replace("NAME", "one"));
        write("flows/one/flow.test.yaml", TESTS.replace("NAME", "one"));
        write("flows/two/deep/flow.yml", FLOW.replace("NAME", "two"));
        write("flows/two/values.yaml", "replicas: 3\n");
        write("flows/two/notes.txt", "nothing");
        write("flows/two/target/copy.yaml", "a: [");
        write("flows/team.yaml", """
                mesh: v1
                team: crew
                process: sequential
                agents: [writer]
                tasks:
                  - { about: write, agent: writer }
                """);
    }

    @Test
    void a_pattern_in_quotes_reaches_every_folder() {
        Invocation seen = run("validate", "flows/**/*.y*ml");
        assertThat(seen.err()).isEmpty();
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("""
                flows/one/flow.test.yaml  ok  1 case for one
                flows/one/flow.yaml  ok  one@1
                flows/team.yaml  ok  crew@1
                flows/two/deep/flow.yml  ok  two@1
                flows/two/values.yaml  skipped  none of our files
                """);
    }

    @Test
    void a_folder_is_all_the_files_below() {
        assertThat(run("validate", "flows").out())
                .isEqualTo(run("validate", "flows/**/*.y*ml").out());
        assertThat(run("validate", "./flows/one/").out()).contains("flows/one/flow.yaml  ok");
    }

    @Test
    void what_a_shell_expanded_means_the_same() {
        Invocation seen =
                run("validate", "flows/two/values.yaml", "flows/two/notes.txt", "flows/team.yaml", "flows/team.yaml");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .isEqualTo("flows/two/values.yaml  skipped  none of our files\nflows/team.yaml  ok  crew@1\n");
    }

    @Test
    void one_file_is_meant_whatever_it_is() {
        Invocation seen = run("validate", "flows/two/values.yaml");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("the key \"workflow\" is missing");
    }

    @Test
    void files_of_which_none_is_ours_are_a_mistake() throws IOException {
        write("other/values.yaml", "replicas: 3\n");
        assertThat(run("validate", "other").exit()).isEqualTo(2);
        assertThat(run("test", "flows/two/**/*").exit()).isEqualTo(2);
    }

    @Test
    void all_problems_of_all_files_are_said_at_once() throws IOException {
        write("flows/one/flow.yaml", FLOW.replace("hello", "1"));
        write("flows/two/deep/flow.yml", FLOW.replace("agent:", "agnet:"));
        Invocation seen = run("validate", "flows/**/*.y*ml");
        assertThat(seen.exit()).isEqualTo(11);
        // The test file cannot be played without its workflow and says so as well.
        assertThat(seen.err())
                .contains("flows/one/flow.yaml:4:", "flows/two/deep/flow.yml:5:", "MESH-7014  ", "in 3 files");
        assertThat(seen.out()).contains("flows/team.yaml  ok");
    }

    @Test
    void workflows_that_start_each_other_are_found() throws IOException {
        write("ring/a.yaml", FLOW.replace("NAME", "a").replace("agent: greeter/greet", "workflow: b"));
        write("ring/b.yaml", FLOW.replace("NAME", "b").replace("agent: greeter/greet", "workflow: a"));
        assertThat(run("validate", "ring/a.yaml").exit()).isZero();
        Invocation seen = run("validate", "ring");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-2041  workflows start each other: a -> b -> a");
        assertThat(asked("deploy", "ring", "--allow-missing").exit()).isEqualTo(11);
        assertThat(cli.mesh.workflows).isEmpty();
    }

    @Test
    void a_ring_through_what_is_deployed_is_found() throws IOException {
        String ping = FLOW.replace("NAME", "ping").replace("agent: greeter/greet", "workflow: pong@1");
        write("ping.yaml", ping);
        write("pong.yaml", FLOW.replace("NAME", "pong").replace("agent: greeter/greet", "workflow: ping"));
        assertThat(asked("deploy", "ping.yaml").exit()).isZero();
        Invocation seen = asked("deploy", "pong.yaml");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-2041  workflows start each other: pong -> ping -> pong");
        assertThat(cli.mesh.workflows).hasSize(1);

        write("ping.yaml", ping.replace("workflow: pong@1", "workflow: far").replace("steps:", "version: 2\nsteps:"));
        assertThat(asked("deploy", "ping.yaml", "pong.yaml").exit()).isZero();
    }

    @Test
    void nothing_that_matches_is_said() {
        Invocation pattern = run("validate", "flows/**/*.yamll");
        assertThat(pattern.exit()).isEqualTo(3);
        assertThat(pattern.err()).contains("MESH-7005", "no YAML or JSON file matches the pattern");
        assertThat(run("validate", "flows/two/target/none").err()).contains("it does not exist");
        assertThat(run("validate", "flows/[").exit()).isEqualTo(2);
    }

    @Test
    void a_folder_without_files_is_said() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        assertThat(run("validate", "empty").err()).contains("MESH-7005", "no YAML file is in that folder");
    }

    @Test
    void agents_of_a_mesh_are_asked_for() {
        cli.mesh.announcements.add(Agents.up("greeter", "greeter-1", "wave"));
        Invocation seen = asked("validate", "flows/one/flow.yaml", "flows/team.yaml", "--agents");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-2011  no agent offers skill \"greeter/greet\"", "\"writer\"");
        assertThat(asked("validate", "flows", "--agents", "--allow-missing").exit())
                .isZero();
    }

    @Test
    void cases_of_all_test_files_are_played_and_counted() throws IOException {
        write("flows/three/flow.yaml", FLOW.replace("NAME", "three"));
        write("flows/three/flow.test.yaml", TESTS.replace("NAME", "three"));
        Invocation seen = run("test", "flows/*");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("""
                flows/one/flow.test.yaml  one@1
                  ✓ it greets  0ms
                flows/three/flow.test.yaml  three@1
                  ✓ it greets  0ms
                """);
        assertThat(seen.err()).isEqualTo("2 cases passed in 2 files\n");
    }

    @Test
    void a_case_that_fails_in_one_of_many_files_is_counted() throws IOException {
        write("flows/three/flow.yaml", FLOW.replace("NAME", "three"));
        write("flows/three/flow.test.yaml", TESTS.replace("NAME", "three").replace("output: hi }\n", "output: ho }\n"));
        Invocation seen = run("test", "flows");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-7030  1 of 2 cases failed, in 1 of 2 files");
    }

    @Test
    void deploying_a_folder_leaves_its_tests_out() {
        Invocation seen = asked("deploy", "flows", "--allow-missing");
        assertThat(seen.exit()).isZero();
        assertThat(seen.err()).contains("flows/one/flow.test.yaml  skipped", "flows/two/values.yaml  skipped");
        assertThat(cli.mesh.workflows).hasSize(3);
    }

    private Invocation run(String verb, String... words) {
        return cli.inside(new TestShell().in(folder)).bare(all(verb, words));
    }

    private Invocation asked(String verb, String... words) {
        return cli.inside(new TestShell().in(folder)).mesh(all(verb, words));
    }

    private static String[] all(String verb, String... words) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("workflow", verb), java.util.Arrays.stream(words))
                .toArray(String[]::new);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
