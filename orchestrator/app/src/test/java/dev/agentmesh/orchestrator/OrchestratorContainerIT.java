package dev.agentmesh.orchestrator;

import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** On the images that {@code docker-compose.yml} names: a broker and a registry as others run them. */
@EnabledIf(
        value = "dockerAnswers",
        disabledReason = "no Docker engine answers; OrchestratorIT runs the same scenarios on a broker of this JVM")
@Testcontainers
class OrchestratorContainerIT extends OrchestratorScenarios {
    private static final int REGISTRY_PORT = 8080;

    @Container
    private static final KafkaContainer BROKER = new KafkaContainer("apache/kafka:4.3.1")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MS", "1");

    @Container
    private static final GenericContainer<?> REGISTRY = new GenericContainer<>("apicurio/apicurio-registry:3.3.3")
            .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", "BACKWARD_TRANSITIVE")
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects"));

    OrchestratorContainerIT() {
        super(
                BROKER.getBootstrapServers(),
                "http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7");
    }

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }
}
