package dev.agentmesh.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    @Test
    void state_has_as_many_copies_as_the_log_and_outlives_one_of_them() {
        var settings = OrchestratorSettings.fromEnvironment(Map.of());
        assertThat(StreamsSettings.of(settings, Map.of(), 3))
                .containsEntry(StreamsConfig.REPLICATION_FACTOR_CONFIG, 3)
                .containsEntry("topic.min.insync.replicas", 2)
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(StreamsSettings.of(settings, Map.of(), 1))
                .containsEntry(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1)
                .containsEntry("topic.min.insync.replicas", 1);
    }
}
