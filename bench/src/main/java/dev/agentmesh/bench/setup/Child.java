package dev.agentmesh.bench.setup;

import dev.agentmesh.bench.BenchErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that says in a line of its own when it is ready. */
public final class Child implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Returns when the program is ready.
     *
     * @param ready what the line contains
     * @throws CliException MESH-1060 when it ends first or takes too long
     */
    static Child start(String name, ProcessBuilder program, String ready, Path log) {
        Process process;
        try {
            process = program.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
        // Also when somebody ends the bench in the middle: nothing it started outlives it.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, name + "-end"));
        try {
            await(name, process, ready, log);
            return new Child(process);
        } catch (CliException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void await(String name, Process process, String ready, Path log) {
        var said = new CompletableFuture<Boolean>();
        // No virtual ones: reading a pipe keeps their carriers, of which there may be two.
        Thread.ofPlatform().daemon().name(name + "-out").start(() -> listen(process, ready, said));
        try {
            if (!said.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw notReady(name, "it ended", log);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw notReady(name, "it was not ready within " + START_LIMIT.toSeconds() + " s", log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notReady(name, "interrupted", log);
        }
    }

    private static void listen(Process process, String ready, CompletableFuture<Boolean> said) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(ready)) {
                    said.complete(true);
                }
            }
            said.complete(false);
        } catch (IOException e) {
            said.complete(false);
        }
    }

    private static CliException notReady(String name, String why, Path log) {
        return CliException.of(
                ExitCode.UNEXPECTED,
                BenchErrors.NOT_READY,
                "the bench's " + name + " did not start",
                why + "; its last words:\n" + ChildJvm.tail(log),
                "read " + log);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        ChildJvm.stop(process.toHandle(), PATIENCE);
    }
}
