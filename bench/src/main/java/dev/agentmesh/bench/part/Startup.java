package dev.agentmesh.bench.part;

import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long a person waits: for a command, for an agent process to serve, for {@code mesh dev} to be ready. */
public final class Startup implements Part {
    private final Path home;

    /** @param home root of the installation, where the launcher is */
    public Startup(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public void round(Rig rig, Results results) {
        results.add("cli.version.ms", "ms", mesh("version") * 1e3);
        results.add(
                "cli.workflow.list.ms",
                "ms",
                mesh(
                                "workflow",
                                "list",
                                "--bootstrap",
                                rig.cluster().bootstrapServers(),
                                "--registry",
                                rig.cluster().registry().urls().getFirst().toString())
                        * 1e3);
        results.add("agent.ready.s", "s", agent(rig));
        String data = rig.data().resolve("startup").toString();
        results.add(
                "dev.ready.s",
                "s",
                mesh("dev", "--detach", "--fresh", "--no-agents", "--data", data, "--port", "0", "--http-port", "0"));
        mesh("stop", "--data", data);
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
