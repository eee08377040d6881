package dev.agentmesh.localcluster;

import org.jspecify.annotations.Nullable;

/**
 * A broker, registry or data folder that could not be had, told so that the reader can mend it. The message is the whole
 * story in three lines; the parts are there for those who lay it out themselves. Trying again helps only after the fix.
 */
public final class LocalClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String problem;
    private final String reason;
    private final String fix;

    LocalClusterException(String code, String problem, String reason, String fix, @Nullable Throwable cause) {
        super(code + " " + problem + "\n  cause  " + reason + "\n  fix    " + fix, cause);
        this.code = code;
        this.problem = problem;
        this.reason = reason;
        this.fix = fix;
    }

    /** The stable code, {@code MESH-10nn}. */
    public String code() {
        return code;
    }

    /** What is wrong, in one line. */
    public String problem() {
        return problem;
    }

    /** Why, as far as it is known; may have several lines. */
    public String reason() {
        return reason;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
