package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.agentmesh.localcluster.testing.RegistryContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the contract against the real registry, and what only a real one can show: kills, ports, restarts. */
class LocalRegistryIT extends RegistryContract {

    private static final long NO_MATTER = 0;

    @TempDir
    static Path folder;

    private static LocalRegistry registry;

    @BeforeAll
    static void start() {
        registry = LocalRegistry.start(settings());
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Override
    protected String url() {
        return registry.url();
    }

    @Test
    void subjects_ids_and_port_survive_a_kill_right_after_the_answer() throws Exception {
        var before = registry.url();
        var id = register("kept-value", schema("{\"name\":\"kept\",\"type\":\"string\"}"));

        registry.kill();
        registry = LocalRegistry.start(settings());

        assertThat(registry.url()).isEqualTo(before);
        assertThat(get("/subjects/kept-value/versions/latest").body().path("id").asInt())
                .isEqualTo(id);
        assertThat(get("/config").body().path("compatibilityLevel").asText()).isEqualTo("BACKWARD_TRANSITIVE");
    }

    @Test
    void every_port_it_opens_is_on_loopback() {
        assertThat(ListeningPorts.of(registry.pid()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(ListeningPorts.LOOPBACK);
    }

    @Test
    void a_second_one_on_the_same_data_is_refused() {
        assertThatThrownBy(() -> LocalRegistry.start(settings()))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1021", LocalClusterException::code);
    }

    @Test
    void a_taken_port_is_refused(@TempDir Path other) {
        var taken = LocalServerSettings.in(other).withFreeBytes(NO_MATTER).withPort(registry.port());

        assertThatThrownBy(() -> LocalRegistry.start(taken))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1020", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.problem()).contains("process " + registry.pid() + " (java)"));
    }

    @Test
    void a_start_that_takes_too_long_is_ended(@TempDir Path other) {
        var hasty = LocalServerSettings.in(other).withFreeBytes(NO_MATTER).withStartLimit(Duration.ofMillis(1));

        assertThatThrownBy(() -> LocalRegistry.start(hasty))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1025", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.reason()).startsWith("not ready after"));
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .containsExactly(registry.process().toHandle());
    }

    private static LocalServerSettings settings() {
        return LocalServerSettings.in(folder).withFreeBytes(NO_MATTER);
    }
}
