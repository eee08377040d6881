package dev.agentmesh.host.talk;

import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.header.Route;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What one instance of an agent hears. Messages to the agent are shared among its instances in a group, whose offsets say how far they
 * have been dealt with, so what comes while nobody is there waits. What is for everybody every instance reads by itself: from where the
 * group is, so that an agent that was away hears what it missed; an agent that is new hears from now on.
 */
public final class Ears {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int MOST_PER_POLL = 50;

    private final Ear own;
    private final Ear everybody;

    Ears(
            AgentDefinition agent,
            String instance,
            KafkaClients clients,
            MessageCodec<PeerMessage> codec,
            MeshWriter writer,
            Switchboard mesh) {
        Handling handling =
                new Handling(agent.name(), instance, agent.onMessage().orElseThrow(), writer, mesh);
        String topic = clients.settings().names().messages();
        String group = clients.settings().names().inboxGroup(agent.name());
        this.own = new Ear(
                agent.name() + "-inbox",
                () -> new KafkaConsumer<>(config(clients, instance + "-inbox", group)),
                (consumer, placed) -> Ear.share(consumer, topic, placed),
                "agent/" + agent.name(),
                codec,
                handling,
                Ear.Places.KEPT);
        this.everybody = new Ear(
                agent.name() + "-broadcasts",
                () -> new KafkaConsumer<>(config(clients, instance + "-broadcasts", group)),
                (consumer, placed) -> {
                    fromTheGroup(consumer, topic);
                    placed.run();
                },
                Route.EVERYBODY,
                codec,
                handling,
                Ear.Places.FORGOTTEN);
    }

    private static Map<String, Object> config(KafkaClients clients, String clientId, String group) {
        Map<String, Object> config = clients.consumerConfig(clientId, group);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(MOST_PER_POLL));
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        return config;
    }

    /** The group is only asked where it is; this consumer is told its partitions and never commits. */
    private static void fromTheGroup(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, ANSWER).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        var committed = consumer.committed(Set.copyOf(partitions), ANSWER).entrySet().stream()
                .filter(place -> place.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<TopicPartition> fresh =
                partitions.stream().filter(p -> !committed.containsKey(p)).toList();
        consumer.seekToEnd(fresh);
        fresh.forEach(partition -> consumer.position(partition, ANSWER));
        committed.forEach((partition, place) -> consumer.seek(partition, place.offset()));
    }

    public void start() {
        // Where broadcasts are heard from depends on where the group was before it moves on.
        everybody.start();
        everybody.listening().thenRun(own::start);
    }

    /** Completes when what is said from now on will be heard, by this instance or by whichever comes after it. */
    public CompletableFuture<Void> listening() {
        return CompletableFuture.allOf(everybody.listening(), own.listening());
    }

    /** Hears nothing more; what is being handled may end until then. */
    public void close(Duration patience) {
        own.stop();
        everybody.stop();
        own.join(patience);
        everybody.join(patience);
    }
}
