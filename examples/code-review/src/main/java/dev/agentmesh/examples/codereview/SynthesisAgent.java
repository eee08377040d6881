package dev.agentmesh.examples.codereview;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.Task;
import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.report.FileReview;
import dev.agentmesh.examples.codereview.report.ReviewReport;
import dev.agentmesh.examples.codereview.report.ReviewSummary;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one report of what the others found. */
@Agent(value = "synthesis", about = "Joins the findings of a review and writes the reports", costly = false)
public final class SynthesisAgent {
    private final ReviewReport report = new ReviewReport(RuleCatalogue.standard());
    private final InjectedFault faults = InjectedFault.fromEnvironment("synthesis");

    @Skill(about = "Joins, ranks and writes review.md and review.sarif; the same input writes the same bytes")
    public ReviewSummary report(SynthesisRequest request, Task task) throws IOException {
        faults.strike(request.diff().repository());
        List<FileReview> reviews = request.reviews().stream()
                .map(review -> review.orElseGet(() -> new FileReview(null, null, null)))
                .toList();
        return report.write(request.diff(), reviews, folder(request.outDir(), task.runId()));
    }

    @Skill(about = "Turns an agent's failure into an analysis that says so, for a report about what is there")
    public Analysis incomplete(Failed failed) {
        return Analysis.failed(failed.code(), failed.message());
    }

    /** What a workflow's catch knows about the failure it caught. */
    public record Failed(String code, String message) {}

    private static Path folder(@Nullable String outDir, String runId) {
        if (outDir == null || outDir.isBlank()) {
            return Path.of("reviews", runId.replaceAll("[^A-Za-z0-9._-]", "_"));
        }
        try {
            Path folder = Path.of(outDir);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new Poison("BAD_OUT_DIR", "Expected a path but found one with " + e.getReason());
        }
        throw new Poison("BAD_OUT_DIR", "Expected an absolute path but found \"" + outDir + "\"");
    }
}
