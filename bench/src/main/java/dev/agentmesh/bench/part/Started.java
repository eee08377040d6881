package dev.agentmesh.bench.part;

import dev.agentmesh.bench.BenchErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that a part starts for itself, both of whose streams go to a file. */
record Started(Process process) implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 20;

    /** What shows that a program is ready. */
    @FunctionalInterface
    private interface Sign {
        boolean isGiven() throws IOException;
    }

    /**
     * Returns when the program has written the word to its log.
     *
     * @throws CliException MESH-1060 when it ends first or takes too long
     */
    static Started when(String name, ProcessBuilder program, String ready, Path log) {
        return start(name, program, () -> Files.readString(log).contains(ready), log);
    }

    /** Returns when the program has made the file; throws like the other. */
    static Started when(String name, ProcessBuilder program, Path ready, Path log) {
        return start(name, program, () -> Files.exists(ready), log);
    }

    private static Started start(String name, ProcessBuilder program, Sign ready, Path log) {
        try {
            Files.deleteIfExists(log);
            Process process = program.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, name + "-end"));
            var started = new Started(process);
            started.await(name, ready, log);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    private void await(String name, Sign ready, Path log) throws IOException {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!ready.isGiven()) {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > giveUp) {
                    process.destroyForcibly();
                    throw notReady(name, log);
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw notReady(name, log);
        }
    }

    private static CliException notReady(String name, Path log) {
        return CliException.of(
                ExitCode.UNEXPECTED,
                BenchErrors.NOT_READY,
                "the bench's " + name + " did not start",
                "it ended, or was not ready within " + START_LIMIT.toSeconds() + " s; its last words:\n"
                        + ChildJvm.tail(log),
                "read " + log);
    }

    @Override
    public void close() {
        ChildJvm.stop(process.toHandle(), PATIENCE);
    }
}
