package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.process.ClassCache;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an agent's process is started: one Java source file without a build, or a jar or folder of classes, on the host's class path.
 *
 * @param home root of the installation
 * @param file the source file, jar or folder
 * @param agent only this one of a jar or folder; empty serves all
 * @param instance names the process among those of the agent; empty leaves that to the host
 */
public record AgentLaunch(
        Path home, Path file, ClusterSettings cluster, Optional<String> agent, Optional<String> instance) {
    private static final String HOST = "agent-runtime/host";
    private static final String HOST_MAIN = "dev.agentmesh.host.AgentProcess";
    private static final List<String> FLAGS = List.of(
            // An agent's objects live as long as a task. What the JVM would choose takes a sixty-fourth of the
            // machine's
            // memory at once. Who wants another collector says so: the last word counts.
            "-XX:+UseSerialGC",
            "-Xms32m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final String OPTIONS = "MESH_AGENT_JVM_OPTIONS";
    private static final String COPIES = "MESH_TOPICS_REPLICATION_FACTOR";

    /** @throws dev.agentmesh.cli.error.CliException MESH-1040 when the host is not there, MESH-3103 when the source does not compile */
    public ProcessBuilder program() {
        var builder = new ProcessBuilder(command());
        Optional.ofNullable(cluster.properties().get(ClusterSettings.REPLICATION_FACTOR))
                .ifPresent(copies -> builder.environment().put(COPIES, copies));
        return builder;
    }

    private List<String> command() {
        boolean source = AgentSource.is(file);
        boolean startsItself = source && AgentSource.startsItself(file);
        String host = ModulePath.of(home, HOST).jars();
        String classPath = host + (source ? "" : withItsLibraries());
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(words(System.getenv(OPTIONS)));
        command.addAll(flags);
        command.addAll(List.of(
                "-Dmesh.bootstrap=" + cluster.bootstrapServers(),
                "-Dmesh.registry=" + cluster.registry().urls().getFirst(),
                "-Dmesh.namespace=" + cluster.names().namespace()));
        instance.ifPresent(name -> command.add("-Dmesh.instance=" + name));
        cluster.artifacts().ifPresent(folder -> command.add("-Dmesh.artifacts=" + folder));
        command.addAll(ClassCache.flags(ModulePath.caches(home), "agent", flags, classPath));
        command.add("-cp");
        command.add(classPath);
        if (startsItself) {
            command.add(file.toString());
            return command;
        }
        Path classes = source ? AgentSource.compiled(file, host) : file;
        command.addAll(List.of(HOST_MAIN, "--classes", classes.toString()));
        agent.ifPresent(name -> command.addAll(List.of("--agent", name)));
        return command;
    }

    private static List<String> words(@Nullable String options) {
        return options == null || options.isBlank()
                ? List.of()
                : List.of(options.strip().split("\\s+"));
    }

    /** A jar brings what lies in {@code lib} beside it, as Maven's and our own builds leave it. */
    private String withItsLibraries() {
        Path lib = file.resolveSibling("lib");
        String own = File.pathSeparator + file;
        return Files.isDirectory(lib) ? own + File.pathSeparator + lib + File.separator + "*" : own;
    }
}
