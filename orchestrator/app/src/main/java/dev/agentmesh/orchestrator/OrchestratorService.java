package dev.agentmesh.orchestrator;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ties the orchestrator's life to the service's: started when the server is up, ended with it, and the process ends when it does. */
@Context
@Requires(property = "orchestrator.enabled", value = "true", defaultValue = "true")
final class OrchestratorService {
    private static final Logger LOG = LoggerFactory.getLogger(OrchestratorService.class);

    private final OrchestratorSettings settings;
    private final Orchestrator orchestrator;
    private final AtomicBoolean stopping = new AtomicBoolean();

    OrchestratorService() {
        settings = OrchestratorSettings.fromEnvironment(OrchestratorProcess.environment());
        orchestrator = new Orchestrator(settings, WorkflowLanguage.standard());
    }

    @EventListener
    void started(ServerStartupEvent event) {
        int port = event.getSource().getPort();
        orchestrator.streams().setStateListener((now, before) -> {
            LOG.info("orchestrator is {}", now);
            if (now == KafkaStreams.State.RUNNING) {
                settings.readyFile().ifPresent(file -> ReadyFile.write(file, port));
            }
        });
        orchestrator.ended().whenComplete((_, failure) -> {
            if (failure != null && !stopping.get()) {
                // Streams cannot be closed from its own thread, and there is nothing left to serve: end, be started
                // again.
                Thread.ofPlatform().name("end").start(() -> Runtime.getRuntime().exit(1));
            }
        });
        orchestrator.start();
    }

    KafkaStreams.State state() {
        return orchestrator.state();
    }

    @PreDestroy
    void stop() {
        stopping.set(true);
        settings.readyFile().ifPresent(ReadyFile::remove);
        orchestrator.close();
    }
}
