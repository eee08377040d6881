package dev.agentmesh.eventlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.samples.AnyRecord;
import dev.agentmesh.eventlog.samples.Codecs;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;

class EventCodecTest {
    private static final EventCodec CODEC = Codecs.events();

    @Provide
    Arbitrary<Event> anyEvent() {
        return AnyRecord.of(Event.class);
    }

    @Property
    void every_event_comes_back_as_it_was(@ForAll("anyEvent") Event event) throws UndecodableRecord {
        assertThat(CODEC.decode(CODEC.encode(logged(event)))).isEqualTo(logged(event));
    }

    @Example
    void every_variant_of_event_scope_and_output_comes_back_as_it_was() throws UndecodableRecord {
        for (Class<?> variant : AnyRecord.variants(Event.class)) {
            LoggedEvent logged = logged((Event) AnyRecord.of(variant).sample());
            assertThat(CODEC.decode(CODEC.encode(logged))).isEqualTo(logged);
        }
        for (Class<?> scope : AnyRecord.variants(Scope.class)) {
            LoggedEvent logged = logged(new Event.ScopeOpened(new StepPath("a"), Optional.empty(), (Scope)
                    AnyRecord.of(scope).sample()));
            assertThat(CODEC.decode(CODEC.encode(logged))).isEqualTo(logged);
        }
        for (Class<?> output : AnyRecord.variants(StepOutput.class)) {
            LoggedEvent logged = logged(new Event.StepCompleted(
                    new StepPath("a"), (StepOutput) AnyRecord.of(output).sample()));
            assertThat(CODEC.decode(CODEC.encode(logged))).isEqualTo(logged);
        }
    }

    /** What the schema can say and the core cannot would be lost in a replay. */
    @Example
    void the_schema_has_exactly_the_variants_the_core_has() {
        Set<String> inSchema = new TreeSet<>();
        dev.agentmesh.schema.Event.getClassSchema().getField("body").schema().getTypes().stream()
                .map(Schema::getName)
                .forEach(inSchema::add);
        Set<String> inCore = new TreeSet<>();
        AnyRecord.variants(Event.class).forEach(variant -> inCore.add(variant.getSimpleName()));
        assertThat(inSchema).isEqualTo(inCore);
    }

    @Example
    void the_same_event_has_the_same_bytes_whatever_id_the_registry_gave_its_schema() {
        LoggedEvent logged =
                logged((Event) AnyRecord.of(Event.TaskCompleted.class).sample());
        byte[] here = new EventCodec(Codecs.serde(1), Codecs.EVENTS).encode(logged);
        byte[] there = new EventCodec(Codecs.serde(4711), Codecs.EVENTS).encode(logged);
        assertThat(here).isNotEqualTo(there);
        assertThat(Arrays.copyOfRange(here, 5, here.length)).isEqualTo(Arrays.copyOfRange(there, 5, there.length));
    }

    @Example
    void an_edited_payload_is_refused() {
        byte[] bytes = CODEC.encode(logged(new Event.RunCompleted(Payload.json("\"paid 100\""))));
        int at = indexOf(bytes, "100");
        bytes[at] = '9';
        assertThatThrownBy(() -> CODEC.decode(bytes))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("MESH-6008")
                .hasMessageContaining("SHA-256");
    }

    @Example
    void a_path_that_is_none_is_refused() {
        byte[] bytes = CODEC.encode(logged(new Event.StepSkipped(new StepPath("draft"))));
        bytes[indexOf(bytes, "draft")] = '/';
        assertThatThrownBy(() -> CODEC.decode(bytes))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("MESH-6008");
    }

    @Property
    void damaged_bytes_are_undecodable_or_another_event_but_never_a_crash(
            @ForAll("anyEvent") Event event, @ForAll int where, @ForAll byte what) {
        byte[] bytes = CODEC.encode(logged(event));
        bytes[Math.floorMod(where, bytes.length)] = what;
        try {
            CODEC.decode(bytes);
        } catch (UndecodableRecord e) {
            assertThat(e.code()).startsWith("MESH-60");
        }
    }

    @Example
    void an_output_taken_from_the_run_itself_cannot_be_written() {
        LoggedEvent logged = logged(new Event.StepCompleted(new StepPath("a"), new StepOutput.At(StepPath.ROOT)));
        assertThatThrownBy(() -> CODEC.encode(logged)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LoggedEvent logged(Event event) {
        return new LoggedEvent(
                "r-1",
                7,
                Instant.parse("2026-11-21T10:15:30.123Z"),
                "mesh.results-2:41",
                EventHash.of(new byte[EventHash.SIZE]),
                event);
    }

    private static int indexOf(byte[] bytes, String text) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = all.indexOf(text);
        assertThat(at).isPositive();
        return at;
    }
}
