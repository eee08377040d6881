package dev.agentmesh.orchestrator;

import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.localcluster.testing.TestBroker;
import org.junit.jupiter.api.AfterAll;

/** On a broker of this JVM. */
class OrchestratorIT extends OrchestratorScenarios {
    private static final StubRegistry REGISTRY = StubRegistry.start();

    OrchestratorIT() {
        super(TestBroker.shared().bootstrapServers(), REGISTRY.url());
    }

    @AfterAll
    static void stopRegistry() {
        REGISTRY.close();
    }
}
