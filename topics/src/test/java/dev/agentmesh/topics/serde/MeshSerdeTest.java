package dev.agentmesh.topics.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.registry.RegistryRefused;
import dev.agentmesh.topics.registry.RegistryUnavailable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class MeshSerdeTest {
    private final Probe probe = new Probe();

    @Test
    void the_frame_is_confluents() {
        byte[] value = probe.codec.encode(Probe.task());

        int id = probe.registry.latest(Probe.SUBJECT).orElseThrow().id();
        assertThat(value[0]).isZero();
        assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(id);
    }

    @Test
    void a_schema_that_nobody_registered_is_an_error_by_default() {
        MessageCodec<TaskMessage> strict = probe.codec(Map.of());

        assertThatThrownBy(() -> strict.encode(Probe.task()))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("MESH-6007")
                .hasMessageContaining(Probe.SUBJECT);
        assertThat(probe.registry.subjects()).isEmpty();
    }

    @Test
    void the_registry_is_asked_once_for_each_schema_and_topic() throws Exception {
        byte[] value = probe.codec.encode(Probe.task());
        probe.codec.decode(value);
        int asked = probe.registry.requests.get();

        for (int i = 0; i < 1_000; i++) {
            probe.codec.decode(probe.codec.encode(Probe.task()));
        }

        assertThat(probe.registry.requests.get()).isEqualTo(asked);
    }

    @Test
    void what_is_known_survives_an_outage_of_the_registry() throws Exception {
        byte[] value = probe.codec.encode(Probe.task());
        probe.codec.decode(value);
        probe.registry.goDown();

        assertThat(probe.codec.decode(probe.codec.encode(Probe.task()))).isEqualTo(Probe.task());
    }

    @Test
    void writing_waits_for_the_registry_too() {
        probe.registry.goDown();

        assertThatThrownBy(() -> probe.codec.encode(Probe.task())).isInstanceOf(RegistryUnavailable.class);
    }

    @Test
    void the_newest_version_serves_when_it_has_our_shape_in_other_words() throws Exception {
        probe.codec.encode(Probe.task());
        String ours = probe.registry.latest(Probe.SUBJECT).orElseThrow().schema();
        String respelt = ours.replaceAll("\"doc\":\"[^\"]*\"", "\"doc\":\"in other words\"");
        int id = probe.registry.register(Probe.SUBJECT, respelt);
        MessageCodec<TaskMessage> latest = probe.codec(Map.of("use.latest.version", "true"));

        byte[] value = latest.encode(Probe.task());

        assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(id);
        assertThat(latest.decode(value)).isEqualTo(Probe.task());
    }

    @Test
    void the_newest_version_is_refused_when_it_has_another_shape() {
        probe.registry.register(
                Probe.SUBJECT,
                "{\"type\":\"record\",\"name\":\"Task\",\"namespace\":\"dev.agentmesh.schema\",\"fields\":[]}");
        MessageCodec<TaskMessage> latest = probe.codec(Map.of("use.latest.version", "true"));

        assertThatThrownBy(() -> latest.encode(Probe.task())).hasMessageContaining("MESH-6007");
    }

    @Test
    void a_record_of_an_older_schema_gets_the_defaults_of_what_it_lacks() throws Exception {
        probe.codec.encode(Probe.task());
        Schema current = new Schema.Parser()
                .parse(probe.registry.latest(Probe.SUBJECT).orElseThrow().schema());
        Schema older = withoutCause(current);
        var header = new org.apache.avro.generic.GenericData.Record(
                older.getField("header").schema());
        header.put("runId", "r-1");
        header.put("seq", 0L);
        header.put("at", 1_000L);
        header.put("prevHash", ByteBuffer.allocate(0));
        var cancel = new org.apache.avro.generic.GenericData.Record(
                older.getField("body").schema().getTypes().get(1));
        cancel.put("reason", "enough");
        var task = new org.apache.avro.generic.GenericData.Record(older);
        task.put("header", header);
        task.put("taskId", "r-1/greet");
        task.put("stepPath", "greet");
        task.put("attempt", 2);
        task.put("lease", "l");
        task.put("agent", "greeter");
        task.put("body", cancel);

        TaskMessage read = probe.codec.decode(probe.framed(older, Probe.avro(older, task)));

        assertThat(read.header().cause()).isEmpty();
        assertThat(read.body()).isEqualTo(new TaskMessage.Cancel("enough"));
    }

    private static Schema withoutCause(Schema current) {
        return new Schema.Parser().parse(current.toString().replaceFirst("\\{\"name\":\"cause\"[^}]*},", ""));
    }

    @Test
    void many_threads_may_use_one_codec() throws Exception {
        List<Callable<TaskMessage>> calls = IntStream.range(0, 2_000)
                .<Callable<TaskMessage>>mapToObj(i -> () -> probe.codec.decode(probe.codec.encode(Probe.task())))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<TaskMessage> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(Probe.task());
            }
        }
    }

    @Test
    void an_unknown_serde_is_named_with_those_there_are() {
        assertThatThrownBy(() -> RecordSerde.open(Map.of("schema.serde", "protobuf"), probe.registry))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-5018")
                .hasMessageContaining("[confluent, mesh]");
    }

    @Test
    void subjects_are_named_as_confluent_names_them() {
        assertThat(SubjectNaming.ofStrategy("io.confluent.kafka.serializers.subject.TopicNameStrategy")
                        .subject("t", "a.B"))
                .isEqualTo("t-value");
        assertThat(SubjectNaming.ofStrategy("RecordNameStrategy").subject("t", "a.B"))
                .isEqualTo("a.B");
        assertThat(SubjectNaming.ofStrategy("x.TopicRecordNameStrategy").subject("t", "a.B"))
                .isEqualTo("t-a.B");
        assertThatThrownBy(() -> SubjectNaming.ofStrategy("MyStrategy")).hasMessageContaining("MESH-5018");
    }

    @Test
    void the_registered_text_has_no_hints_for_java() {
        probe.codec.encode(Probe.task());

        assertThat(probe.registry.latest(Probe.SUBJECT).orElseThrow().schema())
                .doesNotContain("avro.java.string")
                .contains("\"name\":\"taskId\",\"type\":\"string\"")
                .contains("timestamp-millis");
    }
}
