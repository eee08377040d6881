package dev.agentmesh.bench.part;

import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.cli.dev.ModulePath;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.localcluster.process.ClassCache;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.registry.RegistrySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long a person waits who has nothing else running: for {@code mesh dev} to be ready, for a command, for an agent process to serve.
 */
public final class Startup implements Part {
    private static final String AGENT = "idle";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path data;
    private boolean cached;

    /**
     * @param home root of the installation, where the launcher is
     * @param data emptied, then filled by each dev server
     */
    public Startup(Path home, Path data) {
        this.home = home;
        this.data = data;
    }

    @Override
    public String name() {
        return "startup";
    }

    /** Measures once, and leaves nothing running. */
    public void round(Results results) {
        if (!cached) {
            makeCaches();
            cached = true;
        }
        results.add("cli.version.ms", "ms", mesh("version") * 1e3);
        results.add("dev.ready.s", "s", startDev());
        try {
            results.add("cli.workflow.list.ms", "ms", listWorkflows() * 1e3);
            results.add("agent.ready.s", "s", agent());
        } finally {
            stopDev();
        }
    }

    private double startDev() {
        return mesh(
                "dev",
                "--detach",
                "--fresh",
                "--no-agents",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--http-port",
                "0");
    }

    private void stopDev() {
        mesh("stop", "--data", data.toString());
    }

    /** They are made in the background beside or after the first commands after a build; users wait for those once, too. */
    private void makeCaches() {
        mesh("version");
        await("*.aot");
        startDev();
        try {
            listWorkflows();
            await("*-live.aot");
            agent();
        } finally {
            stopDev();
        }
        ClassCache.makeRecorded(ModulePath.caches(home));
        awaitNone(ModulePath.caches(home), "*.taken");
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

    private double listWorkflows() {
        return mesh("workflow", "list", "--data", data.toString());
    }

    private double agent() {
        DevState dev = DevState.read(data).orElseThrow();
        ClusterSettings cluster = ClusterSettings.of(Map.of(
                ClusterSettings.BOOTSTRAP, dev.bootstrap(),
                RegistrySettings.URL, dev.registry(),
                ClusterSettings.NAMESPACE, dev.namespace(),
                ClusterSettings.REPLICATION_FACTOR, "1"));
        long begun = System.nanoTime();
        AutoCloseable agent = Rig.startAgent(home, cluster, AGENT, data.resolve(AGENT + ".log"));
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
