package dev.agentmesh.examples.codereview.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A real repository in a temporary folder, written with JGit. */
public final class TestRepository implements AutoCloseable {
    private static final PersonIdent AUTHOR = new PersonIdent("Ada", "ada@example.org");
    private final Path folder;
    private final Git git;

    private TestRepository(Path folder, Git git) {
        this.folder = folder;
        this.git = git;
    }

    public static TestRepository in(Path folder) throws GitAPIException {
        OwnConfigurationOnly.install();
        Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call();
        // Its own thread would still tidy up while the folder is being deleted.
        git.getRepository().getConfig().setInt("gc", null, "auto", 0);
        return new TestRepository(folder, git);
    }

    public TestRepository write(String path, String content) throws IOException {
        return write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public TestRepository write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    public TestRepository delete(String path) throws GitAPIException {
        git.rm().addFilepattern(path).call();
        return this;
    }

    public RevCommit commit(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(AUTHOR)
                .setCommitter(AUTHOR)
                .setSign(false)
                .call();
    }

    public Git git() {
        return git;
    }

    public Path folder() {
        return folder;
    }

    public String path() {
        return folder.toString();
    }

    /** What the diff agent would say. */
    public DiffReport diff(String range) throws IOException {
        return diff(range, RepositoryDiff.MAX_FILES);
    }

    public DiffReport diff(String range, int maxFiles) throws IOException {
        try (GitRepository repository = GitRepository.open(path())) {
            return RepositoryDiff.of(repository, range, maxFiles);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
