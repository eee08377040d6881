package dev.agentmesh.cli.demo;

import dev.agentmesh.cli.dev.ModulePath;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.ClassCache;
import dev.agentmesh.localcluster.process.OwnedMain;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The agents of the code review, each a process of its own. Used by one thread. */
final class DemoAgents implements AutoCloseable {
    private static final String MODULE = "examples/code-review";
    private static final String MAIN = "dev.agentmesh.host.AgentProcess";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> FLAGS = List.of(
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final ClusterSettings cluster;
    private final Path home;
    private final Path logs;
    private final Path faults;
    private final Map<String, Process> processes = new LinkedHashMap<>();

    /** @param faults the file the agents look into for faults to show */
    DemoAgents(ClusterSettings cluster, Path home, Path logs, Path faults) {
        this.cluster = cluster;
        this.home = home;
        this.logs = logs;
        this.faults = faults;
    }

    void start(String agent, String instance) {
        try {
            Files.createDirectories(logs);
            Path log = logs.resolve(instance + ".log");
            String classPath = ModulePath.of(home, MODULE).withOwner();
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(FLAGS);
            command.addAll(ClassCache.flags(ModulePath.caches(home), "demo-agent", FLAGS, classPath));
            command.addAll(List.of(
                    "-cp",
                    classPath,
                    OwnedMain.class.getName(),
                    Long.toString(ProcessHandle.current().pid()),
                    MAIN,
                    "--agent",
                    agent,
                    "--instance",
                    instance));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("MESH_BOOTSTRAP", cluster.bootstrapServers());
            builder.environment().put("MESH_REGISTRY", cluster.properties().getOrDefault("schema.registry.url", ""));
            builder.environment().put("MESH_NAMESPACE", cluster.names().namespace());
            builder.environment().put("MESH_DEMO_FAULT", faults.toString());
            processes.put(instance, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start agent " + instance, e);
        }
    }

    /** Ends a process as a power cut would: no word to anybody. Returns its pid. */
    long kill(String instance) {
        Process process = running(instance);
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return process.pid();
    }

    /** How many of the started processes run. */
    int living() {
        return (int) processes.values().stream().filter(Process::isAlive).count();
    }

    /** Fails with the agent's own last words when one has ended that should run. */
    void requireRunning() {
        processes.forEach((instance, process) -> {
            boolean killedByUs = !process.isAlive() && process.exitValue() == 137;
            if (!process.isAlive() && !killedByUs) {
                Path log = logs.resolve(instance + ".log");
                throw CliException.of(
                        ExitCode.UNEXPECTED,
                        CliErrors.CHILD_NOT_STARTED,
                        "agent " + instance + " ended with exit code " + process.exitValue(),
                        "its last words:\n" + ChildJvm.tail(log),
                        "read " + log);
            }
        });
    }

    private Process running(String instance) {
        Process process = processes.get(instance);
        if (process == null) {
            throw new IllegalArgumentException("Expected agent " + instance + " to have been started");
        }
        return process;
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroy);
        processes.values().forEach(process -> ChildJvm.stop(process.toHandle(), PATIENCE));
    }
}
