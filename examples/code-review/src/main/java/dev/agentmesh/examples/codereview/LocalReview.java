package dev.agentmesh.examples.codereview;

import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.git.ChangedFile;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.report.FileReview;
import dev.agentmesh.examples.codereview.report.ReviewReport;
import dev.agentmesh.examples.codereview.report.ReviewSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole review in one process and without a mesh: to try the rules, and to see what a mesh adds. */
public final class LocalReview {
    private final DiffAgent diff = new DiffAgent();
    private final SecurityAgent security = new SecurityAgent();
    private final PerformanceAgent performance = new PerformanceAgent();
    private final StyleAgent style = new StyleAgent();
    private final ReviewReport report = new ReviewReport(RuleCatalogue.standard());

    /** Arguments: repository, folder for the reports, range (optional). */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("Usage: LocalReview REPOSITORY FOLDER [RANGE]");
            System.exit(2);
        }
        String range = arguments.length > 2 ? arguments[2] : null;
        ReviewRequest request = new ReviewRequest(
                Path.of(arguments[0]).toAbsolutePath().normalize().toString(), range, null);
        ReviewSummary summary = new LocalReview().run(request, Path.of(arguments[1]));
        System.out.println(summary.verdict());
        System.out.println(summary.markdown().path());
    }

    public ReviewSummary run(ReviewRequest request, Path folder) throws IOException {
        DiffReport changes = diff.diff(request);
        List<FileReview> reviews = new ArrayList<>();
        for (ChangedFile file : changes.files()) {
            FileTask task = new FileTask(
                    changes.repository(), file.path(), file.blob(), file.language(), file.ranges(), file.room());
            reviews.add(new FileReview(
                    attempt(() -> security.analyze(task)),
                    attempt(() -> performance.analyze(task)),
                    attempt(() -> style.analyze(task))));
        }
        return report.write(changes, reviews, folder);
    }

    /** One agent's work on one file. */
    @FunctionalInterface
    private interface Work {
        @Nullable
        Analysis run() throws IOException;
    }

    /** A mesh would try again; here a failure is told in the report and the other files go on. */
    private static @Nullable Analysis attempt(Work work) {
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            return Analysis.failed("FAILED", String.valueOf(e.getMessage()));
        }
    }
}
