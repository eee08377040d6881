package dev.agentmesh.host.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.topics.error.MeshException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentClassesTest {
    @Agent("first")
    static final class First {
        @Skill
        int one() {
            return 1;
        }
    }

    @Agent("second")
    static final class Second {
        @Skill
        int one() {
            return 1;
        }
    }

    /** Would be noticed if it were loaded. */
    static final class Unrelated {
        static {
            System.setProperty("unrelated.loaded", "true");
        }
    }

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_folder_is_searched_without_loading_what_is_not_an_agent() throws IOException {
        copy(First.class, folder);
        copy(Second.class, folder);
        copy(Unrelated.class, folder);

        AgentClasses classes = AgentClasses.in(List.of(folder));

        assertThat(classes.found()).map(AgentClasses.FoundAgent::name).containsExactly("first", "second");
        assertThat(classes.load(null)).containsExactly(First.class, Second.class);
        assertThat(classes.load("second")).containsExactly(Second.class);
        assertThat(System.getProperty("unrelated.loaded")).isNull();
    }

    @Test
    void a_jar_is_searched_too() throws IOException {
        Path jar = folder.resolve("agents.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Class<?> type : List.of(First.class, Unrelated.class)) {
                entries.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
                entries.write(bytes(type));
            }
        }

        assertThat(AgentClasses.in(List.of(jar)).load("first")).containsExactly(First.class);
    }

    @Test
    void an_index_is_believed_and_nothing_is_searched() throws IOException {
        copy(First.class, folder);
        copy(Second.class, folder);
        Path index = folder.resolve(AgentClasses.INDEX);
        Files.createDirectories(Objects.requireNonNull(index.getParent()));
        Files.writeString(index, "# agents\n" + Second.class.getName() + "\n\n");

        AgentClasses classes = AgentClasses.in(List.of(folder));

        assertThat(classes.load(null)).containsExactly(Second.class);
        assertThatThrownBy(() -> classes.load("first")).hasMessageContaining("no agent \"first\"; found second in");
    }

    @Test
    void nothing_found_is_told_with_where_it_was_looked_for() {
        assertThatThrownBy(() -> AgentClasses.in(List.of(folder)).load(null))
                .isInstanceOfSatisfying(
                        MeshException.class, e -> assertThat(e.code()).isEqualTo("MESH-3010"))
                .hasMessageContaining("no class with @Agent in " + folder);
        assertThatThrownBy(() -> AgentClasses.in(List.of(folder.resolve("missing"))))
                .hasMessageContaining("MESH-3010 there is no jar or folder");
    }

    private static void copy(Class<?> type, Path to) throws IOException {
        Path file = to.resolve(type.getName().replace('.', '/') + ".class");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes(type));
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        String name = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
