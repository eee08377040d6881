package dev.agentmesh.cli.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --wait} and {@code --timeout}. */
public final class WaitOptions {
    /** For ever, as far as a command line goes. */
    public static final Duration NO_LIMIT = Duration.ofDays(3_650);

    @Option(names = "--wait", description = "Returns when the run has ended; the exit code says how.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait at most, such as 30s or 5m; the run goes on.")
    private @Nullable Duration timeout;

    public boolean isWait() {
        return wait;
    }

    public Duration patience() {
        return timeout == null ? NO_LIMIT : timeout;
    }
}
