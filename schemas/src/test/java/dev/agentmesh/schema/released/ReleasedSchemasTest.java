package dev.agentmesh.schema.released;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.schema.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSchemasTest {
    private static final Releases RELEASES = Releases.ofThisModule();

    /** Topics that came after the newest release; whoever cuts the next one empties this. */
    private static final Set<String> FOR_THE_NEXT_RELEASE = Set.of("BreakerState", "HealthSignal", "PeerMessage");

    /** {@code -Dschemas.freeze=0.2} cuts a release of the schemas as they are, then holds it to the same rules. */
    @BeforeAll
    static void freeze_when_asked() {
        String version = System.getProperty("schemas.freeze", "");
        if (!version.isEmpty()) {
            RELEASES.freeze(version, TopicRecords.current());
        }
    }

    static List<String> versions() {
        return RELEASES.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_a_release_wrote_can_still_be_read(String version) {
        SortedMap<String, Schema> current = TopicRecords.current();

        RELEASES.schemas(version)
                .forEach((name, written) -> assertThat(problems(current.get(name), written))
                        .as(name + " of " + version)
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_release_is_never_edited(String version) {
        assertThat(RELEASES.actualSums(version)).isEqualTo(RELEASES.recordedSums(version));
    }

    @Test
    void the_newest_release_has_the_records_of_all_topics() {
        SortedSet<String> released =
                new TreeSet<>(RELEASES.schemas(versions().getLast()).keySet());
        released.addAll(FOR_THE_NEXT_RELEASE);

        assertThat(released).isEqualTo(TopicRecords.current().keySet()).hasSize(TopicRecords.protocols());
    }

    @Test
    void a_field_without_default_would_be_found() {
        Schema written = Command.getClassSchema();
        Schema changed = new Schema.Parser()
                .parse(written.toString()
                        .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"tenant\",\"type\":\"string\"},"));

        assertThat(problems(changed, written)).anyMatch(problem -> problem.contains("tenant"));
    }

    @Test
    void a_removed_body_would_be_found() {
        Schema written = Command.getClassSchema();
        Schema changed =
                new Schema.Parser().parse(written.toString().replace("\"name\":\"CancelRun\"", "\"name\":\"StopRun\""));

        assertThat(problems(changed, written)).isNotEmpty();
    }

    @Test
    void freezing_writes_what_reads_back_as_the_same_schemas(@TempDir Path folder) {
        Releases fresh = new Releases(folder);

        fresh.freeze("9.9", TopicRecords.current());

        assertThat(fresh.actualSums("9.9")).isEqualTo(fresh.recordedSums("9.9"));
        assertThat(fresh.schemas("9.9").keySet())
                .isEqualTo(TopicRecords.current().keySet());
        TopicRecords.current().forEach((name, current) -> {
            Schema frozen = fresh.schemas("9.9").get(name);
            assertThat(problems(frozen, current)).isEmpty();
            assertThat(String.valueOf(frozen)).doesNotContain("avro.java.string");
        });
    }

    private static List<String> problems(@Nullable Schema reader, Schema written) {
        if (reader == null) {
            return List.of("the record is gone");
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, written);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : pair.getResult().getIncompatibilities().stream()
                        .map(problem -> problem.getLocation() + ": " + problem.getMessage())
                        .toList();
    }
}
