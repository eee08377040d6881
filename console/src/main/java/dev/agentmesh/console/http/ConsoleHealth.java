package dev.agentmesh.console.http;

import dev.agentmesh.console.query.Reads;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Ready while answers are as new as they should be. */
@Singleton
@Readiness
final class ConsoleHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Reads reads;

    ConsoleHealth(Reads reads) {
        this.reads = reads;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        String state = reads.state();
        healthStatus = state.equals("current") ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("projection", state);
    }

    @Override
    protected String getName() {
        return "console";
    }
}
