package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.LineRange;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.git.ChangedFile;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.git.NotReviewed;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.List;
import java.util.Optional;

/** A review with one of everything. */
final class ReviewFixture {
    static final RuleCatalogue RULES = RuleCatalogue.standard();

    static final String CODE = """
            package shop;

            class Orders {
                private final String apiKey = "top secret value";
                boolean equals(Orders other) { return true; }
                String find(String name) {
                    return run("SELECT id FROM orders WHERE name = '" + name + "'");
                }
                // a `quoted` <b>line</b> | with everything
            }
            """;

    private ReviewFixture() {}

    static DiffReport diff() {
        return new DiffReport(
                "/srv/git/shop",
                "shop",
                "git@git.example.org:team/shop.git",
                "main...topic",
                "1".repeat(40),
                "2".repeat(40),
                "Find orders by name | <fast>",
                List.of(
                        file("a b/Odd #1.py", "python", new LineRange(1, 3)),
                        file("src/Orders.java", "java", new LineRange(3, 9)),
                        file("src/Other.java", "java", new LineRange(1, 1))),
                List.of(
                        new NotReviewed("deleted", "Deleted", false, 1, List.of("old.txt")),
                        new NotReviewed("too-large", "Larger than 512 KiB", true, 2, List.of("data.sql", "more.sql"))),
                11);
    }

    static List<FileReview> reviews() {
        return List.of(
                new FileReview(analysis(), analysis(finding("text/no-final-newline", Severity.info, 3)), null),
                new FileReview(
                        analysis(
                                finding("secret/hard-coded-password", Severity.high, 4),
                                finding("pmd/HardCodedCryptoKey", Severity.medium, 4),
                                finding("pmd/OverrideBothEqualsAndHashcode", Severity.medium, 5),
                                finding("pattern/sql-concatenation", Severity.high, 7)),
                        analysis(finding("pattern/select-star", Severity.low, 1)),
                        new Analysis(
                                List.of(
                                        finding("checkstyle/EqualsHashCode", Severity.high, 5),
                                        finding("text/line-too-long", Severity.low, 4),
                                        finding("text/line-too-long", Severity.low, 9),
                                        finding("checkstyle/UnusedImports", Severity.low, 2)),
                                2,
                                5,
                                10,
                                List.of(new Note("checkstyle", "Could not analyze the file: line 3")),
                                null)),
                new FileReview(
                        analysis(),
                        analysis(),
                        Analysis.failed("MESH-4102", "Attempt 2 of \"files[2]/style\" passed its deadline")));
    }

    static Review review() {
        return Synthesis.of(diff(), reviews(), RULES, ReviewFixture::source);
    }

    static Optional<SourceText> source(ChangedFile file) {
        return file.path().equals("src/Orders.java")
                ? Optional.of(SourceText.of(file.path(), Language.JAVA, CODE))
                : Optional.empty();
    }

    static Finding finding(String rule, Severity severity, int line) {
        return RULES.rule(rule).at(line, line, severity, RULES.rule(rule).title());
    }

    static Analysis analysis(Finding... findings) {
        return new Analysis(List.of(findings), 0, 0, 10, List.of(), null);
    }

    private static ChangedFile file(String path, String language, LineRange... ranges) {
        return new ChangedFile(path, "modified", language, "3".repeat(40), List.of(ranges), 8_000);
    }
}
