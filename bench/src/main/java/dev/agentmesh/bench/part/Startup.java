package dev.agentmesh.bench.part;

import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.cli.dev.ModulePath;
import dev.agentmesh.localcluster.process.ClassCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a person waits: for a command, for an agent process to serve, for {@code mesh dev} to be ready. */
public final class Startup implements Part {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private boolean cached;

    /** @param home root of the installation, where the launcher is */
    public Startup(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public boolean isChilling() {
        return true;
    }

    @Override
    public void round(Rig rig, Results results) {
        makeCaches(rig);
        results.add("cli.version.ms", "ms", mesh("version") * 1e3);
        results.add("cli.workflow.list.ms", "ms", listWorkflows(rig) * 1e3);
        results.add("agent.ready.s", "s", agent(rig));
        results.add("dev.ready.s", "s", dev(rig));
    }

    private double dev(Rig rig) {
        String data = rig.data().resolve("startup").toString();
        double seconds =
                mesh("dev", "--detach", "--fresh", "--no-agents", "--data", data, "--port", "0", "--http-port", "0");
        mesh("stop", "--data", data);
        return seconds;
    }

    /** They are made in the background beside or after the first commands after a build; users wait for those once, too. */
    private void makeCaches(Rig rig) {
        if (!cached) {
            mesh("version");
            await("*.aot");
            listWorkflows(rig);
            await("*-live.aot");
            agent(rig);
            dev(rig);
            ClassCache.makeRecorded(ModulePath.caches(home));
            awaitNone(ModulePath.caches(home), "*.taken");
            cached = true;
        }
    }

    /** A machine that cannot make a cache shows what commands take without one. */
    private void await(String cache) {
        awaitThat(home.resolve("cli/target/cache"), cache, true);
    }

    private static void awaitNone(Path folder, String files) {
        awaitThat(folder, files, false);
    }

    private static void awaitThat(Path folder, String files, boolean there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end) {
                try (var found = Files.newDirectoryStream(folder, files)) {
                    if (found.iterator().hasNext() == there) {
                        return;
                    }
                } catch (NoSuchFileException notYet) {
                    // Made by the first command.
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for the launcher's caches", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cache was made", e);
        }
    }

    private double listWorkflows(Rig rig) {
        return mesh(
                "workflow",
                "list",
                "--bootstrap",
                rig.cluster().bootstrapServers(),
                "--registry",
                rig.cluster().registry().urls().getFirst().toString());
    }

    private double agent(Rig rig) {
        long begun = System.nanoTime();
        AutoCloseable agent = rig.startAgent(home, "idle");
        double seconds = (System.nanoTime() - begun) / 1e9;
        try {
            agent.close();
        } catch (Exception e) {
            throw new IllegalStateException("the agent process did not end", e);
        }
        return seconds;
    }

    /** Seconds until the command has ended. */
    private double mesh(String... words) {
        List<String> command = new ArrayList<>(List.of(home.resolve("mesh").toString()));
        command.addAll(List.of(words));
        long begun = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with exit code " + code);
            }
            return (System.nanoTime() - begun) / 1e9;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the launcher", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
    }
}
