package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.Failures;
import dev.agentmesh.cli.kafka.KafkaGateways;
import dev.agentmesh.cli.workflow.Deployer;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** What a dev server finds in the folder it is started in: {@code workflows} and {@code agents}. Mistakes there are told and passed over. */
final class Project {
    private static final String BY = "mesh dev";

    private final Path folder;
    private final Consumer<String> notes;

    Project(Path folder, Consumer<String> notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** The files and folders that hold agents, by name. */
    List<Path> agents() {
        return entries("agents").stream()
                .filter(entry -> Files.isDirectory(entry)
                        || entry.getFileName().toString().matches(".*\\.(java|jar)"))
                .filter(entry -> !entry.getFileName().toString().equals("lib"))
                .toList();
    }

    /** The file's name without its ending. */
    static String nameOf(Path agent) {
        return agent.getFileName().toString().replaceFirst("\\.(java|jar)$", "");
    }

    /** Deploys the project's definitions; says which were new and what is wrong with others. */
    void deployWorkflows(ClusterSettings cluster) {
        List<Path> files = entries("workflows").stream()
                .filter(file -> file.getFileName().toString().matches(".*\\.(yaml|yml|json)"))
                .toList();
        if (files.isEmpty()) {
            return;
        }
        Clock clock = Clock.systemUTC();
        try (var mesh = new KafkaGateways(clock).open(cluster)) {
            var deployer = new Deployer(mesh.workflows(), clock, BY);
            files.forEach(file -> deploy(deployer, file));
        }
    }

    private void deploy(Deployer deployer, Path file) {
        String shown = folder.relativize(file).toString();
        try {
            String source = Files.readString(file);
            switch (new WorkflowParser().parse(source, shown)) {
                case ParsedWorkflow.Valid(var workflow) -> {
                    if (deployer.deploy(workflow.ref(), source) == Deployer.Result.DEPLOYED) {
                        notes.accept(" workflow      " + workflow.ref() + " deployed");
                    }
                }
                case ParsedWorkflow.Invalid invalid -> notes.accept(invalid.render());
            }
        } catch (IOException | RuntimeException refused) {
            notes.accept(" workflow      " + shown + " not deployed: "
                    + Failures.of(refused).what());
        }
    }

    private List<Path> entries(String name) {
        Path within = folder.resolve(name);
        if (!Files.isDirectory(within)) {
            return List.of();
        }
        try (var entries = Files.list(within)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
