package dev.agentmesh.localcluster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TestBrokerIT {

    @Test
    void it_is_one_and_serves() throws Exception {
        var topic = TestBroker.unique("orders");

        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);

            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).contains(topic);
        }
        assertThat(TestBroker.shared()).isSameAs(TestBroker.shared());
    }

    @Test
    void names_are_unique_and_tell_what_they_are_for() {
        assertThat(TestBroker.unique("orders")).startsWith("orders-").isNotEqualTo(TestBroker.unique("orders"));
    }
}
