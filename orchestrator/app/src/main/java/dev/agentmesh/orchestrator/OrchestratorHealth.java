package dev.agentmesh.orchestrator;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;

/** Ready while Streams runs; restoring or rebalancing is not an error, but not ready either. */
@Singleton
@Readiness
final class OrchestratorHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final OrchestratorService service;

    OrchestratorHealth(OrchestratorService service) {
        this.service = service;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        KafkaStreams.State state = service.state();
        healthStatus = state == KafkaStreams.State.RUNNING ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("streams", state.name());
    }

    @Override
    protected String getName() {
        return "orchestrator";
    }
}
