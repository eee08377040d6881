package dev.agentmesh.cli.error;

import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.MeshException;
import org.jspecify.annotations.Nullable;

/** A command that could not do what it was asked, with the exit code it ends with. */
public final class CliException extends MeshException {
    private static final long serialVersionUID = 1;

    private final ExitCode exit;

    /** Cause and fix as the catalogue has them. */
    public CliException(ExitCode exit, ErrorCode error, String what) {
        this(exit, error, what, null);
    }

    private CliException(ExitCode exit, ErrorCode error, String what, @Nullable Throwable cause) {
        super(error, what, cause);
        this.exit = exit;
    }

    /** With a cause and a fix for just this case; fixes should be fit to paste. */
    public static CliException of(ExitCode exit, ErrorCode error, String what, String cause, String fix) {
        return new CliException(exit, new ErrorCode(error.code(), error.meaning(), cause, fix), what);
    }

    public static CliException usage(String what, String fix) {
        return of(ExitCode.USAGE, CliErrors.USAGE, what, CliErrors.USAGE.cause(), fix);
    }

    public CliException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public ExitCode exit() {
        return exit;
    }
}
