package dev.agentmesh.topics.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.deadletter.StoredLetter.Status;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.registry.InMemoryRegistry;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MessageCodec<DeadLetter> codec = new MessageCodecs(
                    RecordSerde.open(Map.of("auto.register.schemas", "true"), new InMemoryRegistry()),
                    new TopicNames("test"))
            .deadLetters();
    private final DeadLetterReader.Fold fold = new DeadLetterReader.Fold(codec);
    private long offset;

    @Test
    void a_letter_keeps_the_record_as_it_stood() throws UndecodableRecord {
        ConsumerRecord<byte[], byte[]> poison =
                new ConsumerRecord<>("test.results", 3, 17, "r-9/step".getBytes(UTF_8), new byte[] {(byte) 0xff, 0, 1});
        poison.headers().add("traceparent", "x".getBytes(UTF_8)).add("empty", null);

        DeadLetter letter = PoisonLetter.of(poison, PoisonLetter.failure(undecodable()), "orchestrator", NOON);

        DeadLetter.Origin origin = letter.origin().orElseThrow();
        assertThat(origin.topic()).isEqualTo("test.results");
        assertThat(origin.partition()).isEqualTo(3);
        assertThat(origin.offset()).isEqualTo(17);
        assertThat(origin.key()).hasValue(Octets.utf8("r-9/step"));
        assertThat(origin.value()).hasValue(Octets.of(new byte[] {(byte) 0xff, 0, 1}));
        assertThat(origin.headers())
                .containsExactly(
                        new DeadLetter.Header("traceparent", Octets.utf8("x")),
                        new DeadLetter.Header("empty", Octets.EMPTY));
        assertThat(letter.header().runId()).isEqualTo("r-9");
        assertThat(letter.failure().code()).isEqualTo("MESH-6004");
        assertThat(letter.header().cause()).isEqualTo("test.results-3:17");
        assertThat(codec.decode(codec.encode(letter))).isEqualTo(letter);
    }

    @Test
    void a_key_that_is_no_id_leaves_the_run_open() {
        assertThat(poisonAt(1, "../../x").header().runId()).isEmpty();
        assertThat(poisonAt(1, null).header().runId()).isEmpty();
        assertThat(poisonAt(1, "r-1").header().runId()).isEqualTo("r-1");
    }

    @Test
    void the_same_death_has_the_same_name() {
        assertThat(poisonAt(5, "r-1").id())
                .matches("d-[0-9a-f]{16}")
                .isEqualTo(poisonAt(5, "r-1").id())
                .isNotEqualTo(poisonAt(6, "r-1").id());
    }

    @Test
    void a_letter_written_twice_is_one() {
        add(poisonAt(5, "r-1"));
        add(poisonAt(5, "r-1"));

        assertThat(fold.letters().all()).hasSize(1);
    }

    @Test
    void a_mark_closes_its_letter_wherever_it_stands() {
        DeadLetter first = poisonAt(5, "r-1");
        DeadLetter second = poisonAt(6, "r-1");
        add(mark(first, NOON.plusSeconds(20)));
        add(mark(first, NOON.plusSeconds(10)));
        add(first);
        add(second);

        Letters letters = fold.letters();

        assertThat(letters.find(first.id()).orElseThrow())
                .returns(Status.REDRIVEN, StoredLetter::status)
                .satisfies(stored -> assertThat(stored.redrives())
                        .extracting(StoredLetter.Redrive::at)
                        .containsExactly(NOON.plusSeconds(10), NOON.plusSeconds(20)));
        assertThat(letters.open()).extracting(stored -> stored.letter().id()).containsExactly(second.id());
        assertThat(letters.find("d-none")).isEmpty();
    }

    @Test
    void a_mark_without_its_letter_is_no_letter() {
        add(mark(poisonAt(5, "r-1"), NOON));

        assertThat(fold.letters().all()).isEmpty();
    }

    @Test
    void poison_among_the_dead_letters_hides_none_of_them() {
        fold.add(new ConsumerRecord<>("test.dead-letters", 0, 9, null, "{}".getBytes(UTF_8)));
        add(poisonAt(5, "r-1"));

        assertThat(fold.letters().all()).hasSize(1);
        assertThat(fold.letters().unreadable()).singleElement().satisfies(unreadable -> {
            assertThat(unreadable.offset()).isEqualTo(9);
            assertThat(unreadable.why()).contains("MESH-6004");
        });
    }

    private void add(DeadLetter letter) {
        fold.add(new ConsumerRecord<>("test.dead-letters", 0, offset++, null, codec.encode(letter)));
    }

    private static DeadLetter poisonAt(long at, @Nullable String key) {
        return PoisonLetter.of(
                new DeadLetter.Origin(
                        "test.commands",
                        0,
                        at,
                        NOON,
                        Optional.ofNullable(key).map(Octets::utf8),
                        Optional.empty(),
                        java.util.List.of()),
                new Failure("POISON", "MESH-6006", "no value"),
                "orchestrator",
                NOON.plusSeconds(at));
    }

    private static DeadLetter mark(DeadLetter letter, Instant at) {
        return new DeadLetter(
                MessageHeader.of("", at, "redrive"),
                letter.id(),
                letter.failure(),
                Optional.empty(),
                letter.firstAt(),
                letter.lastAt(),
                new DeadLetter.Redriven("ana", "mended", "test.commands", false));
    }

    private UndecodableRecord undecodable() {
        try {
            codec.decode("{".getBytes(UTF_8));
        } catch (UndecodableRecord e) {
            return e;
        }
        throw new AssertionError("a brace decoded");
    }
}
