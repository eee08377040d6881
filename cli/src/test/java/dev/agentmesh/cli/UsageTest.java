package dev.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    private final CommandFixture cli = new CommandFixture();

    @Test
    void an_unknown_option_is_a_usage_error_with_a_suggestion() {
        Invocation seen = cli.bare("run", "list", "--stauts", "FAILED");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.out()).isEmpty();
        assertThat(seen.err())
                .startsWith("error MESH-7010")
                .contains("--stauts", "--status", "fix    mesh run list --help");
    }

    @Test
    void a_noun_without_a_verb_names_its_verbs() {
        Invocation seen = cli.bare("dlq");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("mesh dlq needs a verb: list, get, redrive");
    }

    @Test
    void an_output_format_a_command_does_not_have_is_refused_with_those_it_has() {
        Invocation seen = cli.bare("version", "-o", "yaml");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("MESH-7010", "it can print table, json");
        assertThat(seen.out()).isEmpty();
    }

    @Test
    void plural_nouns_do_as_well() {
        assertThat(cli.mesh("runs", "list").exit()).isZero();
        assertThat(cli.mesh("topics", "list").exit()).isZero();
    }

    @Test
    void nothing_to_talk_to_is_exit_code_five() {
        Invocation seen = cli.bare("run", "list");
        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.err())
                .startsWith("error MESH-7011  no mesh to talk to")
                .contains("cause", "fix    mesh dev --detach", "docs   mesh explain MESH-7011");
    }

    @Test
    void a_mesh_out_of_reach_is_exit_code_five() {
        cli.mesh.unreachable();
        Invocation seen = cli.mesh("run", "list", "-o", "json");
        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.err()).startsWith("error MESH-5001  cannot reach Kafka at broker:9092 (refused)");
        assertThat(seen.out()).isEmpty();
    }

    @Test
    void a_stack_trace_is_shown_only_when_asked_for() {
        cli.mesh.unreachable();
        assertThat(cli.mesh("run", "list").err()).doesNotContain("\tat ");
        cli.mesh.unreachable();
        assertThat(cli.mesh("run", "list", "--verbose").err()).contains("\tat dev.agentmesh");
    }

    @Test
    void errors_are_coloured_on_terminals_that_show_colours_only() {
        cli.mesh.unreachable();
        assertThat(cli.inside(new TestShell().onTerminal()).mesh("run", "list").err())
                .startsWith("\u001b[1;31merror\u001b[0m MESH-5001");
        assertThat(cli.inside(new TestShell().onTerminal().with("NO_COLOR", "1"))
                        .mesh("run", "list")
                        .err())
                .startsWith("error MESH-5001");
    }

    @Test
    void completion_covers_every_noun() {
        Invocation seen = cli.bare("completion", "bash");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).startsWith("#!").contains("redrive", "workflow", "complete -F");
        assertThat(cli.bare("completion", "tcsh").exit()).isEqualTo(2);
    }

    @Test
    void version_names_what_it_carries() {
        assertThat(cli.bare("version").out())
                .matches("mesh \\S+ \\(Kafka 4\\.\\S+, registry Apicurio \\S+, Java 25\\)\n");
        assertThat(cli.bare("version", "-o", "json").out()).contains("\"schemaVersion\" : 1", "\"kafka\" : \"4.");
    }

    @Test
    void an_option_asks_for_the_version_as_well() {
        for (String option : List.of("--version", "-V")) {
            Invocation seen = cli.bare(option);
            assertThat(seen.exit()).isZero();
            assertThat(seen.out()).isEqualTo(cli.bare("version").out());
            assertThat(seen.err()).isEmpty();
        }
    }
}
