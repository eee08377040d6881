package dev.agentmesh.examples.codereview.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.git.DiffReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final JsonSchema SARIF = schema();

    @Test
    void the_report_for_people_reads_as_agreed() throws IOException {
        Golden.assertEquals("review.md", MarkdownReport.of(ReviewFixture.review(), ReviewFixture.RULES));
    }

    @Test
    void the_report_for_tools_reads_as_agreed_and_fits_the_schema_of_oasis() throws IOException {
        String sarif = SarifReport.of(ReviewFixture.review(), ReviewFixture.RULES);
        assertThat(errors(sarif)).isEmpty();
        Golden.assertEquals("review.sarif", sarif);
    }

    @Test
    void the_schema_does_refuse_what_is_no_sarif() {
        String sarif = SarifReport.of(ReviewFixture.review(), ReviewFixture.RULES);
        assertThat(errors(sarif.replace("\"version\" : \"2.1.0\"", "\"version\" : \"2.0\"")))
                .isNotEmpty();
        assertThat(errors(sarif.replace("\"startLine\" : 4", "\"startLine\" : 0")))
                .isNotEmpty();
        assertThat(errors(sarif.replace("\"ruleIndex\"", "\"ruleNumber\""))).isNotEmpty();
    }

    @Test
    void a_review_of_nothing_says_so_and_is_valid() {
        Review review = Synthesis.of(nothing(), List.of(), ReviewFixture.RULES, ignored -> Optional.empty());
        assertThat(MarkdownReport.of(review, ReviewFixture.RULES)).contains("**Nothing changed in this range.**");
        String sarif = SarifReport.of(review, ReviewFixture.RULES);
        assertThat(errors(sarif)).isEmpty();
        assertThat(sarif)
                .contains("\"executionSuccessful\" : true")
                .contains("\"repositoryUri\" : \"file:///srv/empty");
    }

    @Test
    void every_rule_of_the_catalogue_gives_valid_sarif() {
        FileReview all = new FileReview(
                ReviewFixture.analysis(ReviewFixture.RULES.all().stream()
                        .map(rule -> ReviewFixture.finding(rule.id(), Severity.low, 4))
                        .toArray(Finding[]::new)),
                ReviewFixture.analysis(),
                ReviewFixture.analysis());
        Review review = Synthesis.of(
                ReviewFixture.diff(),
                List.of(ReviewFixture.reviews().getFirst(), all),
                ReviewFixture.RULES,
                ReviewFixture::source);
        assertThat(errors(SarifReport.of(review, ReviewFixture.RULES))).isEmpty();
    }

    @Test
    void markdown_in_names_and_code_stays_text() {
        assertThat(Markdown.text("a*b_c|<img>\nd")).isEqualTo("a\\*b\\_c\\|&lt;img&gt;\\\\u000Ad");
        assertThat(Markdown.code("a`b``c")).isEqualTo("```a`b``c```");
        assertThat(Markdown.code("`x")).isEqualTo("`` `x ``");
        assertThat(Markdown.cell("a|b")).isEqualTo("`a\\|b`");
        assertThat(Markdown.block("java", List.of("```", "x"), "  ")).isEqualTo("  ````java\n  ```\n  x\n  ````\n");
        assertThat(Markdown.code("a\u202Eb")).isEqualTo("`a\\u202Eb`");
    }

    @Test
    void paths_become_uris() {
        assertThat(RelativeUri.of("a b/#1?/\u00e9%.py")).isEqualTo("a%20b/%231%3F/%C3%A9%25.py");
        assertThat(RelativeUri.of("src/A-b_c.~d")).isEqualTo("src/A-b_c.~d");
        assertThat(RelativeUri.of("c:/x")).isEqualTo("c%3A/x");
    }

    @Test
    void reports_replace_older_ones_whole_and_leave_nothing_else(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("new/deep");
        ReviewReport report = new ReviewReport(ReviewFixture.RULES);
        ReviewSummary first = report.write(ReviewFixture.diff(), ReviewFixture.reviews(), out);
        ReviewSummary second = report.write(ReviewFixture.diff(), ReviewFixture.reviews(), out);
        assertThat(second).isEqualTo(first);
        assertThat(names(out)).containsExactly("review.md", "review.sarif");
        assertThat(first.markdown().sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(out.resolve("review.md"))));
        assertThat(first.sarif().bytes()).isEqualTo(Files.size(out.resolve("review.sarif")));
        assertThat(first.partial()).isTrue();
        assertThat(first.counts()).isEqualTo(new ReviewSummary.Counts(0, 3, 0, 2, 1));
        assertThat(first.top()).hasSize(6);
        assertThat(first.filesReviewed()).isEqualTo(3);
        assertThat(first.filesNotReviewed()).isEqualTo(3);
        assertThat(first.incompleteFiles()).isEqualTo(2);
    }

    @Test
    void a_file_where_the_folder_should_be_is_poison(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        ReviewReport report = new ReviewReport(ReviewFixture.RULES);
        assertThatThrownBy(() -> report.write(ReviewFixture.diff(), ReviewFixture.reviews(), file))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.code()).isEqualTo("BAD_OUT_DIR"));
    }

    private static DiffReport nothing() {
        return new DiffReport(
                "/srv/empty", "empty", "", "HEAD..HEAD", "1".repeat(40), "1".repeat(40), "", List.of(), List.of(), 0);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private static Set<ValidationMessage> errors(String sarif) {
        return SARIF.validate(sarif, InputFormat.JSON);
    }

    private static JsonSchema schema() {
        try (InputStream json =
                Objects.requireNonNull(ReportTest.class.getResourceAsStream("/sarif/sarif-schema-2.1.0.json"))) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
