package dev.agentmesh.topics.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.clients.TopicScan;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.deadletter.RedriveRequest.Repeat;
import dev.agentmesh.topics.deadletter.StoredLetter.Status;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.registry.InMemoryRegistry;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriverIT {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final TopicNames names = new TopicNames(TestBroker.unique("redrive"));
    private final KafkaClients clients = new KafkaClients(
            ClusterSettings.of(TestBroker.shared().bootstrapServers(), "http://localhost:1", names.namespace()));
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final MessageCodecs codecs = new MessageCodecs(RecordSerde.open(Map.of(), registry), names);
    private final Redriver redriver = new Redriver(clients, codecs, Clock.systemUTC());
    private final DeadLetterReader reader = new DeadLetterReader(clients, codecs.deadLetters());

    @BeforeEach
    void provision() {
        try (Admin admin = clients.admin("test")) {
            Provisioner provisioner =
                    new Provisioner(new Catalogue(names, CatalogueSettings.development()), admin, registry);
            provisioner.apply();
            provisioner.provisionAgent("greeter");
        }
    }

    @Test
    void a_dead_task_goes_back_as_a_command() throws Exception {
        DeadLetter letter = write(taskLetter("greet", "r-1"));

        List<RedriveResult> results = redriver.redrive(RedriveRequest.of(List.of(letter.id()), "ana", "mended"));

        assertThat(results).containsExactly(new RedriveResult.Done(letter.id(), names.commands()));
        ConsumerRecord<byte[], byte[]> record = only(names.commands());
        CommandMessage command = codecs.commands().decode(record.value());
        assertThat(command.header().runId()).isEqualTo("r-1");
        assertThat(command.body())
                .isEqualTo(new CommandMessage.RedriveTask("greet", Optional.empty(), "mended", "ana"));
        assertThat(new String(record.key(), UTF_8)).isEqualTo("r-1");
        assertThat(header(record, "mesh-redrive-of")).isEqualTo(letter.id());
        assertThat(Envelope.traceOf(record.headers()).orElseThrow().traceId())
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(redriven(letter.id()).redrives().getFirst().mark().by()).isEqualTo("ana");
    }

    @Test
    void a_dead_task_may_get_another_input() throws Exception {
        DeadLetter letter = write(taskLetter("greet", "r-1"));

        redriver.redrive(new RedriveRequest(
                List.of(letter.id()), "ana", "", Optional.of(Octets.utf8("{\"name\":\"Bo\"}")), Repeat.REFUSE));

        CommandMessage command = codecs.commands().decode(only(names.commands()).value());
        assertThat(command.body())
                .isEqualTo(new CommandMessage.RedriveTask(
                        "greet", Optional.of(Payload.json("{\"name\":\"Bo\"}")), "", "ana"));
    }

    @Test
    void an_edited_input_that_is_no_json_is_refused() {
        DeadLetter letter = write(taskLetter("greet", "r-1"));

        assertThat(redriver.redrive(new RedriveRequest(
                        List.of(letter.id()), "ana", "", Optional.of(Octets.utf8("{name:Bo}")), Repeat.REFUSE)))
                .singleElement()
                .satisfies(result ->
                        assertThat(refusal(result)).contains("MESH-5022").contains("MESH-6009"));
        assertThat(all(names.commands())).isEmpty();
        assertThat(reader.read().open()).hasSize(1);
    }

    @Test
    void poison_goes_back_to_its_topic_byte_for_byte() {
        DeadLetter letter = write(poison(names.tasks("greeter"), "r-1/greet", new byte[] {0, 1, 2, (byte) 0xff}));

        List<RedriveResult> results = redriver.redrive(RedriveRequest.of(List.of(letter.id()), "ana", ""));

        assertThat(results).containsExactly(new RedriveResult.Done(letter.id(), names.tasks("greeter")));
        ConsumerRecord<byte[], byte[]> back = only(names.tasks("greeter"));
        assertThat(back.key()).isEqualTo("r-1/greet".getBytes(UTF_8));
        assertThat(back.value()).containsExactly(0, 1, 2, 0xff);
        assertThat(header(back, "custom")).isEqualTo("kept");
        assertThat(header(back, "mesh-redrive-of")).isEqualTo(letter.id());
    }

    @Test
    void poison_may_be_mended_first() {
        DeadLetter letter = write(poison(names.commands(), "r-1", new byte[] {7}));

        redriver.redrive(new RedriveRequest(
                List.of(letter.id()), "ana", "", Optional.of(Octets.of(new byte[] {8, 9})), Repeat.REFUSE));

        assertThat(only(names.commands()).value()).containsExactly(8, 9);
        assertThat(redriven(letter.id()).redrives().getFirst().mark().edited()).isTrue();
    }

    @Test
    void a_letter_is_redriven_once_unless_somebody_insists() {
        DeadLetter letter = write(taskLetter("greet", "r-1"));
        redriver.redrive(RedriveRequest.of(List.of(letter.id()), "ana", ""));

        assertThat(redriver.redrive(RedriveRequest.of(List.of(letter.id()), "bo", "")))
                .singleElement()
                .satisfies(result ->
                        assertThat(refusal(result)).contains("MESH-5020").contains("by ana"));
        committed(names.commands(), 1);

        assertThat(redriver.redrive(
                        new RedriveRequest(List.of(letter.id()), "bo", "again", Optional.empty(), Repeat.FORCE)))
                .containsExactly(new RedriveResult.Done(letter.id(), names.commands()));
        committed(names.commands(), 2);
    }

    @Test
    void of_many_those_that_can_are_redriven_and_each_has_a_result() {
        DeadLetter first = write(taskLetter("greet", "r-1"));
        DeadLetter second = write(taskLetter("greet", "r-2"));

        List<RedriveResult> results = redriver.redrive(
                RedriveRequest.of(List.of(first.id(), "d-unknown", second.id(), first.id()), "ana", ""));

        assertThat(results).extracting(RedriveResult::id).containsExactly(first.id(), "d-unknown", second.id());
        assertThat(refusal(results.get(1))).contains("MESH-5021");
        committed(names.commands(), 2);
        redriven(first.id());
        redriven(second.id());
        assertThat(reader.read().open()).isEmpty();
    }

    @Test
    void a_letter_cannot_be_used_to_write_elsewhere() {
        DeadLetter abroad = write(poison("other.commands", "r-1", new byte[] {1}));
        DeadLetter log = write(poison(names.events(), "r-2", new byte[] {1}));
        DeadLetter letters = write(poison(names.deadLetters(), "r-3", new byte[] {1}));

        List<RedriveResult> results =
                redriver.redrive(RedriveRequest.of(List.of(abroad.id(), log.id(), letters.id()), "eve", ""));

        assertThat(results)
                .allSatisfy(result ->
                        assertThat(refusal(result)).contains("MESH-5022").contains("takes no redriven records"));
        assertThat(all(names.events())).isEmpty();
    }

    @Test
    void a_value_no_topic_would_take_is_refused_before_it_undoes_the_rest() {
        DeadLetter letter = write(poison(names.commands(), "r-1", new byte[] {7}));

        assertThat(redriver.redrive(new RedriveRequest(
                        List.of(letter.id()), "ana", "", Optional.of(Octets.of(new byte[1_000_001])), Repeat.REFUSE)))
                .singleElement()
                .satisfies(result -> assertThat(refusal(result)).contains("MESH-5003"));
    }

    /** The second takes over while the first is between its look and its writing. */
    @Test
    void of_two_at_once_only_the_later_redrives() {
        DeadLetter letter = write(taskLetter("greet", "r-1"));
        AtomicInteger looks = new AtomicInteger();
        List<RedriveResult> later = new ArrayList<>();
        Clock interfering = new Clock() {
            @Override
            public Instant instant() {
                if (looks.getAndIncrement() == 0) {
                    later.addAll(redriver.redrive(RedriveRequest.of(List.of(letter.id()), "bo", "")));
                }
                return NOW;
            }

            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        Redriver earlier = new Redriver(clients, codecs, interfering);

        assertThatThrownBy(() -> earlier.redrive(RedriveRequest.of(List.of(letter.id()), "ana", "")))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-5023");

        assertThat(later).containsExactly(new RedriveResult.Done(letter.id(), names.commands()));
        committed(names.commands(), 1);
        assertThat(redriven(letter.id()).redrives())
                .singleElement()
                .satisfies(redrive -> assertThat(redrive.mark().by()).isEqualTo("bo"));
    }

    @Test
    void reading_a_topic_that_is_not_there_is_named() {
        KafkaClients elsewhere = new KafkaClients(ClusterSettings.of(
                TestBroker.shared().bootstrapServers(), "http://localhost:1", TestBroker.unique("nowhere")));

        assertThatThrownBy(() -> new DeadLetterReader(elsewhere, codecs.deadLetters()).read())
                .hasMessageContaining("MESH-5002")
                .hasMessageContaining("dead-letters");
    }

    private DeadLetter write(DeadLetter letter) {
        byte[] key = letter.origin()
                .flatMap(DeadLetter.Origin::key)
                .map(Octets::toArray)
                .orElseGet(() -> letter.header().runId().getBytes(UTF_8));
        ProducerRecord<byte[], byte[]> record = DeadLetterRecord.of(names, codecs.deadLetters(), key, letter, "/test");
        try (KafkaProducer<byte[], byte[]> producer = clients.producer("test")) {
            producer.send(record);
            producer.flush();
        }
        return letter;
    }

    private static DeadLetter taskLetter(String step, String runId) {
        String taskId = runId + "/" + step;
        return new DeadLetter(
                MessageHeader.of(runId, NOW, ""),
                "d-of-" + runId,
                new Failure("TRANSIENT", "MESH-4101", "step failed after 4 attempts"),
                Optional.empty(),
                NOW.minusSeconds(60),
                NOW,
                new DeadLetter.ExhaustedTask(
                        taskId,
                        step,
                        "greeter",
                        "greet",
                        4,
                        Payload.json("{\"name\":\"Ana\"}"),
                        true,
                        "hello",
                        "1",
                        "0af7651916cd43dd8448eb211c80319c"));
    }

    private static DeadLetter poison(String topic, String key, byte[] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 5, key.getBytes(UTF_8), value);
        record.headers().add("custom", "kept".getBytes(UTF_8)).add("mesh-redrive-of", "d-older".getBytes(UTF_8));
        return PoisonLetter.of(record, new Failure("POISON", "MESH-6004", "not framed"), "agent/greeter", NOW);
    }

    private ConsumerRecord<byte[], byte[]> only(String topic) {
        return committed(topic, 1).getFirst();
    }

    /** A commit is answered before readers of committed records may see it. */
    private List<ConsumerRecord<byte[], byte[]>> committed(String topic, int count) {
        return Awaitility.await().until(() -> all(topic), records -> records.size() == count);
    }

    private StoredLetter redriven(String id) {
        return Awaitility.await()
                .until(() -> reader.read().find(id).orElseThrow(), stored -> stored.status() == Status.REDRIVEN);
    }

    private List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        TopicScan.read(clients, topic, records::add);
        return records;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static String refusal(RedriveResult result) {
        return switch (result) {
            case RedriveResult.Refused refused -> refused.what();
            case RedriveResult.Done done -> "done: " + done.topic();
        };
    }
}
