package dev.agentmesh.host.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Artifact;
import dev.agentmesh.agent.ArtifactException;
import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.Task;
import dev.agentmesh.host.share.KeptArtifacts;
import dev.agentmesh.host.share.Values;
import dev.agentmesh.host.skill.SkillOutcome.Failed;
import dev.agentmesh.host.skill.SkillOutcome.Succeeded;
import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.artifact.ArtifactStore;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.message.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values too large for a record, on their way out of a skill and into one. */
final class ReferencedValuesTest {
    private static final int MUCH = 300_000;

    record Report(String summary, List<String> lines) {}

    record Case(String summary, Artifact raw) {}

    record Question(String text, Report report, Optional<Artifact> raw) {}

    @Agent("archivist")
    static final class Archivist {
        @Skill
        Report write(int size) {
            return new Report("short", List.of("x".repeat(size)));
        }

        @Skill
        Case gather(String text, Task task) {
            return new Case("two words", task.artifacts().keep(text));
        }

        @Skill
        int length(Report report) {
            return report.lines().getFirst().length();
        }

        @Skill
        String answer(Question question, Task task) {
            return question.report().summary() + " "
                    + question.raw().map(raw -> task.artifacts().text(raw)).orElse("-");
        }

        @Skill
        String words(String text) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }

        @Skill
        JsonNode same(JsonNode value) {
            return value;
        }

