package dev.agentmesh.topics.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.error.MeshException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaClientsTest {
    @Test
    void producers_lose_and_reorder_nothing_and_do_not_linger() {
        assertThat(clients(Map.of()).producerConfig("p"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("linger.ms", "0")
                .containsEntry("client.id", "p")
                .containsEntry("bootstrap.servers", "localhost:9092")
                .doesNotContainKeys("schema.registry.url", "mesh.namespace", "transactional.id");
    }

    @Test
    void consumers_see_committed_bytes_from_the_start_and_commit_themselves() {
        assertThat(clients(Map.of()).consumerConfig("c", "g"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("group.id", "g");
        assertThat(clients(Map.of()).consumerConfig("c")).doesNotContainKey("group.id");
    }

    @ParameterizedTest
    @CsvSource({
        "acks, 1",
        "acks, 0",
        "enable.idempotence, false",
        "producer.enable.idempotence, false",
        "partitioner.class, x.Partitioner",
        "partitioner.ignore.keys, true",
        "producer.transactional.id, mine",
        "max.in.flight.requests.per.connection, 6",
        "value.serializer, x.Serializer"
    })
    void a_producer_setting_that_breaks_a_guarantee_is_refused(String key, String value) {
        assertThatThrownBy(() -> clients(Map.of(key, value)).producerConfig("p"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-5017")
                .hasMessageContaining(key.replace("producer.", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "isolation.level, read_uncommitted",
        "consumer.isolation.level, read_uncommitted",
        "enable.auto.commit, true",
        "auto.offset.reset, latest",
        "group.id, mine",
        "value.deserializer, x.Deserializer",
        "allow.auto.create.topics, true"
    })
    void a_consumer_setting_that_breaks_a_guarantee_is_refused(String key, String value) {
        assertThatThrownBy(() -> clients(Map.of(key, value)).consumerConfig("c"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-5017");
    }

    @Test
    void saying_what_is_so_anyway_is_allowed() {
        assertThat(clients(Map.of("acks", "-1")).producerConfig("p")).containsEntry("acks", "-1");
        assertThat(clients(Map.of("isolation.level", "read_committed")).consumerConfig("c"))
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void other_settings_reach_the_clients_they_are_meant_for() {
        KafkaClients clients = clients(Map.of(
                "security.protocol",
                "SSL",
                "producer.compression.type",
                "zstd",
                "linger.ms",
                "1",
                "admin.retries",
                "2"));

        assertThat(clients.producerConfig("p"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("compression.type", "zstd")
                .containsEntry("linger.ms", "1")
                .doesNotContainKey("retries");
        assertThat(clients.consumerConfig("c"))
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKeys("compression.type", "producer.compression.type");
        assertThat(clients.adminConfig("a")).containsEntry("retries", "2");
    }

    @Test
    void a_producer_with_transactions_keeps_all_else() {
        assertThat(clients(Map.of()).transactionalProducerConfig("p", "t"))
                .containsEntry("transactional.id", "t")
                .containsEntry("acks", "all");
    }

    private static KafkaClients clients(Map<String, String> properties) {
        return new KafkaClients(ClusterSettings.of(properties));
    }
}
