package dev.agentmesh.orchestrator.topology;

import dev.agentmesh.topics.catalogue.TopicNames;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How records flow. Everything is read and written as bytes: what cannot be decoded is dealt with inside the processor,
 * in the transaction that moves its offset. The shape never depends on which workflows there are.
 */
public final class MeshTopology {
    private MeshTopology() {}

    public static Topology of(Parts parts) {
        Topology topology = runs(parts.names(), RunProcessors.of(parts));
        health(topology, parts.names(), RunProcessors.ofHealth(parts));
        return topology;
    }

    private static Topology runs(TopicNames names, ProcessorSupplier<byte[], byte[], byte[], OutRecord> orchestrate) {
        Topology topology = new Topology();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        topology.addSource(NodeNames.COMMANDS, bytes, bytes, names.commands());
        topology.addSource(NodeNames.RESULTS, bytes, bytes, names.results());
        topology.addProcessor(NodeNames.ORCHESTRATE, orchestrate, NodeNames.COMMANDS, NodeNames.RESULTS);
        for (String store : new String[] {NodeNames.RUNS, NodeNames.TIMERS, NodeNames.STARTS, NodeNames.HEARERS}) {
            topology.addStateStore(store(store), NodeNames.ORCHESTRATE);
        }
        sink(topology, NodeNames.EVENTS, names.events());
        sink(topology, NodeNames.OUTCOMES, names.outcomes());
        sink(topology, NodeNames.COMMANDS_OUT, names.commands());
        sink(topology, NodeNames.DEAD_LETTERS, names.deadLetters());
        sink(topology, NodeNames.HEALTH_OUT, names.health());
        topology.addSink(
                NodeNames.TASKS,
                OutRecord.TOPIC,
                new ByteArraySerializer(),
                OutRecord.SERIALIZER,
                NodeNames.ORCHESTRATE);
        topology.addSink(
                NodeNames.PUBLISHED,
                OutRecord.NAMED,
                new ByteArraySerializer(),
                OutRecord.SERIALIZER,
                NodeNames.ORCHESTRATE);
        return topology;
    }

    /** A sub-topology of its own: it shares no node and no store with the runs. */
    private static void health(
            Topology topology, TopicNames names, ProcessorSupplier<byte[], byte[], byte[], OutRecord> health) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        topology.addSource(NodeNames.HEALTH, bytes, bytes, names.health());
        topology.addProcessor(NodeNames.BREAKERS, health, NodeNames.HEALTH);
        topology.addStateStore(store(NodeNames.BREAKERS), NodeNames.BREAKERS);
        topology.addSink(
                NodeNames.BREAKERS_OUT,
                names.breakers(),
                new ByteArraySerializer(),
                OutRecord.SERIALIZER,
                NodeNames.BREAKERS);
    }

    private static void sink(Topology topology, String node, String topic) {
        topology.addSink(node, topic, new ByteArraySerializer(), OutRecord.SERIALIZER, NodeNames.ORCHESTRATE);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        // No record cache: every change is of another key, so a cache would only delay and copy.
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