        @Skill
        String name(Artifact artifact) {
            return artifact.contentType() + " of " + artifact.size();
        }
    }

    @TempDir
    private Path folder;

    @Test
    void an_output_over_the_limit_leaves_as_a_reference_and_a_skill_that_is_given_it_gets_the_value() throws Exception {
        Payload output = done("write", Integer.toString(MUCH));

        assertThat(output.size()).isLessThan(200);
        ArtifactRef ref = ref(output);
        assertThat(ref.size()).isGreaterThan(MUCH);
        assertThat(Json.parse(store().get(ref)).path("summary").asText()).isEqualTo("short");
        assertThat(done("length", output.text()).text()).isEqualTo("300000");
    }

    @Test
    void an_output_within_the_limit_is_nothing_new() throws IOException {
        assertThat(done("write", "3").text()).isEqualTo("{\"summary\":\"short\",\"lines\":[\"xxx\"]}");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_part_of_an_output_is_kept_where_the_author_says_so_and_the_next_skill_takes_the_reference() {
        Payload gathered = done("gather", "\"all of it\"");

        JsonNode raw = Values.parse(gathered).path("raw");
        assertThat(gathered.text()).startsWith("{\"summary\":\"two words\",\"raw\":{\"$artifact\":{\"sha256\":\"");
        assertThat(done("answer", "{\"text\":\"?\",\"report\":{\"summary\":\"s\",\"lines\":[]},\"raw\":" + raw + "}")
                        .text())
                .isEqualTo("\"s all of it\"");
        assertThat(done("name", raw.toString()).text()).isEqualTo("\"text/plain of 9\"");
    }

    @Test
    void a_reference_inside_an_input_is_what_it_stands_for_wherever_the_type_wants_it() {
        Payload report = done("write", Integer.toString(MUCH));

        assertThat(done("answer", "{\"text\":\"?\",\"report\":" + report.text() + "}")
                        .text())
                .isEqualTo("\"short -\"");
        String text = kept("hello".getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThat(done("words", text).text()).isEqualTo("\"HELLO\"");
        assertThat(done("same", "[1,{\"a\":" + text + "}]").text()).isEqualTo("[1,{\"a\":\"hello\"}]");
        String binary = kept(new byte[] {1, 2}, "application/pdf");
        assertThat(done("same", binary).text()).isEqualTo(binary);
    }

    @Test
    void what_is_gone_or_changed_is_tried_again_because_a_store_may_come_back() throws IOException {
        Payload report = done("write", Integer.toString(MUCH));
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(failed("length", report.text()))
                .isEqualTo(new Failed(
                        FailureKind.TRANSIENT,
                        "MESH-6017",
                        "MESH-6017 artifact " + ref(report).sha256() + " is not in " + folder.resolve("mesh")));
        bytes[5] ^= 1;
        Files.write(file, bytes);
        assertThat(failed("length", report.text()).code()).isEqualTo("MESH-6017");
    }

    @Test
    void a_reference_that_cannot_be_one_is_bad_input_and_reads_no_file() {
        String evil = "{\"$artifact\":{\"sha256\":\"../../etc/passwd\",\"size\":1,\"contentType\":\"text/plain\"}}";

        assertThat(failed("words", evil)).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_INPUT);
            assertThat(failure.message()).contains("MESH-6016");
        });
    }

    @Test
    void references_that_are_too_much_together_are_refused() {
        String huge = new ArtifactRef("0".repeat(64), ArtifactStore.MAX_BYTES + 1L, "text/plain").json();

        assertThat(failed("words", huge).message()).contains("take some of them as Artifact");
    }

    @Test
    void without_a_store_large_values_are_refused_with_what_to_set() {
        var none = new KeptArtifacts(Optional.empty());

        assertThatThrownBy(() -> none.keep("x"))
                .isInstanceOfSatisfying(
                        ArtifactException.class, e -> assertThat(e.code()).isEqualTo("MESH-3040"))
                .hasMessageContaining("mesh.artifacts is not set");
        SkillOutcome large = skill("write").run(Payload.json(Integer.toString(MUCH)), new ReferringTask(none));
        assertThat(large)
                .isInstanceOfSatisfying(
                        Failed.class, failure -> assertThat(failure.code()).isEqualTo("MESH-5003"));
        String text = kept("hello".getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThat(skill("words").run(Payload.json(text), new ReferringTask(none)))
                .isInstanceOfSatisfying(
                        Failed.class, failure -> assertThat(failure.code()).isEqualTo("MESH-3040"));
    }

    @Test
    void the_schema_of_an_artifact_says_how_a_reference_looks() {
        assertThat(skill("name").inputSchema())
                .contains("\"$artifact\"")
                .contains("\"required\":[\"sha256\",\"size\",\"contentType\"]");
    }

    @Test
    void a_context_with_a_reference_in_it_says_how_to_read_it() throws IOException {
        JsonNode reference = Json.parse(kept(new byte[3], "text/plain").getBytes(StandardCharsets.UTF_8));

        assertThat(Values.read(reference, Artifact.class).size()).isEqualTo(3);
        assertThatThrownBy(() -> Values.read(reference, Report.class)).hasMessageContaining("read it as Artifact");
    }

    private Payload done(String skill, String input) {
        SkillOutcome outcome = skill(skill).run(Payload.json(input), task());
        assertThat(outcome).isInstanceOf(Succeeded.class);
        return ((Succeeded) outcome).output();
    }

    private Failed failed(String skill, String input) {
        return (Failed) skill(skill).run(Payload.json(input), task());
    }

    private static BoundSkill skill(String name) {
        return AnnotatedAgents.define(new Archivist()).skill(name).orElseThrow();
    }

    private static ArtifactRef ref(Payload payload) {
        return dev.agentmesh.host.shape.References.of(Values.parse(payload)).orElseThrow();
    }

    private String kept(byte[] bytes, String type) {
        return store().put(bytes, type).json();
    }

    private ArtifactStore store() {
        return ArtifactStore.of(ClusterSettings.of(Map.of("mesh.artifacts", folder.toString())))
                .orElseThrow();
    }

    private Task task() {
        return new ReferringTask(new KeptArtifacts(Optional.of(store())));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private record ReferringTask(Artifacts artifacts) implements Task {
        @Override
        public String id() {
            return "run-1/step";
        }

        @Override
        public String runId() {
            return "run-1";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean canceled() {
            return false;
        }

        @Override
        public String idempotencyKey() {
            return id();
        }

        @Override
        public void progress(double part, String text) {}

        @Override
        public void usage(String model, long inputTokens, long outputTokens, double usd) {}
    }
}
