package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.Window;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same load without and with a console that keeps its database of runs up to date: what reading along costs those who work. */
public final class ReadSide implements MeshPart {
    private static final int IN_FLIGHT = 512;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 200;
    private static final Pattern PORT = Pattern.compile("\"port\" *: *(\\d+)");

    private final Path home;
    private final Duration window;
    private final Accounts accounts;

    /**
     * The part.
     *
     * @param home root of the installation
     * @param window how long each load is watched
     */
    public ReadSide(Path home, Duration window, Accounts accounts) {
        this.home = home;
        this.window = window;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "readside";
    }

    @Override
    public boolean isChilling() {
        return true;
    }

    @Override
    public void round(Rig rig, Results results) {
        Path data = rig.data().resolve("console");
        Path ready = data.resolve("ready.json");
        Window off = work(rig);
        Window on;
        try (Started console = console(rig, data, ready)) {
            awaitCaughtUp(console, ready);
            on = work(rig);
        }
        results.add("readside.off.inflight512.runs_per_s", "/s", off.runsPerSecond());
        results.add("readside.on.inflight512.runs_per_s", "/s", on.runsPerSecond());
        results.add("readside.cost", "x", off.runsPerSecond() / on.runsPerSecond());
    }

    private Window work(Rig rig) {
        try (Load load = rig.mesh(Workflows.FIVE, "\"x\"")) {
            Window seen = load.window(IN_FLIGHT, window);
            accounts.settle(name(), load.tally());
            return seen;
        }
    }

    private Started console(Rig rig, Path data, Path ready) {
        var program = new ProcessBuilder(
                home.resolve("mesh").toString(),
                "console",
                "run",
                "--http-port",
                "0",
                "--bootstrap",
                rig.cluster().bootstrapServers(),
                "--registry",
                rig.cluster().registry().urls().getFirst().toString());
        program.environment().put("MESH_CONSOLE_DATA", data.toString());
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the console's folder", e);
        }
        return Started.when("console", program, ready, data.resolve("console.log"));
    }

    /** It is ready once its answers are no older than it may be: before, it reads what was there before it. */
    private static void awaitCaughtUp(Started console, Path ready) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Matcher port = PORT.matcher(Files.readString(ready));
            if (!port.find()) {
                throw new IllegalStateException("Expected a port in " + ready);
            }
            HttpRequest ask = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port.group(1) + "/health/readiness"))
                    .build();
            while (http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                if (System.nanoTime() > giveUp || !console.process().isAlive()) {
                    throw new IllegalStateException("the console did not catch up");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the console does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the console caught up", e);
        }
    }
}
