package dev.agentmesh.localcluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The server.properties of a broker that is its own controller and has no peers. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** Kafka's defaults are for three brokers; without these, share groups and transactions wait for ever, in silence. */
    private static final Map<String, String> ALONE = Map.of(
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "default.replication.factor", "1",
            "min.insync.replicas", "1");

    /** Nothing waits for company that will not come, and nothing is sized for a machine room. */
    private static final Map<String, String> SMALL = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.streams.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.num.partitions", "4",
            "num.partitions", "4",
            "log.cleaner.dedupe.buffer.size", "16777216");

    /** Members choose how fast they are missed; unless they do, ten seconds, not 45. */
    private static final Map<String, String> SESSIONS = Map.ofEntries(
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.session.timeout.ms", "10000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
            Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
            Map.entry("group.streams.min.session.timeout.ms", "1000"),
            Map.entry("group.streams.session.timeout.ms", "10000"),
            Map.entry("group.streams.min.heartbeat.interval.ms", "100"),
            Map.entry("group.streams.heartbeat.interval.ms", "1000"),
            Map.entry("group.share.min.session.timeout.ms", "1000"),
            Map.entry("group.share.session.timeout.ms", "10000"),
            Map.entry("group.share.min.heartbeat.interval.ms", "100"),
            Map.entry("group.share.heartbeat.interval.ms", "500"),
            Map.entry("group.share.min.record.lock.duration.ms", "1000"));

    private static final Map<String, String> HABITS = Map.of(
            // Topics come from the catalogue; a misspelt name must fail, not create a topic.
            "auto.create.topics.enable", "false",
            // The first write after a commit meets the markers of the previous transaction: 20 ms a time otherwise.
            "add.partitions.to.txn.retry.backoff.ms", "1",
            // A transaction whose writer is gone blocks read_committed readers until it is found.
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            // After a kill the controller waits this long for the broker's former self before it lets it in again.
            // Shorter would also shut out a live broker that was merely paused.
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500");

    private BrokerProperties() {}

    static Map<String, String> of(Path logs, int port, int controllerPort) {
        var properties = new TreeMap<String, String>();
        properties.putAll(ALONE);
        properties.putAll(SMALL);
        properties.putAll(SESSIONS);
        properties.putAll(HABITS);
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("process.roles", "broker,controller");
        properties.put("log.dirs", logs.toString());
        properties.put("listeners", "PLAINTEXT://" + address(port) + ",CONTROLLER://" + address(controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://" + address(port));
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        // Voters by configuration and not in the log: the controller may then have another port at every start.
        properties.put("controller.quorum.voters", NODE_ID + "@" + address(controllerPort));
        return properties;
    }

    static String address(int port) {
        return "127.0.0.1:" + port;
    }
}
