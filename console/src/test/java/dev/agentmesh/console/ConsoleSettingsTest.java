package dev.agentmesh.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
    @Test
    void without_settings_it_keeps_a_file_in_the_project() {
        ConsoleSettings settings = ConsoleSettings.fromEnvironment(Map.of());
        assertThat(settings.database().url()).startsWith("jdbc:h2:file:").contains(".mesh/console/read-side");
        assertThat(settings.projector().records()).isEqualTo(500);
        assertThat(settings.projector().patience()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.staleAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.readyFile()).isEmpty();
    }

    @Test
    void a_database_is_named_by_its_url_and_never_shown_with_its_password() {
        ConsoleSettings settings = ConsoleSettings.fromEnvironment(Map.of(
                "MESH_CONSOLE_DB_URL", "jdbc:postgresql://db/mesh?password=secret",
                "MESH_CONSOLE_DB_USER", "mesh",
                "MESH_CONSOLE_DB_PASSWORD", "hidden"));
        assertThat(settings.database().user()).isEqualTo("mesh");
        assertThat(settings.database().toString())
                .isEqualTo("jdbc:postgresql://db/mesh")
                .doesNotContain("secret", "hidden");
    }

    @Test
    void what_a_setting_cannot_mean_is_refused() {
        for (Map<String, String> wrong : java.util.List.of(
                Map.of("MESH_CONSOLE_DB_URL", "jdbc:mysql://db/mesh"),
                Map.of("MESH_CONSOLE_BATCH_RECORDS", "0"),
                Map.of("MESH_CONSOLE_BATCH_MS", "soon"),
                Map.of("MESH_CONSOLE_STALE_AFTER_MS", "1"))) {
            assertThatThrownBy(() -> ConsoleSettings.fromEnvironment(wrong))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("MESH-1031");
        }
    }

    @Test
    void it_listens_on_this_machine_only() {
        assertThat(ConsoleSettings.fromEnvironment(Map.of("MESH_HTTP_HOST", "127.0.0.1"))
                        .readyFile())
                .isEmpty();
        assertThatThrownBy(() -> ConsoleSettings.fromEnvironment(Map.of("MESH_HTTP_HOST", "0.0.0.0")))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-7003");
    }
}
