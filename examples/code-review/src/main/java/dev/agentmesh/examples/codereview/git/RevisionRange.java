package dev.agentmesh.examples.codereview.git;

import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/**
 * The two states a review compares.
 *
 * @param text what was asked for, or what the default came to
 * @param base the older commit; null means the empty tree
 * @param head the newer commit
 */
record RevisionRange(String text, @Nullable RevCommit base, RevCommit head) {
    /** How many of the last commits are reviewed when nothing else was asked for. */
    static final int DEFAULT_COMMITS = 5;

    /** {@code git diff} understands this name although no repository stores it. */
    private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    /**
     * @param range {@code A..B} the difference of the two, {@code A...B} what B changed since they parted, {@code R} what
     *     one commit changed against its first parent; a missing side is HEAD; blank is the last commits of HEAD
     */
    static RevisionRange resolve(GitRepository repository, String range) throws IOException {
        String text = range.strip();
        if (text.length() > 512 || !text.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
            throw Refusal.badRange(range);
        }
        try (RevWalk walk = new RevWalk(repository.jgit())) {
            Resolver resolver = new Resolver(repository, walk);
            if (text.isEmpty()) {
                return resolver.lastCommits();
            }
            int dots = text.indexOf("..");
            if (dots < 0) {
                return resolver.single(text);
            }
            int width = text.startsWith("...", dots) ? 3 : 2;
            String right = text.substring(dots + width);
            if (right.contains("..") || right.startsWith(".") || text.length() == width) {
                throw Refusal.badRange(range);
            }
            return resolver.between(text, text.substring(0, dots), right, width == 3);
        }
    }

    String baseId() {
        return base == null ? EMPTY_TREE : base.name();
    }

    private record Resolver(GitRepository repository, RevWalk walk) {
        RevisionRange lastCommits() throws IOException {
            RevCommit head = commit(Constants.HEAD);
            Set<ObjectId> shallow = jgit().getObjectDatabase().getShallowCommits();
            RevCommit base = head;
            for (int i = 0; i < DEFAULT_COMMITS; i++) {
                if (base.getParentCount() == 0) {
                    // The end of a shallow clone is no beginning: what came before is unknown, not empty.
                    boolean cut = shallow.contains(base) && !base.equals(head);
                    return cut
                            ? new RevisionRange(base.name().substring(0, 8) + "..HEAD", base, head)
                            : new RevisionRange("root..HEAD", null, head);
                }
                base = walk.parseCommit(base.getParent(0));
            }
            return new RevisionRange("HEAD~" + DEFAULT_COMMITS + "..HEAD", base, head);
        }

        RevisionRange single(String revision) throws IOException {
            RevCommit head = commit(revision);
            RevCommit parent = head.getParentCount() == 0 ? null : walk.parseCommit(head.getParent(0));
            return new RevisionRange(revision, parent, head);
        }

        RevisionRange between(String text, String left, String right, boolean sinceParted) throws IOException {
            RevCommit base = commit(left.isEmpty() ? Constants.HEAD : left);
            RevCommit head = commit(right.isEmpty() ? Constants.HEAD : right);
            return new RevisionRange(text, sinceParted ? mergeBase(text, base, head) : base, head);
        }

        private RevCommit mergeBase(String text, RevCommit one, RevCommit other) throws IOException {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(one);
            walk.markStart(other);
            RevCommit found = walk.next();
            if (found == null) {
                throw Refusal.noMergeBase(text);
            }
            return walk.parseCommit(found);
        }

        private RevCommit commit(String revision) throws IOException {
            try {
                ObjectId id = jgit().resolve(revision + "^{commit}");
                if (id == null && jgit().resolve(Constants.HEAD) == null) {
                    throw Refusal.noCommits(repository.path());
                }
                if (id == null) {
                    throw Refusal.unknownRevision(revision, repository.path());
                }
                return walk.parseCommit(id);
            } catch (AmbiguousObjectException ignored) {
                throw Refusal.ambiguousRevision(revision);
            } catch (RevisionSyntaxException | IncorrectObjectTypeException | MissingObjectException ignored) {
                throw Refusal.unknownRevision(revision, repository.path());
            }
        }

        private Repository jgit() {
            return repository.jgit();
        }
    }
}
