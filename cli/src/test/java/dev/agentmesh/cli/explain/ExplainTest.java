package dev.agentmesh.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.explain.fixture.Beside;
import dev.agentmesh.cli.fake.TestShell;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainTest {
    private final TestShell shell = new TestShell();

    @Test
    void a_code_shows_its_page() {
        assertThat(explain("MESH-1021")).isZero();
        assertThat(shell.out()).isEqualTo("# MESH-1021: the data folder is locked\n\nTwo servers.\n");
    }

    @Test
    void the_number_alone_or_small_letters_will_do() {
        explain("1020");
        explain("mesh-1020");
        assertThat(shell.out().split("Another server listens there", -1)).hasSize(3);
    }

    @Test
    void without_a_code_all_are_listed() {
        assertThat(explain()).isZero();
        assertThat(shell.out().lines())
                .containsExactly(
                        "CODE       MEANING",
                        "MESH-1020  a port is taken",
                        "MESH-1021  the data folder is locked",
                        "MESH-5001  cannot reach Kafka");
    }

    @Test
    void an_unknown_code_names_those_near_it() {
        assertThatThrownBy(() -> run("MESH-1019")).isInstanceOfSatisfying(CliException.class, failed -> {
            assertThat(failed.exit()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(failed.code()).isEqualTo("MESH-7012");
            assertThat(failed).hasMessageContaining("near it are MESH-1020, MESH-1021");
        });
    }

    @Test
    void what_is_no_code_at_all_is_not_found_either() {
        assertThatThrownBy(() -> run("help me")).hasMessageContaining("there is no code HELP ME");
    }

    @Test
    void pages_are_found_inside_a_jar(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("a jar.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            String name = Beside.class.getName().replace('.', '/');
            out.putNextEntry(new ZipEntry(name + ".class"));
            try (var bytes = Beside.class.getResourceAsStream("Beside.class")) {
                bytes.transferTo(out);
            }
            String pages = name.substring(0, name.lastIndexOf('/')) + "/pages/";
            out.putNextEntry(new ZipEntry(pages));
            out.putNextEntry(new ZipEntry(pages + "MESH-3000.md"));
            out.write("# MESH-3000: in a jar\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var packed = new ErrorPages(loader.loadClass(Beside.class.getName()));
            assertThat(packed.codes()).isEqualTo(List.of("MESH-3000"));
            assertThat(packed.title("MESH-3000")).isEqualTo("in a jar");
        }
    }

    private int explain(String... words) {
        return new CommandLine(command()).execute(words);
    }

    private void run(String code) throws Exception {
        var line = new CommandLine(command());
        line.parseArgs(code);
        ((ExplainCommand) line.getCommand()).call();
    }

    private ExplainCommand command() {
        return new ExplainCommand(shell.shell(), new ErrorPages(Beside.class));
    }
}
