package dev.agentmesh.examples.codereview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.codereview.git.TestRepository;
import dev.agentmesh.examples.codereview.report.ReviewSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own sources, committed as one change and reviewed: what is praised elsewhere has to hold here. */
class LocalReviewTest {
    @TempDir
    Path folder;

    @Test
    void our_own_sources_pass_our_own_review() throws Exception {
        try (TestRepository repository = TestRepository.in(folder.resolve("own"));
                var sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                repository.write(source.toString().replace('\\', '/'), Files.readAllBytes(source));
            }
            repository.commit("all of it");
            ReviewSummary summary =
                    new LocalReview().run(new ReviewRequest(repository.path(), null, null), folder.resolve("out"));
            assertThat(summary.top())
                    .filteredOn(top ->
                            !top.severity().equals("low") && !top.severity().equals("info"))
                    .isEmpty();
            assertThat(summary.partial()).isFalse();
            assertThat(summary.filesReviewed()).isGreaterThan(50);
        }
    }
}
