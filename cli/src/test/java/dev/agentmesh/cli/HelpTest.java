package dev.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.fake.FakeMesh;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.fake.TestShell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static List<String> commands() {
        var names = new ArrayList<String>();
        collect(new CommandTree(new TestShell().shell(), new FakeMesh()).commands(), names);
        return names;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself(String name) {
        var shell = new TestShell();
        var words = new ArrayList<>(List.of(name.split(" ")));
        words.removeFirst();
        words.add("--help");
        int exit = new CommandTree(shell.shell(), new FakeMesh()).run(words.toArray(String[]::new));
        assertThat(exit).isZero();
        assertThat(shell.err()).isEmpty();
        Golden.assertMatches("help/" + name.replace(' ', '-') + ".txt", shell.out());
    }

    @Test
    void help_finds_a_command_by_its_words() {
        var shell = new TestShell();
        assertThat(new CommandTree(shell.shell(), new FakeMesh()).run("help", "run", "start"))
                .isZero();
        assertThat(shell.out()).startsWith("Usage: mesh run start");
    }

    @Test
    void help_for_nothing_there_is_a_usage_error() {
        var shell = new TestShell();
        assertThat(new CommandTree(shell.shell(), new FakeMesh()).run("help", "run", "stort"))
                .isEqualTo(2);
        assertThat(shell.err()).contains("MESH-7010", "there is no command run stort");
    }

    @Test
    void no_words_at_all_show_the_tree() {
        var shell = new TestShell();
        assertThat(new CommandTree(shell.shell(), new FakeMesh()).run()).isZero();
        assertThat(shell.out()).contains("workflow", "replay", "Exit codes:");
    }

    private static void collect(CommandLine command, List<String> names) {
        names.add(command.getCommandSpec().qualifiedName());
        command.getSubcommands().values().stream().distinct().forEach(child -> collect(child, names));
    }
}
