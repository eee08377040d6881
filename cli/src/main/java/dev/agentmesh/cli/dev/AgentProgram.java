package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** An agent of the project as a child process. It is ready when it says so in a line of JSON. */
final class AgentProgram implements Program {
    private static final String READY = "{\"ready\":true";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** For the tasks it is at. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Path folder;
    private final Supplier<AgentLaunch> launch;

    /**
     * An agent.
     *
     * @param name of its file, without the ending
     * @param folder where its log and its record are kept
     * @param launch asked at every start: the broker may have moved
     */
    AgentProgram(String name, Path folder, Supplier<AgentLaunch> launch) {
        this.name = name;
        this.folder = folder;
        this.launch = launch;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Live start() {
        Path log = folder.resolve(name + ".log");
        Path record = folder.resolve(name + ".json");
        try {
            Files.createDirectories(folder);
            ProcessRecord.read(record)
                    .flatMap(ProcessRecord::orphan)
                    .ifPresent(orphan -> ChildJvm.stop(orphan, PATIENCE));
            Process process = launch.get()
                    .program()
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            new ProcessRecord(
                            ProcessIdentity.of(process.toHandle()),
                            Optional.of(ProcessIdentity.current()),
                            0,
                            ProcessRecord.State.STARTING)
                    .write(record);
            await(process, log);
            return new Live(process, 0, "", () -> ChildJvm.stop(process.toHandle(), PATIENCE));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private void await(Process process, Path log) {
        var ready = new CompletableFuture<Boolean>();
        // No virtual one: reading a pipe keeps its carrier, and with one agent per core the next would never be heard.
        Thread.ofPlatform().daemon().name("agent-out").start(() -> copy(process, log, ready));
        try {
            if (!ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw notStarted("it ended; its last words:\n" + ChildJvm.tail(log), log);
            }
        } catch (TimeoutException | ExecutionException late) {
            process.destroyForcibly();
            throw notStarted("it was not ready within " + START_LIMIT.toSeconds() + " s", log);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw notStarted("interrupted while it started", log);
        }
    }

    /** What an agent prints is its author's business and stays in the log. */
    private static void copy(Process process, Path log, CompletableFuture<Boolean> ready) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(true);
                }
                Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            ready.complete(false);
        } catch (IOException gone) {
            ready.complete(false);
        }
    }

    private CliException notStarted(String reason, Path log) {
        return CliException.of(
                ExitCode.UNEXPECTED,
                CliErrors.CHILD_NOT_STARTED,
                "agent " + name + " did not start",
                reason,
                "read " + log);
    }
}
