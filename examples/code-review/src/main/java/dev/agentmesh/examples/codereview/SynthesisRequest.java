package dev.agentmesh.examples.codereview;

import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.report.FileReview;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the report is made from.
 *
 * @param diff what the diff agent said
 * @param reviews one per file of {@code diff}, in its order; empty where nothing came back
 * @param outDir absolute path of the folder for the reports; absent for {@code reviews/RUN} below the agent's folder
 */
public record SynthesisRequest(
        DiffReport diff,
        List<Optional<FileReview>> reviews,
        @Nullable String outDir) {}
