package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.error.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSourceTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_with_a_main_starts_itself() throws IOException {
        assertThat(AgentSource.startsItself(file("void main() {}"))).isTrue();
        assertThat(AgentSource.startsItself(file("class A { public static void main(String[] a) {} }")))
                .isTrue();
        assertThat(AgentSource.startsItself(file("class Remains { int remain() { return 1; } }")))
                .isFalse();
    }

    @Test
    void annotated_classes_are_compiled_with_the_names_of_their_parameters() throws IOException {
        Path classes = AgentSource.compiled(file("public class Agent { void greet(String who) {} }"), "");
        assertThat(classes.resolve("Agent.class"))
                .content(java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("who");
    }

    @Test
    void what_does_not_compile_says_where() {
        assertThatThrownBy(() -> AgentSource.compiled(file("class A { Strin name; }"), ""))
                .isInstanceOfSatisfying(CliException.class, refused -> {
                    assertThat(refused.error().code()).isEqualTo("MESH-3103");
                    assertThat(refused.error().cause()).contains("Agent.java:1:", "Strin");
                });
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("Agent.java"), text);
    }
}
