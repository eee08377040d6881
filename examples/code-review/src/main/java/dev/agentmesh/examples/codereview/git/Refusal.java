package dev.agentmesh.examples.codereview.git;

import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.Poison;

/** Why an input cannot be reviewed: every code the git side raises, with its cause and its fix in the text. */
final class Refusal {
    private Refusal() {}

    static Poison relativePath(String path) {
        return new Poison(
                "REPOSITORY_NOT_ABSOLUTE",
                "Expected an absolute path but found \"" + path
                        + "\"; agents run in folders of their own, so give the whole path");
    }

    static Poison missing(String path) {
        return new Poison(
                "REPOSITORY_MISSING",
                "There is no folder " + path
                        + " on this agent's machine; check the path, or run the agents where it is");
    }

    static Poison notARepository(String path) {
        return new Poison(
                "NOT_A_REPOSITORY",
                path + " is no git repository and lies in none; give a folder with .git in it, or a bare repository");
    }

    static Poison badRange(String range) {
        return new Poison(
                "BAD_RANGE", "Expected \"A..B\", \"A...B\" or one revision but found \"" + shortened(range) + "\"");
    }

    static Poison unknownRevision(String revision, String path) {
        return new Poison(
                "UNKNOWN_REVISION",
                "There is no commit \"" + shortened(revision) + "\" in " + path
                        + "; a shallow clone may need git fetch");
    }

    static Poison ambiguousRevision(String revision) {
        return new Poison(
                "AMBIGUOUS_REVISION", "\"" + shortened(revision) + "\" fits several commits; give more characters");
    }

    static Poison noMergeBase(String range) {
        return new Poison(
                "NO_MERGE_BASE",
                "The two sides of \"" + shortened(range)
                        + "\" have no common commit; use \"A..B\" to compare them as they are");
    }

    static Poison badMaxFiles(int maxFiles, int most) {
        return new Poison("BAD_MAX_FILES", "Expected maxFiles from 1 to " + most + " but found " + maxFiles);
    }

    static Poison blobMissing(String blob, String path) {
        return new Poison(
                "BLOB_MISSING",
                "Object " + shortened(blob) + " is not in " + path + "; it was pruned, or the repository was replaced");
    }

    static Declined noCommits(String path) {
        return new Declined("NO_COMMITS", path + " has no commit yet, so there is nothing to review");
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 119) + "…";
    }
}
