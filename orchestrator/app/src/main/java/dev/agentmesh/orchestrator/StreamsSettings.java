package dev.agentmesh.orchestrator;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams settings our guarantees and our latency rest on; see docs/reference for the measurements. */
final class StreamsSettings {
    private StreamsSettings() {}

    /**
     * Settings for one orchestrator.
     *
     * @param clientProperties how to reach the cluster
     * @param copies how many the log has: state is kept as safely as what it was made from
     */
    static Properties of(OrchestratorSettings settings, Map<String, String> clientProperties, int copies) {
        Properties streams = new Properties();
        streams.putAll(clientProperties);
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        streams.put(StreamsConfig.CLIENT_ID_CONFIG, settings.instance());
        streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.cluster().bootstrapServers());
        streams.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        streams.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);

        streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, copies);
        streams.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), copies >= 3 ? copies - 1 : 1);

        long commit = settings.commitInterval().toMillis();
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit);
        // A poll that waits longer than the commit interval would make the commit wait for it.
        streams.put(StreamsConfig.POLL_MS_CONFIG, Math.min(5, commit));
        // Commands, results and events need no order among each other that their senders did not wait for. To look for
        // one,
        // Streams would write a text about each topic that has nothing to read, with each record of another.
        streams.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // The commit flushes and does not wait for this. Without it the sender would take each record by itself while
        // the
        // thread is still making the next: more requests, more wake-ups, and nothing arrives sooner.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), Math.max(5, commit));
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        // Events of one run repeat its id, headers and names; the log is kept for ever.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Insurance for cold starts, when the markers of the transaction before are still being written.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2);
        // Ten seconds, the default, is less than a broker restart: a commit caught by it would end the thread. That
        // this
        // is long for those who wait for a dead orchestrator's transaction is what AbandonedTransactions is for.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 4 * 1024 * 1024);

        // Who joins takes its share at once if the state it has to read first takes about a second, else when it has
        // read it:
        // looked for every minute, the shortest Streams allows, and not every ten.
        streams.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 100_000L);
        streams.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
        streams.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, 4);

        // With the same instance id and its state kept, a restarted process goes on within seconds.
        streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instance());
        streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                settings.sessionTimeout().toMillis());
        streams.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) settings.sessionTimeout().toMillis() / 6);
        streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 500);
        return streams;
    }
}
