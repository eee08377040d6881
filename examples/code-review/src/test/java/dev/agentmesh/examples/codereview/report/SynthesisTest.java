package dev.agentmesh.examples.codereview.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.LineRange;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.git.ChangedFile;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.report.Issue.Source;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SynthesisTest {
    @Test
    void two_tools_that_say_the_same_are_one_issue_at_the_higher_severity() {
        Issue issue = ReviewFixture.review().issues().stream()
                .filter(one -> one.line() == 5)
                .findFirst()
                .orElseThrow();
        assertThat(issue.severity()).isEqualTo(Severity.high);
        assertThat(issue.rule()).isEqualTo("checkstyle/EqualsHashCode");
        assertThat(issue.isDisputed()).isTrue();
        assertThat(issue.sources())
                .containsExactly(
                        new Source("style", "checkstyle/EqualsHashCode", Severity.high),
                        new Source("security", "pmd/OverrideBothEqualsAndHashcode", Severity.medium));
    }

    @Test
    void two_findings_of_one_rule_on_one_line_stay_two() {
        Finding one = ReviewFixture.RULES.rule("checkstyle/ParameterName").at(2, 2, "Name 'A'");
        Finding other = ReviewFixture.RULES.rule("checkstyle/ParameterName").at(2, 2, "Name 'B'");
        assertThat(review("x\ny\n", one, other).issues())
                .extracting(Issue::message)
                .containsExactly("Name 'A'", "Name 'B'");
    }

    @Test
    void only_changed_lines_count_and_the_others_are_summed_up() {
        Review review = ReviewFixture.review();
        assertThat(review.issues()).extracting(Issue::line).doesNotContain(2);
        assertThat(review.nearby().total()).isEqualTo(7);
        assertThat(review.nearby().byRule())
                .extracting(Review.RuleCount::rule)
                .containsExactly("checkstyle/UnusedImports", "pattern/select-star");
        assertThat(review.omitted()).isEqualTo(2);
    }

    @Test
    void issues_are_ranked_by_severity_then_by_place() {
        assertThat(ReviewFixture.review().issues())
                .extracting(issue -> issue.severity() + " " + issue.path() + ":" + issue.line())
                .containsExactly(
                        "high src/Orders.java:4",
                        "high src/Orders.java:5",
                        "high src/Orders.java:7",
                        "low src/Orders.java:4",
                        "low src/Orders.java:9",
                        "info a b/Odd #1.py:3");
    }

    @Test
    void a_line_with_a_secret_is_never_quoted_whoever_reports_it() {
        assertThat(ReviewFixture.review().issues())
                .filteredOn(issue -> issue.line() == 4)
                .hasSize(2)
                .allSatisfy(issue -> assertThat(issue.code()).isEmpty());
        assertThat(MarkdownReport.of(ReviewFixture.review(), ReviewFixture.RULES))
                .doesNotContain("top secret");
        assertThat(SarifReport.of(ReviewFixture.review(), ReviewFixture.RULES)).doesNotContain("top secret");
    }

    @Test
    void who_is_missing_is_told_with_the_reason() {
        assertThat(ReviewFixture.review().incomplete())
                .extracting(file -> file.path() + " " + file.completed() + " "
                        + file.missing().getFirst().agent() + " "
                        + file.missing().getFirst().failure().code())
                .containsExactly("a b/Odd #1.py 2 style NO_RESULT", "src/Other.java 2 style MESH-4102");
        assertThat(ReviewFixture.review().isPartial()).isTrue();
    }

    @Test
    void files_nothing_came_back_for_count_as_failed_by_all() {
        Review review = Synthesis.of(ReviewFixture.diff(), List.of(), ReviewFixture.RULES, ReviewFixture::source);
        assertThat(review.incomplete())
                .hasSize(3)
                .allSatisfy(file -> assertThat(file.completed()).isZero());
    }

    @Test
    void a_fingerprint_follows_its_line_and_tells_equal_lines_apart() {
        Finding first = finding(1);
        Finding moved = finding(3);
        String before = review("a = eval(x)\n", first).issues().getFirst().fingerprint();
        assertThat(review("\n\na  =  eval(x)\n", moved).issues().getFirst().fingerprint())
                .isEqualTo(before);
        List<Issue> twice = review("a = eval(x)\n\na = eval(x)\n", first, moved).issues();
        assertThat(twice).extracting(Issue::fingerprint).doesNotHaveDuplicates().contains(before);
    }

    @Test
    void a_rule_nobody_knows_is_reported_all_the_same() {
        Finding foreign = new Finding("acme/odd", "acme", Severity.medium, 1, 1, "Odd");
        Review review = review("x\n", foreign);
        assertThat(review.issues()).extracting(Issue::rule).containsExactly("acme/odd");
        assertThat(MarkdownReport.of(review, ReviewFixture.RULES)).contains("**Odd**");
    }

    private static Finding finding(int line) {
        return ReviewFixture.RULES.rule("pattern/eval").at(line, line, "eval");
    }

    private static Review review(String code, Finding... findings) {
        ChangedFile file =
                new ChangedFile("a.py", "modified", "python", "3".repeat(40), List.of(new LineRange(1, 99)), 8_000);
        DiffReport diff = new DiffReport(
                "/srv/a", "a", "", "HEAD", "1".repeat(40), "2".repeat(40), "", List.of(file), List.of(), 99);
        Analysis analysis = ReviewFixture.analysis(findings);
        return Synthesis.of(
                diff,
                List.of(new FileReview(analysis, ReviewFixture.analysis(), ReviewFixture.analysis())),
                ReviewFixture.RULES,
                ignored -> Optional.of(SourceText.of("a.py", Language.PYTHON, code)));
    }
}
