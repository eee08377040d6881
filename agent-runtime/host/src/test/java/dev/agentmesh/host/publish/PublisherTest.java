package dev.agentmesh.host.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.topics.registry.RegistryUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against Kafka's own stand-in for a broker, which answers when it is told to. */
final class PublisherTest {
    private final MockProducer<byte[], byte[]> broker =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Publisher publisher = new Publisher(broker);

    @AfterEach
    void stop() {
        publisher.close();
    }

    @Test
    void a_record_counts_as_written_when_the_broker_says_so_and_not_before() throws InterruptedException {
        CompletableFuture<Void> written = publisher.publish(() -> record("a"));
        awaitSent(1);

        assertThat(written).isNotDone();
        assertThat(publisher.awaitAcknowledged(Duration.ofMillis(50))).isFalse();

        broker.completeNext();
        assertThat(publisher.awaitAcknowledged(Duration.ofSeconds(10))).isTrue();
        assertThat(written).isCompleted();
    }

    @Test
    void a_record_the_broker_refused_is_sent_again() {
        CompletableFuture<Void> written = publisher.publish(() -> record("a"));
        awaitSent(1);
        broker.errorNext(new NotEnoughReplicasException("one is missing"));
        awaitSent(2);
        broker.completeNext();

        await().untilAsserted(() -> assertThat(written).isCompleted());
    }

    @Test
    void a_registry_out_of_reach_delays_a_record_and_holds_up_no_other() {
        AtomicInteger tries = new AtomicInteger();
        CompletableFuture<Void> waiting = publisher.publish(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new RegistryUnavailable("down", null);
            }
            return record("late");
        });
        CompletableFuture<Void> other = publisher.publish(() -> record("early"));

        awaitSent(1);
        broker.completeNext();
        await().untilAsserted(() -> assertThat(other).isCompleted());
        assertThat(waiting).isNotDone();

        awaitSent(2);
        broker.completeNext();
        await().untilAsserted(() -> assertThat(waiting).isCompleted());
        assertThat(tries).hasValue(3);
    }

    private void awaitSent(int count) {
        await().untilAsserted(() -> assertThat(broker.history()).hasSize(count));
    }

    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>("results", value.getBytes(UTF_8), value.getBytes(UTF_8));
    }
}
