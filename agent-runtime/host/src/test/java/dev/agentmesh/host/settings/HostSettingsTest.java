package dev.agentmesh.host.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostSettingsTest {
    @Test
    void the_defaults_are_these() {
        HostSettings settings = HostSettings.from(Map.of(), Map.of());

        assertThat(settings.cluster().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.cluster().names().namespace()).isEqualTo("mesh");
        assertThat(settings.instance()).endsWith("-" + ProcessHandle.current().pid());
        assertThat(settings.width()).isEmpty();
        assertThat(settings.partitions()).isEmpty();
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(25));
        assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(settings.heartbeat()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(settings.maxPollInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.cancelGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.announceInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.stuckAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.lookahead()).isEmpty();
        assertThat(settings.consumption()).isEqualTo(HostSettings.Consumption.GROUP);
        assertThat(settings.lookaheadFor(4)).isEqualTo(32);
        assertThat(settings.lookaheadFor(100)).isEqualTo(200);
    }

    @Test
    void every_key_can_come_from_the_environment_and_a_property_is_stronger() {
        HostSettings settings = HostSettings.from(
                Map.of(
                        "MESH_BOOTSTRAP", "kafka:1",
                        "MESH_REGISTRY", "http://registry:2",
                        "MESH_NAMESPACE", "team",
                        "MESH_INSTANCE", "g-1",
                        "MESH_WIDTH", "7",
                        "MESH_AGENT_PARTITIONS", "50",
                        "MESH_AGENT_SESSION_TIMEOUT", "1m",
                        "MESH_AGENT_DRAIN", "10s",
                        "MESH_AGENT_LOOKAHEAD", "99",
                        "PATH", "/bin"),
                Map.of("mesh.agent.drain", "500ms", "user.home", "/"));

        assertThat(settings.cluster().bootstrapServers()).isEqualTo("kafka:1");
        assertThat(settings.cluster().registry().urls()).hasToString("[http://registry:2]");
        assertThat(settings.cluster().names().namespace()).isEqualTo("team");
        assertThat(settings.instance()).isEqualTo("g-1");
        assertThat(settings.width()).hasValue(7);
        assertThat(settings.partitions()).hasValue(50);
        assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.drain()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.lookaheadFor(1)).isEqualTo(99);
    }

    @Test
    void kafkas_own_settings_are_passed_on() {
        HostSettings settings = HostSettings.from(
                Map.of("MESH_KAFKA_SECURITY_PROTOCOL", "SSL"),
                Map.of("mesh.kafka.client.rack", "a", "mesh.topics.replication.factor", "1"));

        assertThat(settings.cluster().properties())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("client.rack", "a")
                .containsEntry("mesh.topics.replication.factor", "1");
    }

    @Test
    void an_unknown_key_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> HostSettings.from(Map.of(), Map.of("mesh.agent.heartbaet", "1s")))
                .isInstanceOfSatisfying(
                        MeshException.class, e -> assertThat(e.code()).isEqualTo("MESH-3008"))
                .hasMessageContaining("mesh.agent.heartbaet; did you mean mesh.agent.heartbeat?");
    }

    @ParameterizedTest
    @CsvSource({
        "mesh.width, 0",
        "mesh.width, 1001",
        "mesh.width, many",
        "mesh.width, -1",
        "mesh.agent.drain, 25",
        "mesh.agent.drain, -5s",
        "mesh.agent.drain, 2h",
        "mesh.agent.session-timeout, 1s",
        "mesh.agent.session-timeout, 999999999999h",
        "mesh.agent.heartbeat, 5s",
        "mesh.instance, a b",
        "mesh.instance, ../x",
        "mesh.agent.lookahead, 0",
        "mesh.agent.consumption, queue",
        "mesh.agent.record-lock, 2m",
        "mesh.agent.partitions, 0",
        "mesh.agent.partitions, 1001",
    })
    void a_value_out_of_bounds_is_refused(String key, String value) {
        assertThatThrownBy(() -> HostSettings.from(Map.of(), Map.of(key, value)))
                .isInstanceOf(MeshException.class)
                .hasMessageStartingWith("MESH-3009 " + key + " is ");
    }

    @Test
    void an_instance_name_has_at_most_64_characters_because_it_lives_in_the_ledger() {
        assertThat(HostSettings.from(Map.of(), Map.of("mesh.instance", "a".repeat(64)))
                        .instance())
                .hasSize(64);
        assertThatThrownBy(() -> HostSettings.from(Map.of(), Map.of("mesh.instance", "a".repeat(65))))
                .hasMessageContaining("MESH-3009");
    }
}
