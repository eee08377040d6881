package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.RegistryRefused;
import dev.agentmesh.topics.registry.RegistryUnavailable;
import dev.agentmesh.topics.registry.SchemaRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The genuine Confluent serializers, by name: their jars are on the class path only where the Maven profile
 * {@code confluent-serdes} put them. Reached through Kafka's own interfaces, so nothing here is compiled against them.
 *
 * <p>Decoding is as hardened as their deserializer is; our bounds on lengths and collections do not apply to it.
 */
public final class ConfluentSerde implements RecordSerde {
    static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
    static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final Serializer<Object> serializer;
    private final Deserializer<?> deserializer;

    ConfluentSerde(Serializer<Object> serializer, Deserializer<?> deserializer, Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.putIfAbsent("auto.register.schemas", "false");
        settings.put("specific.avro.reader", "true");
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    @Override
    public <T extends SpecificRecord> RecordFormat<T> format(Class<T> type) {
        return new Format<>(type);
    }

    private final class Format<T> implements RecordFormat<T> {
        private final Class<T> type;

        Format(Class<T> type) {
            this.type = type;
        }

        @Override
        public byte[] encode(String topic, T record) {
            try {
                return serializer.serialize(topic, record);
            } catch (KafkaException e) {
                RestFailure failure = RestFailure.in(e);
                if (failure != null && failure.code() / 100 == 404) {
                    throw new RegistryRefused(
                            TopicErrors.NOT_REGISTERED, "our schema is not registered for topic " + topic, e);
                }
                throw outage(e);
            }
        }

        @Override
        public T decode(byte @Nullable [] value) throws UndecodableRecord {
            int id = Frame.schemaId(value);
            Object record;
            try {
                record = deserializer.deserialize(type.getSimpleName(), value);
            } catch (KafkaException e) {
                RestFailure failure = RestFailure.in(e);
                if (failure == null) {
                    throw new UndecodableRecord(
                            TopicErrors.UNDECODABLE,
                            "bytes do not decode with schema " + id + ": " + e.getMessage(),
                            e);
                }
                if (failure.code() == SCHEMA_NOT_FOUND || failure.code() == SUBJECT_NOT_FOUND) {
                    throw new UndecodableRecord(
                            TopicErrors.UNKNOWN_SCHEMA,
                            "cannot decode: schema id " + id + " is unknown to the registry",
                            e);
                }
                throw outage(e);
            }
            if (!type.isInstance(record)) {
                throw new UndecodableRecord(
                        TopicErrors.SCHEMA_TOO_NEW, "schema " + id + " cannot be read as " + type.getName());
            }
            return type.cast(record);
        }

        private RegistryUnavailable outage(KafkaException e) {
            return new RegistryUnavailable("the Confluent client could not ask the registry: " + e.getMessage(), e);
        }
    }

    /**
     * What a cause chain says about the registry.
     *
     * @param code Confluent's error code; 0 when there was no answer at all
     */
    private record RestFailure(int code) {
        static @Nullable RestFailure in(Throwable thrown) {
            for (Throwable t = thrown; t != null; t = t.getCause()) {
                if (t.getClass().getSimpleName().equals("RestClientException")) {
                    return new RestFailure(errorCode(t));
                }
                if (t instanceof IOException && !(t instanceof java.io.EOFException)) {
                    return new RestFailure(0);
                }
            }
            return null;
        }

        private static int errorCode(Throwable restClientException) {
            try {
                return restClientException.getClass().getMethod("getErrorCode").invoke(restClientException)
                                instanceof Integer code
                        ? code
                        : 0;
            } catch (ReflectiveOperationException e) {
                return 0;
            }
        }
    }

    /** For the service loader. */
    public static final class Provider implements SerdeProvider {
        @Override
        public String name() {
            return "confluent";
        }

        @Override
        @SuppressWarnings("unchecked")
        public RecordSerde open(Map<String, String> properties, SchemaRegistry registry) {
            Serializer<Object> serializer = (Serializer<Object>) instance(SERIALIZER, Serializer.class);
            return new ConfluentSerde(serializer, instance(DESERIALIZER, Deserializer.class), properties);
        }

        private static <T> T instance(String className, Class<T> as) {
            try {
                return Class.forName(className)
                        .asSubclass(as)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new MeshException(
                        TopicErrors.INVALID_SETTING,
                        SETTING + "=confluent needs " + className
                                + " on the class path; build with -Pconfluent-serdes, or use the default",
                        e);
            }
        }
    }
}
