package dev.agentmesh.cli.demo;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.topics.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The repository to review, looked at before anything is started: a wrong one should not cost a minute. */
record Repository(Path folder, String range) {
    static final ErrorCode NO_REPOSITORY = new ErrorCode(
            "MESH-1050",
            "there is no git repository to review",
            "the folder is not in a git repository, or the repository has no commits",
            "name one: mesh demo --repo DIR");

    static final ErrorCode BAD_RANGE = new ErrorCode(
            "MESH-1051",
            "the revision range names nothing to review",
            "a revision is not known, or nothing changed between the two",
            "name another: mesh demo --range HEAD~3..HEAD");

    private static final int USUAL_COMMITS = 5;

    /**
     * @param asked {@code A..B}; empty takes the last commits
     * @throws CliException MESH-1050 or MESH-1051
     */
    static Repository of(Path folder, Optional<String> asked) {
        if (!Files.isDirectory(folder)) {
            throw noRepository(folder + " is not a folder");
        }
        String top = git(folder, "rev-parse", "--show-toplevel")
                .orElseThrow(() -> noRepository(folder + " is not in a git repository"))
                .strip();
        if (git(folder, "rev-parse", "--verify", "--quiet", "HEAD").isEmpty()) {
            throw noRepository(top + " has no commits yet");
        }
        String range = asked.orElseGet(() -> lastCommits(folder));
        String changed = git(folder, "diff", "--name-only", "--diff-filter=AMR", range, "--")
                .orElseThrow(() -> badRange("range \"" + range + "\" is not known in " + top));
        if (changed.isBlank()) {
            throw badRange("nothing was added or changed in " + range + " of " + top);
        }
        return new Repository(Path.of(top), range);
    }

    /** The last commits, fewer in a young repository; the empty tree stands before a first one. */
    private static String lastCommits(Path folder) {
        for (int back = USUAL_COMMITS; back > 0; back--) {
            String from = "HEAD~" + back;
            boolean there =
                    git(folder, "rev-parse", "--verify", "--quiet", from).isPresent();
            boolean changes = there
                    && git(folder, "diff", "--name-only", "--diff-filter=AMR", from, "HEAD", "--")
                            .filter(names -> !names.isBlank())
                            .isPresent();
            if (changes) {
                return from + "..HEAD";
            }
        }
        String emptyTree =
                git(folder, "hash-object", "-t", "tree", "/dev/null").orElse("").strip();
        return emptyTree + "..HEAD";
    }

    private static Optional<String> git(Path folder, String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor(60, TimeUnit.SECONDS) && git.exitValue() == 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            throw noRepository("git cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static CliException noRepository(String what) {
        return new CliException(ExitCode.USAGE, NO_REPOSITORY, what);
    }

    private static CliException badRange(String what) {
        return new CliException(ExitCode.USAGE, BAD_RANGE, what);
    }
}
