package dev.agentmesh.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.topics.error.MeshException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrchestratorSettingsTest {
    @Test
    void without_a_word_the_defaults_are_those_of_the_reference() {
        var settings = OrchestratorSettings.fromEnvironment(Map.of());
        assertThat(settings.stateDirectory()).isEqualTo(Path.of(".mesh/state"));
        assertThat(settings.instance()).isEqualTo("orchestrator-0");
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.streamThreads()).isEqualTo(1);
        assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.breakers()).isEqualTo(BreakerPolicy.DEFAULT);
        assertThat(settings.mostResults()).isEqualTo(2_000);
        assertThat(settings.leaseSecret()).isEmpty();
        assertThat(settings.readyFile()).isEmpty();
        assertThat(settings.applicationId()).isEqualTo("mesh.orchestrator");
    }

    @Test
    void what_is_given_is_taken() {
        var settings = OrchestratorSettings.fromEnvironment(Map.of(
                "MESH_NAMESPACE", "team-a",
                "MESH_COMMIT_INTERVAL_MS", "1",
                "MESH_STREAM_THREADS", "64",
                "MESH_BREAKER_FAILURES", "0",
                "MESH_BREAKER_RESET_SECONDS", "5",
                "MESH_ADMISSION_BACKLOG", "0",
                "MESH_READY_FILE", "ready.json"));
        assertThat(settings.applicationId()).isEqualTo("team-a.orchestrator");
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(1));
        assertThat(settings.streamThreads()).isEqualTo(64);
        assertThat(settings.breakers().isOff()).isTrue();
        assertThat(settings.breakers().reset()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.mostResults()).isZero();
        assertThat(settings.readyFile()).contains(Path.of("ready.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "MESH_COMMIT_INTERVAL_MS, 0, from 1 to 1000",
        "MESH_COMMIT_INTERVAL_MS, 20ms, from 1 to 1000",
        "MESH_STREAM_THREADS, 65, from 1 to 64",
        "MESH_SESSION_TIMEOUT_MS, 5999, from 6000 to 300000",
        "MESH_BREAKER_FAILURES, -1, from 0 to 10000",
        "MESH_BREAKER_RESET_SECONDS, 0, from 1 to 86400",
        "MESH_ADMISSION_BACKLOG, 1000001, from 0 to 1000000",
    })
    void a_value_it_cannot_mean_is_refused_with_its_range(String name, String value, String range) {
        assertThatExceptionOfType(MeshException.class)
                .isThrownBy(() -> OrchestratorSettings.fromEnvironment(Map.of(name, value)))
                .withMessageContaining(name)
                .withMessageContaining("\"" + value + "\"")
                .withMessageContaining(range)
                .satisfies(e -> assertThat(e.code()).isEqualTo("MESH-1030"));
    }
}
