package dev.agentmesh.orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {
    private static final TopicPartition PARTITION = new TopicPartition("agents", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final TopicFollower follower = new TopicFollower(consumer, "agents", this::take);
    private long next;

    private void take(ConsumerRecord<byte[], byte[]> record) {
        read.add(new String(record.value(), StandardCharsets.UTF_8));
    }

    @BeforeEach
    void topic() {
        Node node = new Node(0, "localhost", 1);
        Node[] nodes = {node};
        consumer.updatePartitions("agents", List.of(new PartitionInfo("agents", 0, node, nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 3L));
    }

    @AfterEach
    void stop() {
        follower.close();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void what_there_is_has_been_read_when_reading_to_the_end_returns() {
        consumer.schedulePollTask(() -> written("a", null, "b"));
        follower.readToEnd();

        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void what_comes_later_is_read_even_after_an_error() {
        follower.start();
        await().until(() -> !consumer.assignment().isEmpty());
        consumer.schedulePollTask(() -> written("a"));
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("for a moment")));
        consumer.schedulePollTask(() -> written("b"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read).containsExactly("a", "b"));
    }

    private void written(@Nullable String... values) {
        for (String value : values) {
            byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
            consumer.addRecord(new ConsumerRecord<>("agents", 0, next++, null, bytes));
        }
    }
}
