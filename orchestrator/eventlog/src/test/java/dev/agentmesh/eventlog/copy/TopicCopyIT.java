package dev.agentmesh.eventlog.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.read.TopicReader;
import dev.agentmesh.eventlog.samples.Topic;
import dev.agentmesh.topics.error.MeshException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCopyIT {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder;

    private Topic topic;
    private TopicReader reader;

    @BeforeEach
    void a_topic_with_anything_in_it() {
        topic = Topic.create("audited", 3);
        for (int i = 0; i < 20; i++) {
            topic.write("key-" + i, ("value " + i).getBytes(StandardCharsets.UTF_8));
        }
        topic.writeAborted("key-1", "never".getBytes(StandardCharsets.UTF_8));
        topic.write(new ProducerRecord<>(topic.name(), 0, null, new byte[] {0, -1, 127}));
        ProducerRecord<byte[], byte[]> withHeaders = new ProducerRecord<>(topic.name(), 1, new byte[] {1}, null);
        withHeaders
                .headers()
                .add("trace", "abc".getBytes(StandardCharsets.UTF_8))
                .add("empty", null);
        topic.write(withHeaders);
        reader = new TopicReader(Topic.consumers(), topic.name());
    }

    @AfterEach
    void close() {
        topic.close();
        reader.close();
    }

    @Test
    void a_copy_holds_every_committed_record_and_is_what_its_manifest_says() throws IOException {
        CopyManifest manifest = copy();
        assertThat(manifest.records()).isEqualTo(22);
        assertThat(manifest.topic()).isEqualTo(topic.name());
        assertThat(manifest.partitions()).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("audit.jsonl"))).hasSize(22);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("audit.jsonl", "audit.manifest.json");
        CopyReport report = CopyCheck.file(TopicCopy.manifestOf(folder.resolve("audit")));
        assertThat(report.faults()).isEmpty();
        assertThat(report.records()).isEqualTo(22);
        assertThat(report.manifest()).isEqualTo(manifest);
        assertThat(CopyCheck.topic(manifest, reader).intact()).isTrue();
    }

    @Test
    void two_copies_of_the_same_span_have_the_same_hashes() {
        CopyManifest one = copy();
        CopyManifest other = TopicCopy.write(reader, Span.ALL, folder.resolve("2026/11"), NOW);
        assertThat(other.partitions()).isEqualTo(one.partitions());
    }

    @Test
    void a_part_of_a_topic_can_be_copied() {
        Span span = Span.of(new Span.Start.Offsets(Map.of(1, 2L)), new Span.Stop.Now())
                .in(1);
        CopyManifest manifest = TopicCopy.write(reader, span, folder.resolve("part"), NOW);
        assertThat(manifest.partitions()).hasSize(1);
        assertThat(manifest.partitions().getFirst().first()).isGreaterThanOrEqualTo(2);
        assertThat(CopyCheck.topic(manifest, reader).intact()).isTrue();
    }

    @Test
    void every_change_to_the_file_is_found() throws IOException {
        copy();
        Path file = folder.resolve("audit.jsonl");
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            assertBroken(file, without);
            List<String> edited = new ArrayList<>(lines);
            edited.set(i, lines.get(i).replace("\"timestamp\":1", "\"timestamp\":2"));
            assertBroken(file, edited);
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            assertBroken(file, twice);
        }
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 0, 1);
        assertBroken(file, swapped);
        List<String> garbage = new ArrayList<>(lines);
        garbage.set(3, "no json");
        assertThat(assertBroken(file, garbage).faults().getFirst()).startsWith("line 4 is no record");
    }

    @Test
    void an_edit_is_located_in_its_partition() throws IOException {
        copy();
        Path file = folder.resolve("audit.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int at = lines.stream()
                .map(RecordLine::read)
                .map(CopiedRecord::partition)
                .toList()
                .indexOf(2);
        lines.set(at, lines.get(at).replace("\"timestamp\":1", "\"timestamp\":2"));
        assertThat(assertBroken(file, lines).faults())
                .anyMatch(fault -> fault.startsWith("partition 2 has "))
                .noneMatch(fault -> fault.startsWith("partition 1 has "));
        assertThat(CopyReport.ERROR.code()).isEqualTo("MESH-5040");
    }

    @Test
    void what_retention_deleted_since_is_found() {
        CopyManifest manifest = copy();
        topic.forgetBefore(1, manifest.partitions().get(1).first() + 2);
        assertThat(CopyCheck.topic(manifest, reader).faults())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("partition 1 has ");
    }

    @Test
    void a_copy_is_never_written_over() {
        copy();
        assertThatThrownBy(this::copy).isInstanceOf(MeshException.class).hasMessageContaining("MESH-5041");
    }

    @Test
    void what_is_no_copy_is_refused_by_code() throws IOException {
        Path manifest = folder.resolve("x.manifest.json");
        assertThatThrownBy(() -> CopyCheck.file(manifest)).hasMessageContaining("MESH-5042");
        for (String text : List.of("", "[]", "{}", "no json", "{\"format\":\"agentmesh-topic-copy/1\"}")) {
            Files.writeString(manifest, text);
            assertThatThrownBy(() -> CopyCheck.file(manifest))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("MESH-5042");
        }
        copy();
        Files.delete(folder.resolve("audit.jsonl"));
        assertThatThrownBy(() -> CopyCheck.file(folder.resolve("audit.manifest.json")))
                .hasMessageContaining("MESH-5042");
    }

    private CopyManifest copy() {
        return TopicCopy.write(reader, Span.ALL, folder.resolve("audit"), NOW);
    }

    private CopyReport assertBroken(Path file, List<String> lines) throws IOException {
        Files.write(file, lines);
        CopyReport report = CopyCheck.file(TopicCopy.manifestOf(folder.resolve("audit")));
        assertThat(report.intact()).isFalse();
        return report;
    }
}
