package dev.agentmesh.topics.clients;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka clients with the settings our guarantees rest on. Those settings cannot be overridden: a cluster property that says otherwise
 * is refused (MESH-5017) rather than ignored, so that nobody believes it took effect. All others can.
 */
public final class KafkaClients {
    /** A dead letter carries a whole record of another topic, so it may be larger than any of those. */
    public static final int MAX_REQUEST_BYTES = 2_097_152;

    private static final String READ_COMMITTED = "read_committed";

    /** Not losing and not reordering: what was acknowledged is on the quorum, once, in order, on the partition its key says. */
    private static final Map<String, String> PRODUCER_GUARANTEES = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, "false",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());

    private static final Set<String> PRODUCER_UNSET =
            Set.of(ProducerConfig.PARTITIONER_CLASS_CONFIG, ProducerConfig.TRANSACTIONAL_ID_CONFIG);

    /** Seeing only what was committed, deciding ourselves when something is done, and decoding where poison can be caught. */
    private static final Map<String, String> CONSUMER_GUARANTEES = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.CHECK_CRCS_CONFIG, "true",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());

    private static final Set<String> NOT_FOR_KAFKA = Set.of(
            "schema.",
            "mesh.",
            "basic.auth.",
            "bearer.auth.",
            "auto.register.",
            "use.latest.",
            "value.subject.",
            "http.",
            "retries.",
            "max.retries",
            "specific.avro.");

    /** What the group on the broker decides; Kafka refuses them in a member of a share group. */
    private static final Set<String> NOT_FOR_SHARING = Set.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

    private final ClusterSettings settings;

    public KafkaClients(ClusterSettings settings) {
        this.settings = settings;
    }

    public ClusterSettings settings() {
        return settings;
    }

    /**
     * Producer settings.
     *
     * @throws MeshException MESH-5017 when the cluster settings would break a guarantee
     */
    public Map<String, Object> producerConfig(String clientId) {
        Map<String, Object> config = new HashMap<>();
        // Measured: any linger is paid once per hop, and with 0 the client batches by itself under load.
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_REQUEST_BYTES));
        config.putAll(given("producer."));
        refuse(config, PRODUCER_UNSET);
        requireOrderKept(config);
        return with(config, PRODUCER_GUARANTEES, clientId);
    }

    /** Settings of a producer whose records of one transaction are all seen or none. Two with the same id fence each other. */
    public Map<String, Object> transactionalProducerConfig(String clientId, String transactionalId) {
        Map<String, Object> config = producerConfig(clientId);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return config;
    }

    /** Settings of a consumer without a group, which is told its partitions. */
    public Map<String, Object> consumerConfig(String clientId) {
        Map<String, Object> config = new HashMap<>(given("consumer."));
        refuse(config, Set.of(ConsumerConfig.GROUP_ID_CONFIG));
        return with(config, CONSUMER_GUARANTEES, clientId);
    }

    /** Settings of a member of a group. */
    public Map<String, Object> consumerConfig(String clientId, String groupId) {
        Map<String, Object> config = consumerConfig(clientId);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        return config;
    }

    public Map<String, Object> adminConfig(String clientId) {
        return with(new HashMap<>(given("admin.")), Map.of(), clientId);
    }

    public KafkaProducer<byte[], byte[]> producer(String clientId) {
        return new KafkaProducer<>(producerConfig(clientId));
    }

    public KafkaProducer<byte[], byte[]> transactionalProducer(String clientId, String transactionalId) {
        return new KafkaProducer<>(transactionalProducerConfig(clientId, transactionalId));
    }

    public KafkaConsumer<byte[], byte[]> consumer(String clientId) {
        return new KafkaConsumer<>(consumerConfig(clientId));
    }

    public KafkaConsumer<byte[], byte[]> consumer(String clientId, String groupId) {
        return new KafkaConsumer<>(consumerConfig(clientId, groupId));
    }

    /**
     * A member of a share group that holds one record at a time and says by itself what became of it. Where such a group begins and that it
     * sees committed records only is a setting of the group on the broker.
     */
    public KafkaShareConsumer<byte[], byte[]> shareConsumer(String clientId, String groupId) {
        Map<String, Object> config = consumerConfig(clientId, groupId);
        config.keySet().removeAll(NOT_FOR_SHARING);
        config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        return new KafkaShareConsumer<>(config);
    }

    public Admin admin(String clientId) {
        return Admin.create(adminConfig(clientId));
    }

    /** What the cluster settings say for one kind of client; a key with its prefix outranks the same key without. */
    private Map<String, String> given(String prefix) {
        Map<String, String> chosen = new HashMap<>();
        settings.properties().forEach((key, value) -> {
            boolean forOthers = key.startsWith("producer.") || key.startsWith("consumer.") || key.startsWith("admin.");
            if (!forOthers && NOT_FOR_KAFKA.stream().noneMatch(key::startsWith)) {
                chosen.put(key, value);
            }
        });
        settings.properties().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                chosen.put(key.substring(prefix.length()), value);
            }
        });
        return chosen;
    }

    private static Map<String, Object> with(
            Map<String, Object> config, Map<String, String> guarantees, String clientId) {
        guarantees.forEach((key, needed) -> {
            Object given = config.putIfAbsent(key, needed);
            if (given != null && !same(key, given.toString(), needed)) {
                throw broken(key + "=" + given, "it must be " + needed);
            }
        });
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
        return config;
    }

    private static boolean same(String key, String given, String needed) {
        return given.equals(needed) || key.equals(ProducerConfig.ACKS_CONFIG) && given.equals("-1");
    }

    private static void refuse(Map<String, Object> config, Set<String> keys) {
        for (String key : keys) {
            if (config.containsKey(key)) {
                throw broken(key, "it must not be set");
            }
        }
    }

    /** An idempotent producer keeps order with at most five requests under way. */
    private static void requireOrderKept(Map<String, Object> config) {
        Object inFlight = config.get(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);
        if (inFlight != null && !inFlight.toString().matches("[1-5]")) {
            throw broken(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION + "=" + inFlight, "it must be 1 to 5");
        }
    }

    private static MeshException broken(String what, String needed) {
        return new MeshException(TopicErrors.CLIENT_SETTING, what + " would break a guarantee; " + needed);
    }
}
