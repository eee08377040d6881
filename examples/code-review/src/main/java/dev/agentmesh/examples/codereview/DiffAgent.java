package dev.agentmesh.examples.codereview;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.git.GitRepository;
import dev.agentmesh.examples.codereview.git.RepositoryDiff;
import java.io.IOException;

/** Finds what changed. */
@Agent(value = "diff", about = "Finds the changed files and lines of a range of commits", costly = false)
public final class DiffAgent {
    private final InjectedFault faults = InjectedFault.fromEnvironment("diff");

    @Skill(about = "Lists changed files with their changed lines, and those not worth reviewing with the reason")
    public DiffReport diff(ReviewRequest request) throws IOException {
        faults.strike(request.repository());
        try (GitRepository repository = GitRepository.open(request.repository())) {
            String range = request.range() == null ? "" : request.range();
            int maxFiles = request.maxFiles() == null ? RepositoryDiff.MAX_FILES : request.maxFiles();
            return RepositoryDiff.of(repository, range, maxFiles);
        }
    }
}
