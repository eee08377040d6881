package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.agent.Poison;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.git.ChangedFile;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.git.GitRepository;
import dev.agentmesh.examples.codereview.git.NotReviewed;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes the two reports of a review. Immutable, for any number of threads. */
public final class ReviewReport {
    private final RuleCatalogue rules;

    public ReviewReport(RuleCatalogue rules) {
        this.rules = rules;
    }

    /**
     * Joins the analyses and writes {@code review.md} and {@code review.sarif}.
     *
     * @param reviews one per file of {@code diff}, in its order
     * @param folder is made when it is not there; reports in it are replaced
     * @throws Poison {@code BAD_OUT_DIR} when the folder cannot be one
     */
    public ReviewSummary write(DiffReport diff, List<FileReview> reviews, Path folder) throws IOException {
        Review review = Synthesis.of(diff, reviews, rules, sourcesOf(diff));
        Path absolute = folder.toAbsolutePath().normalize();
        prepare(absolute);
        ReportFile markdown = ReportFile.write(absolute, "review.md", MarkdownReport.of(review, rules));
        ReportFile sarif = ReportFile.write(absolute, "review.sarif", SarifReport.of(review, rules));
        return summary(review, markdown, sarif);
    }

    private static void prepare(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new Poison("BAD_OUT_DIR", "Expected a folder for the reports but " + folder + " is a file");
        }
        Files.createDirectories(folder);
    }

    /** The lines that are shown come from the repository again: sending them with every finding would cost more. */
    private static Function<ChangedFile, Optional<SourceText>> sourcesOf(DiffReport diff) {
        return file -> {
            try (GitRepository repository = GitRepository.open(diff.repository())) {
                Language language = Language.of(file.language());
                return Optional.of(SourceText.of(file.path(), language, repository.content(file.blob())));
            } catch (Poison | IOException unreadable) {
                // The findings stand without the lines they are about.
                return Optional.empty();
            }
        };
    }

    private static ReviewSummary summary(Review review, ReportFile markdown, ReportFile sarif) {
        Map<Severity, Integer> counts = review.counts();
        return new ReviewSummary(
                MarkdownReport.verdict(review),
                review.isPartial(),
                new ReviewSummary.Counts(
                        counts.getOrDefault(Severity.critical, 0),
                        counts.getOrDefault(Severity.high, 0),
                        counts.getOrDefault(Severity.medium, 0),
                        counts.getOrDefault(Severity.low, 0),
                        counts.getOrDefault(Severity.info, 0)),
                review.issues().stream()
                        .limit(ReviewSummary.TOP)
                        .map(issue -> new ReviewSummary.Top(
                                issue.severity().name(), issue.path(), issue.line(), issue.rule(), issue.message()))
                        .toList(),
                review.diff().files().size(),
                review.diff().notReviewed().stream()
                        .mapToInt(NotReviewed::count)
                        .sum(),
                review.incomplete().size(),
                markdown,
                sarif);
    }
}
