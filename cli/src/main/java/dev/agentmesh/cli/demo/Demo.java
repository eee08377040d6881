package dev.agentmesh.cli.demo;

import dev.agentmesh.cli.demo.Checks.Outcome;
import dev.agentmesh.cli.dev.DevMesh;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.MeshGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Starts everything, has the story told, stops everything. */
final class Demo {
    static final List<String> AGENTS = List.of("diff", "security", "performance", "style", "synthesis");

    private final Cli cli;
    private final Path home;
    private final Path data;
    private final Repository repository;
    private final int maxFiles;
    private final Consumer<String> lines;

    Demo(Cli cli, Path home, Path data, Repository repository, int maxFiles, Consumer<String> lines) {
        this.cli = cli;
        this.home = home;
        this.data = data;
        this.repository = repository;
        this.maxFiles = maxFiles;
        this.lines = lines;
    }

    Checks run() {
        long begun = System.nanoTime();
        Checks checks = new Checks(lines);
        try (DevMesh mesh = DevMesh.fresh(data, home, lines)) {
            Path faults = data.resolve("faults");
            try (MeshGateway gateway = cli.gateways().open(mesh.cluster());
                    DemoAgents agents = new DemoAgents(mesh.cluster(), home, data.resolve("logs"), faults)) {
                new Story(gateway, agents, cli.shell().clock(), setting(faults), checks, lines).tell();
            }
        }
        lines.accept(String.format(
                Locale.ROOT, " reports  %s in %.0f s", data.resolve("reports"), (System.nanoTime() - begun) / 1e9));
        lines.accept(" look     ./mesh dev --data " + data + "  keeps it running, with all that happened");
        lines.accept(checks.summary());
        return checks;
    }

    private Setting setting(Path faults) {
        Path reports = data.resolve("reports");
        try {
            Files.createDirectories(reports);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of reports " + reports, e);
        }
        return new Setting(repository, maxFiles, home.resolve("examples/code-review/strict.yaml"), faults, reports);
    }

    /** What the story is about. */
    record Setting(Repository repository, int maxFiles, Path workflow, Path faults, Path reports) {}

    static Outcome holds(boolean claim) {
        return Outcome.of(claim);
    }
}
