package dev.agentmesh.bench.floor;

import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The bare Streams loop as a process: {@code FloorLoop BOOTSTRAP STATE_FOLDER COMMIT_MILLIS}. */
public final class FloorLoop {
    private static final String SOURCE = "results";
    private static final String LOOP = "loop";
    private static final String STORE = "runs";
    private static final String LOG = "log";
    private static final String TASKS = "tasks";
    private static final String OUTCOMES = "outcomes";
    /** Its consumer group, and what its changelog's name starts with. */
    public static final String APPLICATION = "floor";

    private FloorLoop() {}

    public static void main(String[] args) throws InterruptedException {
        Drained drained = new Drained();
        KafkaStreams streams =
                new KafkaStreams(topology(drained), settings(args[0], args[1], Integer.parseInt(args[2])), drained);
        CountDownLatch over = new CountDownLatch(1);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                System.out.println("ready");
            } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                over.countDown();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        over.await();
    }

    private static Topology topology(Drained drained) {
        var bytes = new ByteArrayDeserializer();
        var out = new ByteArraySerializer();
        return new Topology()
                .addSource(SOURCE, bytes, bytes, FloorTopics.RESULTS)
                .addProcessor(LOOP, () -> new Loop(drained), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                                .withCachingDisabled(),
                        LOOP)
                .addSink(LOG, FloorTopics.LOG, out, out, LOOP)
                .addSink(TASKS, FloorTopics.TASKS, out, out, LOOP)
                .addSink(OUTCOMES, FloorTopics.OUTCOMES, out, out, LOOP);
    }

    private static Properties settings(String bootstrap, String folder, int commitMillis) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
        settings.put(StreamsConfig.POLL_MS_CONFIG, Math.min(5, commitMillis));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000);
        return settings;
    }

    /** State read, state written, one log record, one task record. */
    private static final class Loop implements Processor<byte[], byte[], byte[], byte[]> {
        private final Drained drained;
        private ProcessorContext<byte[], byte[]> context;
        private KeyValueStore<Bytes, byte[]> runs;

        @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
        Loop(Drained drained) {
            this.drained = drained;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> given) {
            context = given;
            runs = given.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            Bytes key = Bytes.wrap(record.key());
            byte[] known = runs.get(key);
            int left = FloorRecord.stepsLeft(known == null ? record.value() : known);
            context.forward(record, LOG);
            if (left > 0) {
                byte[] next = FloorRecord.of(left - 1);
                runs.put(key, next);
                context.forward(record.withValue(next), TASKS);
            } else {
                runs.delete(key);
                context.forward(record, OUTCOMES);
            }
            if (drained.processed()) {
                context.commit();
            }
        }
    }
}
