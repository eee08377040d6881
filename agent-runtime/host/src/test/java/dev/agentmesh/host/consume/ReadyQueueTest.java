package dev.agentmesh.host.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.host.ledger.PartitionLedger;
import dev.agentmesh.host.ledger.PartitionLedger.Delivery;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.TaskPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
    private final ReadyQueue queue = new ReadyQueue();
    private long offset;

    @Test
    void the_higher_priority_begins_first_and_of_the_same_the_elder() {
        add("a", 5);
        add("b", 9);
        add("c", 1);
        add("d", 9);
        add("e", 5);

        assertThat(taken(5)).containsExactly("b", "d", "a", "e", "c");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void without_priorities_the_order_is_that_of_arrival() {
        add("a", 5);
        add("b", 5);
        add("c", 5);

        assertThat(taken(3)).containsExactly("a", "b", "c");
    }

    @Test
    void what_has_waited_longest_has_its_turn() {
        add("old", 1);
        for (int i = 0; i < 20; i++) {
            add("u" + i, 9);
        }

        assertThat(taken(9)).containsExactly("u0", "u1", "u2", "u3", "u4", "u5", "u6", "old", "u7");
    }

    @Test
    void its_turn_comes_also_when_one_is_taken_at_a_time() {
        add("old", 1);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            add("u" + i, 9);
            order.addAll(taken(1));
        }

        assertThat(order).containsExactly("u0", "u1", "u2", "u3", "u4", "u5", "u6", "old", "u7");
    }

    @Test
    void what_was_passed_by_stays() {
        add("a", 5);
        add("b", 9);
        Iterator<Item.Read> iterator = queue.iterator();
        assertThat(name(iterator.next())).isEqualTo("b");
        assertThat(name(iterator.next())).isEqualTo("a");
        iterator.remove();

        assertThat(queue.size()).isEqualTo(1);
        assertThat(taken(1)).containsExactly("b");
    }

    @Test
    void what_is_canceled_or_cleared_is_forgotten() {
        add("a", 9);
        add("b", 9);
        queue.removeIf(next -> name(next).equals("a"));
        assertThat(taken(1)).containsExactly("b");
        add("c", 9);
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
    }

    private List<String> taken(int count) {
        List<String> names = new ArrayList<>();
        Iterator<Item.Read> iterator = queue.iterator();
        while (names.size() < count && iterator.hasNext()) {
            names.add(name(iterator.next()));
            iterator.remove();
        }
        return names;
    }

    private void add(String run, int priority) {
        var task = new TaskMessage.Execute("work", Payload.json("1"), Instant.EPOCH, "key", Optional.empty(), priority);
        var message = new TaskMessage(
                MessageHeader.of(run, Instant.EPOCH, "test"), run + "/step", "step", 1, "lease", "agent", task);
        var record = new ConsumerRecord<byte[], byte[]>("tasks", 0, ++offset, null, new byte[0]);
        var work = new Examined.Work(message, task, new TaskPosition(0, offset), "tasks-0:" + offset, Optional.empty());
        var item = new Item(
                new Slot(new TopicPartition("tasks", 0), offset),
                new PartitionLedger("me", 0),
                new Delivery.Run(),
                record);
        queue.addLast(new Item.Read(item, work));
    }

    private static String name(Item.Read read) {
        return ((Examined.Work) read.examined()).message().header().runId();
    }
}
