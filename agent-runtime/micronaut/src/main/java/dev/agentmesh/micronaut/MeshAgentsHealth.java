package dev.agentmesh.micronaut;

import dev.agentmesh.host.AgentHost;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Says on the health endpoint whether tasks are worked on. Up only while they are, so that a readiness probe can rely on it. */
@Singleton
@Requires(classes = HealthIndicator.class)
@Requires(beans = MeshAgents.class)
final class MeshAgentsHealth implements HealthIndicator {
    private static final String NAME = "mesh-agents";

    private final MeshAgents agents;

    MeshAgentsHealth(MeshAgents agents) {
        this.agents = agents;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(result());
    }

    private HealthResult result() {
        return agents.health()
                .map(health -> HealthResult.builder(NAME, status(health.status()))
                        .details(details(health))
                        .build())
                .orElseGet(
                        () -> HealthResult.builder(NAME, HealthStatus.UNKNOWN).build());
    }

    private static HealthStatus status(AgentHost.Health.Status status) {
        return switch (status) {
            case SERVING -> HealthStatus.UP;
            case STARTING, DRAINING, BROKEN -> HealthStatus.DOWN;
        };
    }

    private Map<String, String> details(AgentHost.Health health) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("status", health.status().name());
        if (!health.reason().isEmpty()) {
            details.put("reason", health.reason());
        }
        agents.host()
                .ifPresent(host ->
                        host.agents().forEach(agent -> details.put("agent." + agent.name(), host.instance())));
        return details;
    }
}
