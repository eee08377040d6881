package dev.agentmesh.examples.codereview.git;

/** Why a changed file is listed but not analyzed. */
public enum SkipReason {
    DELETED("deleted", "Deleted", false),
    NOTHING_ADDED("nothing-added", "No line added (renamed, mode changed, or lines removed only)", false),
    BINARY("binary", "Binary", false),
    SYMLINK("symlink", "Symbolic link", false),
    SUBMODULE("submodule", "Submodule", false),
    GENERATED("generated", "Generated or a lock file", false),
    VENDORED("vendored", "Copied from elsewhere (vendored)", false),
    LARGE_FILE_POINTER("lfs-pointer", "Git LFS pointer: the content is not in the repository", true),
    ABSENT("absent", "The content is not in this clone (a partial clone?)", true),
    TOO_LARGE("too-large", "Larger than 512 KiB", true),
    OVER_LIMIT("over-limit", "More files than one review takes", true);

    private final String id;
    private final String text;
    private final boolean gap;

    SkipReason(String id, String text, boolean gap) {
        this.id = id;
        this.text = text;
        this.gap = gap;
    }

    public String id() {
        return id;
    }

    public String text() {
        return text;
    }

    /** Whether somebody should look at these files because this review did not. */
    public boolean isGap() {
        return gap;
    }
}
