package dev.agentmesh.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowCommandsTest {
    private static final String GOOD = """
            mesh: v1
            workflow: greet
            version: 3
            steps:
              - id: hello
                agent: greeter/greet
            """;
    private static final String BAD = """
            mesh: v1
            workflow: greet
            steps:
              - id: hello
                agent: greeter
                retires: 3
            """;

    private static final String TESTS = """
            mesh: v1
            test: greet
            workflow: good.yaml
            cases:
              - name: it is polite
                agents: { greeter: { output: "Hello <&> you", delay: 5s } }
                expect: { output: "Hello <&> you" }
              - name: it greets twice
                agents: { greeter: { output: hi } }
                expect: { output: "hi & hi", steps: { hello: 2 } }
            """;

    private final CommandFixture cli = new CommandFixture();

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("good.yaml"), GOOD);
        Files.writeString(folder.resolve("bad.yaml"), BAD);
        cli.mesh.announcements.add(Agents.up("greeter", "greeter-1", "greet"));
    }

    @Test
    void a_good_file_is_valid_without_any_mesh() {
        Invocation seen = cli.inside(here()).bare("workflow", "validate", "good.yaml");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("good.yaml  ok  greet@3\n");
    }

    @Test
    void a_bad_file_is_exit_code_eleven_with_place_and_fix() {
        Invocation seen = cli.inside(here()).bare("workflow", "validate", "good.yaml", "bad.yaml");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.out()).isEqualTo("good.yaml  ok  greet@3\n");
        assertThat(seen.err())
                .contains("error MESH-2004", "bad.yaml:6:", "did you mean \"retry\"?")
                .contains("error MESH-7014  1 problem in bad.yaml");
    }

    @Test
    void problems_are_one_document_for_programs() {
        Invocation seen = cli.inside(here()).bare("workflow", "validate", "bad.yaml", "-o", "json");
        assertThat(seen.exit()).isEqualTo(11);
        Golden.assertMatches("workflow/validate.json", seen.out());
    }

    @Test
    void a_test_file_is_read_with_its_workflow() throws IOException {
        Files.writeString(folder.resolve("good.test.yaml"), TESTS);
        Invocation seen = cli.inside(here()).bare("workflow", "validate", "good.test.yaml");
        assertThat(seen.out()).isEqualTo("good.test.yaml  ok  2 cases for greet\n");

        Files.writeString(folder.resolve("good.test.yaml"), TESTS.replace("good.yaml", "bad.yaml"));
        Invocation bad = cli.inside(here()).bare("workflow", "validate", "good.test.yaml");
        assertThat(bad.exit()).isEqualTo(11);
        assertThat(bad.err()).contains("error MESH-2004", "bad.yaml:6:");
    }

    @Test
    void cases_are_played_and_shown() throws IOException {
        Files.writeString(folder.resolve("good.test.yaml"), TESTS);
        Invocation seen = cli.inside(here()).bare("workflow", "test", "good.test.yaml", "--only", "polite");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("good.test.yaml  greet@3\n  ✓ it is polite  5.0s\n");
        assertThat(seen.err()).isEqualTo("1 case passed\n");
    }

    @Test
    void a_case_that_fails_is_exit_code_eleven() throws IOException {
        Files.writeString(folder.resolve("good.test.yaml"), TESTS);
        Invocation seen = cli.inside(here()).bare("workflow", "test", "good.test.yaml", "--events");
        assertThat(seen.exit()).isEqualTo(11);
        Golden.assertMatches("workflow/test.txt", seen.out());
        assertThat(seen.err()).contains("error MESH-7030  1 of 2 cases failed");
    }

    @Test
    void programs_read_cases_as_json_or_as_junit_does() throws IOException {
        Files.writeString(folder.resolve("good.test.yaml"), TESTS);
        Golden.assertMatches(
                "workflow/test.json",
                cli.inside(here())
                        .bare("workflow", "test", "good.test.yaml", "-o", "json")
                        .out());
        Golden.assertMatches(
                "workflow/test.xml",
                cli.inside(here())
                        .bare("workflow", "test", "good.test.yaml", "-o", "junit")
                        .out());
    }

    @Test
    void a_name_that_no_case_has_plays_nothing() throws IOException {
        Files.writeString(folder.resolve("good.test.yaml"), TESTS);
        Invocation seen = cli.inside(here()).bare("workflow", "test", "good.test.yaml", "--only", "rude");
        assertThat(seen.exit()).isEqualTo(2);
    }

    @Test
    void a_definition_is_drawn_in_three_ways() {
        assertThat(cli.inside(here()).bare("workflow", "graph", "good.yaml").out())
                .startsWith("greet@3\n\n┌─")
                .contains("│ hello", "greeter/greet");
        assertThat(cli.inside(here())
                        .bare("workflow", "graph", "good.yaml", "-o", "mermaid")
                        .out())
                .contains("flowchart TD\n  n0[\"hello<br/>greeter/greet\"]\n");
        assertThat(cli.inside(here())
                        .bare("workflow", "graph", "good.yaml", "-o", "svg")
                        .out())
                .startsWith("<svg ")
                .endsWith("</svg>\n");
        assertThat(cli.inside(here()).bare("workflow", "graph", "bad.yaml").exit())
                .isEqualTo(11);
    }

    @Test
    void files_are_formatted_in_place_and_checked() throws IOException {
        Files.writeString(
                folder.resolve("wild.yaml"), "# ours\nmesh:  v1\nsteps:\n- {agent: a, with: {x: ${input.x}}}\n");
        Invocation checked = cli.inside(here()).bare("workflow", "fmt", "--check", "wild.yaml", "good.yaml");
        assertThat(checked.exit()).isEqualTo(11);
        assertThat(checked.out()).isEqualTo("wild.yaml\n");
        assertThat(checked.err()).contains("error MESH-7031  1 file is not formatted", "mesh workflow fmt wild.yaml");

        assertThat(cli.inside(here())
                        .bare("workflow", "fmt", "wild.yaml", "good.yaml")
                        .out())
                .isEqualTo("wild.yaml\n");
        assertThat(folder.resolve("wild.yaml"))
                .hasContent("# ours\nmesh: v1\nsteps:\n  - { agent: a, with: { x: \"${input.x}\" } }\n");
        assertThat(cli.inside(here())
                        .bare("workflow", "fmt", "--check", "wild.yaml")
                        .exit())
                .isZero();
    }

    @Test
    void standard_input_is_formatted_to_standard_output() {
        assertThat(cli.inside(here().typing("a:   1\n"))
                        .bare("workflow", "fmt", "-")
                        .out())
                .isEqualTo("a: 1\n");
        assertThat(cli.inside(here().typing("a: [\n"))
                        .bare("workflow", "fmt", "-")
                        .exit())
                .isEqualTo(11);
    }

    @Test
    void two_files_differ_in_what_they_mean() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), "# new\n" + GOOD.replace("greeter/greet", "greeter/wave"));
        Invocation seen = cli.inside(here()).bare("workflow", "diff", "good.yaml", "other.yaml");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .startsWith("--- good.yaml\n+++ other.yaml\n@@ ")
                .contains("-    agent: greeter/greet\n+    agent: greeter/wave\n")
                .doesNotContain("# new");
        assertThat(cli.inside(here())
                        .bare("workflow", "diff", "good.yaml", "good.yaml")
                        .out())
                .isEmpty();
    }

    @Test
    void a_file_is_compared_with_what_is_deployed() throws IOException {
        cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        Files.writeString(folder.resolve("next.yaml"), GOOD.replace("version: 3", "version: 4"));
        Invocation seen = cli.inside(here()).mesh("workflow", "diff", "greet@3", "next.yaml", "-o", "json");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("\"added\" : 1", "\"removed\" : 1", "-version: 3\\n+version: 4");
    }

    @Test
    void a_deployed_workflow_is_shown_as_it_is_understood() {
        cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        assertThat(cli.inside(here())
                        .mesh("workflow", "get", "greet", "-o", "yaml")
                        .out())
                .isEqualTo(
                        "mesh: v1\nworkflow: greet\nversion: 3\n\nsteps:\n  - id: hello\n    agent: greeter/greet\n");
    }

    @Test
    void editors_get_their_schema() {
        assertThat(cli.bare("workflow", "schema").out()).contains("\"$schema\"", "\"steps\"");
    }

    @Test
    void deploying_stores_the_text_once() {
        Invocation first = cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        assertThat(first.exit()).isZero();
        assertThat(first.out()).containsPattern("greet@3 +good.yaml +deployed");
        Invocation second = cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        assertThat(second.out()).containsPattern("greet@3 +good.yaml +unchanged");
        assertThat(cli.mesh.workflows).singleElement().satisfies(deployed -> {
            assertThat(deployed.source()).isEqualTo(GOOD);
            assertThat(deployed.by()).isEqualTo("ana");
            assertThat(deployed.hash()).isEqualTo(WorkflowDeployment.hashOf(GOOD));
        });
    }

    @Test
    void a_version_never_changes_its_text() throws IOException {
        cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        Files.writeString(folder.resolve("good.yaml"), GOOD.replace("hello", "hullo"));
        Invocation seen = cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        assertThat(seen.exit()).isEqualTo(4);
        assertThat(seen.err()).contains("MESH-7006", "version: 4");
        assertThat(cli.mesh.workflows).hasSize(1);
    }

    @Test
    void a_dry_run_deploys_nothing() {
        Invocation seen = cli.inside(here()).mesh("workflow", "deploy", "good.yaml", "--dry-run");
        assertThat(seen.out()).contains("would be deployed");
        assertThat(cli.mesh.workflows).isEmpty();
    }

    @Test
    void one_bad_file_keeps_the_others_from_being_deployed() {
        assertThat(cli.inside(here())
                        .mesh("workflow", "deploy", "good.yaml", "bad.yaml")
                        .exit())
                .isEqualTo(11);
        assertThat(cli.mesh.workflows).isEmpty();
    }

    @Test
    void an_agent_nobody_has_seen_is_refused_unless_it_may_be_missing() {
        cli.mesh.announcements.clear();
        Invocation seen = cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-2011");
        assertThat(cli.inside(here())
                        .mesh("workflow", "deploy", "good.yaml", "--allow-missing")
                        .exit())
                .isZero();
    }

    @Test
    void the_deployed_are_listed_and_shown() {
        cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        assertThat(cli.mesh("workflow", "list").out()).containsPattern("greet +3 +[0-9a-f]{12}");
        assertThat(cli.mesh("workflow", "get", "greet").out()).isEqualTo(GOOD);
        assertThat(cli.mesh("workflow", "get", "greet@3", "-o", "json").out()).contains("\"version\" : \"3\"");
    }

    @Test
    void a_workflow_that_is_not_there_suggests_one_that_is() {
        cli.inside(here()).mesh("workflow", "deploy", "good.yaml");
        Invocation seen = cli.mesh("workflow", "get", "gret");
        assertThat(seen.exit()).isEqualTo(3);
        assertThat(seen.err()).contains("MESH-7001", "did you mean greet?");
    }

    private TestShell here() {
        return new TestShell().in(folder);
    }
}
