package dev.agentmesh.topics.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.agentmesh.topics.registry.RegistryUnavailable;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes from hell: each must end as a coded {@link UndecodableRecord}, quickly and without eating the heap. */
class PoisonTest {
    private final Probe probe = new Probe();
    private final byte[] good = probe.codec.encode(Probe.task());

    @Test
    void a_tombstone_is_no_message() {
        assertThat(poison(null)).extracting(UndecodableRecord::code).isEqualTo("MESH-6006");
    }

    @Test
    void an_empty_value_is_no_message() {
        assertThat(poison(new byte[0]).code()).isEqualTo("MESH-6006");
    }

    @Test
    void plain_json_is_recognised() {
        assertThat(poison("{\"name\":\"Ana\"}".getBytes(UTF_8)))
                .hasMessageContaining("MESH-6004")
                .hasMessageContaining("0x7b, looks like JSON");
    }

    @Test
    void a_serialized_java_object_is_recognised_and_never_read() {
        assertThat(poison(HexFormat.of().parseHex("aced00057372001141")))
                .hasMessageContaining("MESH-6004")
                .hasMessageContaining("serialized Java object");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_frame_cut_short_is_no_frame(int length) {
        assertThat(poison(Arrays.copyOf(good, length)).code()).isEqualTo("MESH-6004");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void an_id_the_registry_does_not_know_is_poison(int id) {
        byte[] value = good.clone();
        ByteBuffer.wrap(value).putInt(1, id);

        assertThat(poison(value)).hasMessageContaining("MESH-6001").hasMessageContaining("schema id " + id);
    }

    @Test
    void a_record_cut_short_anywhere_is_poison() {
        for (int length = 5; length < good.length; length++) {
            assertThat(poison(Arrays.copyOf(good, length)).code())
                    .as("at %d", length)
                    .isEqualTo("MESH-6005");
        }
    }

    @Test
    void trailing_bytes_are_poison() {
        assertThat(poison(Arrays.copyOf(good, good.length + 1)))
                .hasMessageContaining("MESH-6005")
                .hasMessageContaining("1 bytes follow");
    }

    @Test
    void a_record_inflated_on_the_way_is_poison() {
        assertThat(poison(Arrays.copyOf(good, (4 << 20) + 1)))
                .hasMessageContaining("MESH-6005")
                .hasMessageContaining("the limit is 4194304");
    }

    @Test
    void a_registry_that_is_down_says_nothing_about_the_record() throws Exception {
        MessageCodec<?> fresh = probe.codec(java.util.Map.of());
        probe.registry.goDown();

        assertThatThrownBy(() -> fresh.decode(good))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("MESH-5007");

        probe.registry.comeBack();
        assertThat(fresh.decode(good)).isEqualTo(Probe.task());
    }

    @Test
    void an_unknown_id_is_asked_for_once_however_often_it_comes() {
        poison(Probe.framed(77, new byte[0]));
        int asked = probe.registry.requests.get();

        for (int i = 0; i < 100; i++) {
            poison(Probe.framed(77, new byte[0]));
        }

        assertThat(probe.registry.requests.get()).isEqualTo(asked);
    }

    /** Two thousand million of something in five bytes, in a field that we would only skip. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"array\",\"items\":\"null\"}",
                "{\"type\":\"array\",\"items\":\"string\"}",
                "{\"type\":\"map\",\"values\":\"null\"}",
                "\"string\"",
                "\"bytes\""
            })
    void a_length_nobody_could_mean_does_not_allocate(String type) {
        String ours = probe.registry.latest(Probe.SUBJECT).orElseThrow().schema();
        Schema padded = new Schema.Parser()
                .parse(ours.replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"junk\",\"type\":" + type + "},"));
        byte[] bomb = probe.framed(padded, HexFormat.of().parseHex("feffffff0f00"));
        poison(bomb);

        long before = allocated();
        UndecodableRecord poison = poison(bomb);

        assertThat(allocated() - before).isLessThan(1L << 20);
        assertThat(poison.code()).isEqualTo("MESH-6005");
    }

    /** Items that take no bytes are bounded by their number alone. */
    @Test
    void a_record_of_many_nothings_is_bounded() {
        String ours = probe.registry.latest(Probe.SUBJECT).orElseThrow().schema();
        Schema padded = new Schema.Parser()
                .parse(ours.replaceFirst(
                        "\"fields\":\\[",
                        "\"fields\":[{\"name\":\"junk\",\"type\":{\"type\":\"array\",\"items\":\"null\"}},"));

        assertThat(poison(probe.framed(padded, HexFormat.of().parseHex("80800880800800"))))
                .hasMessageContaining("more than 65536 items");
    }

    @Test
    void lengths_inside_our_own_schema_are_believed_only_as_far_as_bytes_are_left() {
        byte[] lie = Arrays.copyOf(good, 14);
        System.arraycopy(HexFormat.of().parseHex("feffffff0f"), 0, lie, 5, 5);

        long before = allocated();
        UndecodableRecord poison = poison(lie);

        assertThat(allocated() - before).isLessThan(1L << 20);
        assertThat(poison).hasMessageContaining("MESH-6005").hasMessageContaining("bytes are left");
    }

    @Test
    void class_names_in_a_foreign_schema_are_only_words() {
        Armed.loaded = false;
        Schema header = SchemaBuilder.record("Header")
                .namespace("dev.agentmesh.schema")
                .fields()
                .name("runId")
                .type(string("java-class", Armed.class.getName()))
                .noDefault()
                .endRecord();
        Schema hostile = SchemaBuilder.record("Task")
                .namespace("dev.agentmesh.schema")
                .fields()
                .name("taskId")
                .type(string("java-class", Armed.class.getName()))
                .noDefault()
                .name("header")
                .type(header)
                .noDefault()
                .name("extra")
                .type(string("java-class", Armed.class.getName()))
                .noDefault()
                .endRecord();
        GenericRecord datum = new GenericRecordBuilder(hostile)
                .set("taskId", "r-1/greet")
                .set(
                        "header",
                        new GenericRecordBuilder(header).set("runId", "r-1").build())
                .set("extra", "x")
                .build();

        assertThat(poison(probe.framed(hostile, Probe.avro(hostile, datum))).code())
                .isEqualTo("MESH-6010");
        assertThat(Armed.loaded).isFalse();
    }

    @Test
    void a_schema_of_something_else_is_poison() {
        Schema order = SchemaBuilder.record("Order").fields().requiredLong("id").endRecord();
        GenericData.Record datum = new GenericData.Record(order);
        datum.put("id", 5L);

        assertThat(poison(probe.framed(order, Probe.avro(order, datum))).code()).isEqualTo("MESH-6010");
    }

    @Test
    void a_schema_that_nests_itself_is_refused_before_anything_is_read() {
        Schema node = new Schema.Parser().parse("""
                        {"type":"record","name":"Task","namespace":"dev.agentmesh.schema","fields":[
                          {"name":"next","type":["null","Task"]}]}""");

        assertThat(poison(probe.framed(node, new byte[] {2, 2, 2, 2})))
                .hasMessageContaining("MESH-6010")
                .hasMessageContaining("contains itself");
    }

    @Test
    void text_that_is_no_schema_is_poison_too() {
        int id = probe.registry.store("{\"type\":\"recrd\"}");

        assertThat(poison(Probe.framed(id, new byte[0])).code()).isEqualTo("MESH-6010");
    }

    @Test
    void strings_must_be_utf8() {
        byte[] value = good.clone();
        int at = new String(value, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("greet");
        value[at] = (byte) 0xc0;
        value[at + 1] = (byte) 0xaf;

        assertThat(poison(value)).hasMessageContaining("MESH-6005").hasMessageContaining("UTF-8");
    }

    @Test
    void a_record_that_breaks_a_rule_of_its_topic_is_poison() {
        byte[] value = good.clone();
        int at = new String(value, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("r-1/greet");
        value[at] = 'x';

        assertThat(poison(value)).hasMessageContaining("MESH-6008").hasMessageContaining("taskId");
    }

    @Test
    void a_payload_that_was_tampered_with_is_poison() {
        byte[] value = good.clone();
        int at = new String(value, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Ana");
        value[at] = 'E';

        assertThat(poison(value)).hasMessageContaining("MESH-6008").hasMessageContaining("SHA-256");
    }

    @Test
    void a_key_that_is_not_the_messages_own_is_poison() {
        for (byte[] key : new byte[][] {{}, "r-1".getBytes(UTF_8), new byte[1 << 20]}) {
            assertThatThrownBy(() -> RecordKey.require(key, Probe.task()))
                    .isInstanceOf(UndecodableRecord.class)
                    .hasMessageContaining("MESH-6012");
        }
        assertThatThrownBy(() -> RecordKey.require(null, Probe.task())).hasMessageContaining("no key");
    }

    @Test
    void the_right_key_is_taken() throws Exception {
        RecordKey.require("r-1/greet".getBytes(UTF_8), Probe.task());
    }

    /** Twenty thousand damaged records: whatever happens, it happens as a coded refusal or as a valid message. */
    @Test
    void no_damage_gets_past_the_two_ways_out() {
        Random random = new Random(20261121);
        long before = allocated();
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(good, 6 + random.nextInt(good.length));
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt(256);
            }
            try {
                probe.codec.decode(damaged);
            } catch (UndecodableRecord expected) {
                assertThat(expected.code()).startsWith("MESH-60");
            }
        }
        assertThat((allocated() - before) / 20_000).isLessThan(64L << 10);
    }

    private UndecodableRecord poison(byte @Nullable [] value) {
        UndecodableRecord thrown = catchThrowableOfType(UndecodableRecord.class, () -> probe.codec.decode(value));
        assertThat(thrown).as("refusal").isNotNull();
        return thrown;
    }

    private static Schema string(String property, String value) {
        Schema schema = Schema.create(Schema.Type.STRING);
        schema.addProp(property, value);
        return schema;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Goes off when its class is initialised or an instance is made from a string. */
    public static final class Armed {
        static boolean loaded;

        public Armed(String text) {
            loaded = true;
        }
    }
}
