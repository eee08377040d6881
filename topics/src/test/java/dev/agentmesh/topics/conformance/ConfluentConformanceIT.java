package dev.agentmesh.topics.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.localcluster.LocalRegistry;
import dev.agentmesh.localcluster.LocalServerSettings;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.catalogue.TopicSpec;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskPosition;
import dev.agentmesh.topics.message.Usage;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import dev.agentmesh.topics.serde.RecordSerde;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryDecoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our registry client and wire format, held against the genuine Confluent client on one real registry. */
class ConfluentConformanceIT {
    private static final String V1 =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";
    private static final String V2 =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"y\",\"type\":\"int\",\"default\":0}]}";
    private static final String BREAKING =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"z\",\"type\":\"int\"}]}";

    private static final TopicNames NAMES = new TopicNames("conformance");

    @TempDir
    static Path folder;

    private static LocalRegistry server;
    private static HttpSchemaRegistry ours;
    private static CachedSchemaRegistryClient theirs;

    @BeforeAll
    static void start() {
        server = LocalRegistry.start(LocalServerSettings.in(folder).withFreeBytes(0));
        ours = HttpSchemaRegistry.from(Map.of("schema.registry.url", server.url()));
        theirs = new CachedSchemaRegistryClient(server.url(), 100);
    }

    @AfterAll
    static void stop() {
        ours.close();
        server.close();
    }

    @Test
    void what_we_register_they_find_and_the_other_way_round() throws Exception {
        List<TopicSpec> topics = new Catalogue(NAMES, CatalogueSettings.development()).topics();
        for (TopicSpec topic : topics) {
            String back = "back-" + topic.subject();
            int id = ours.register(topic.subject(), topic.schema());

            assertThat(theirs.getId(topic.subject(), new AvroSchema(topic.schema())))
                    .isEqualTo(id);
            assertThat(theirs.getSchemaById(id)).isEqualTo(new AvroSchema(topic.schema()));
            assertThat(theirs.getLatestSchemaMetadata(topic.subject()).getId()).isEqualTo(id);

            assertThat(theirs.register(back, new AvroSchema(topic.schema()))).isEqualTo(id);
            assertThat(ours.lookup(back, topic.schema())).hasValue(id);
            assertThat(ours.latest(back).orElseThrow().id()).isEqualTo(id);
        }
        assertThat(ours.subjects()).containsExactlyInAnyOrderElementsOf(theirs.getAllSubjects());
    }

    @Test
    void both_say_the_same_about_compatibility() throws Exception {
        ours.register("compat", V1);
        ours.setCompatibility("compat", Compatibility.BACKWARD_TRANSITIVE);

        assertThat(theirs.getCompatibility("compat")).isEqualTo("BACKWARD_TRANSITIVE");
        assertThat(ours.isCompatible("compat", V2))
                .isEqualTo(theirs.testCompatibility("compat", new AvroSchema(V2)))
                .isTrue();
        assertThat(ours.isCompatible("compat", BREAKING))
                .isEqualTo(theirs.testCompatibility("compat", new AvroSchema(BREAKING)))
                .isFalse();
        assertThatThrownBy(() -> theirs.register("compat", new AvroSchema(BREAKING)))
                .isInstanceOf(RestClientException.class)
                .extracting(e -> ((RestClientException) e).getStatus())
                .isEqualTo(409);
        assertThatThrownBy(() -> ours.register("compat", BREAKING)).hasMessageContaining("MESH-6002");

        theirs.updateCompatibility("compat", "FULL");
        assertThat(ours.compatibility("compat")).hasValue(Compatibility.FULL);
        assertThat(ours.defaultCompatibility().name()).isEqualTo(theirs.getCompatibility(null));
    }

    @Test
    void what_is_not_there_is_not_there_for_either() {
        assertThatThrownBy(() -> theirs.getSchemaById(987_654)).isInstanceOf(RestClientException.class);
        assertThat(ours.schemaById(987_654)).isEmpty();
        assertThatThrownBy(() -> theirs.getId("no-such-subject", new AvroSchema(V1)))
                .isInstanceOf(RestClientException.class);
        assertThat(ours.lookup("no-such-subject", V1)).isEmpty();
        assertThat(ours.latest("no-such-subject")).isEmpty();
        assertThat(ours.compatibility("no-such-subject")).isEmpty();
        assertThat(ours.isCompatible("no-such-subject", V1)).isTrue();
    }

    /** Their client resolves the id in our frame; plain Avro of another version reads what is behind it, and writes it the same. */
    @Test
    void our_bytes_are_theirs() throws Exception {
        MessageCodecs codecs =
                new MessageCodecs(RecordSerde.open(Map.of("auto.register.schemas", "true"), ours), NAMES);
        ResultMessage message = result();
        byte[] value = codecs.results().encode(message);

        ByteBuffer frame = ByteBuffer.wrap(value);
        assertThat(frame.get()).isZero();
        int id = frame.getInt();
        AvroSchema found = (AvroSchema) theirs.getSchemaById(id);
        Schema schema = new Schema.Parser().parse(found.canonicalString());
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);

        assertThat(decoder.isEnd()).isTrue();
        assertThat(record.get("taskId")).hasToString("r-1/draft");
        assertThat(((GenericRecord) record.get("header")).get("at"))
                .isEqualTo(message.header().at().toEpochMilli());
        assertThat(((GenericRecord) record.get("body")).getSchema().getName()).isEqualTo("AttemptFailed");

        byte[] rewritten = framed(theirs.getId(NAMES.results() + "-value", found), schema, record);
        assertThat(rewritten).isEqualTo(value);
        assertThat(codecs.results().decode(rewritten)).isEqualTo(message);
    }

    private static byte[] framed(int id, Schema schema, GenericRecord record) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.write(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static ResultMessage result() {
        return new ResultMessage(
                MessageHeader.of("r-1", Instant.parse("2026-11-21T10:00:00.123Z"), "mesh.tasks.writer-0:7"),
                "r-1/draft",
                "draft",
                2,
                "lease",
                "writer",
                "writer-1",
                new TaskPosition(0, 7),
                new ResultMessage.Failed(
                        new Failure("TRANSIENT", "HTTP_503", "naïve – 日本語 🦊"),
                        List.of(new Usage("m", 10, 20, 0.0125), new Usage("n", 0, 1L << 40, 0)),
                        Duration.ofMillis(1_234)));
    }

    @Test
    void a_payload_travels_in_our_frames_unharmed() throws Exception {
        MessageCodecs codecs =
                new MessageCodecs(RecordSerde.open(Map.of("auto.register.schemas", "true"), ours), NAMES);
        Payload largest = Payload.json("\"" + "x".repeat(Payload.MAX_INLINE - 2) + "\"");
        ResultMessage message = new ResultMessage(
                MessageHeader.of("r-1", Instant.EPOCH, ""),
                "r-1/draft",
                "draft",
                1,
                "lease",
                "writer",
                "writer-1",
                TaskPosition.UNKNOWN,
                new ResultMessage.Completed(largest, List.of(), Duration.ZERO));

        assertThat(codecs.results().decode(codecs.results().encode(message))).isEqualTo(message);
    }
}
