package dev.agentmesh.cli.demo;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, looking now and then, never for ever. */
final class Waiting {
    private static final long LOOK_MILLIS = 200;

    private Waiting() {}

    /** @throws CliException when {@code condition} does not hold within {@code limit}, naming what was waited for */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw CliException.of(
                        ExitCode.TIMEOUT,
                        CliErrors.TIMED_OUT,
                        "waited " + limit.toSeconds() + " s for " + what,
                        "something is much slower than usual, or broken",
                        "look at the logs in the data folder");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            // Nobody counts down: this is a pause that an interruption ends.
            new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CliException.of(
                    ExitCode.INTERRUPTED,
                    CliErrors.TIMED_OUT,
                    "interrupted",
                    "the demo was told to end",
                    "start it again");
        }
    }
}
