package dev.agentmesh.cli.agent;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.dev.ModulePath;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = {
            "Runs an agent as a process of its own, in the foreground: one Java source file without a build,",
            "or a jar or folder of classes with annotated agents. Ctrl-C drains it."
        })
final class AgentRun implements Callable<Integer> {
    private static final String HOST = "agent-runtime/host";
    private static final String HOST_MAIN = "dev.agentmesh.host.AgentProcess";

    private final Cli cli;

    @Parameters(paramLabel = "FILE", description = "A .java file, a .jar, or a folder of classes.")
    private String file = "";

    @Option(names = "--agent", paramLabel = "NAME", description = "Only this one of a jar or folder.")
    private @Nullable String agent;

    @Option(names = "--instance", paramLabel = "NAME", description = "Names this process among those of the agent.")
    private @Nullable String instance;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    AgentRun(Cli cli) {
        this.cli = cli;
    }

    /** Its exit code is ours. */
    @Override
    public Integer call() throws InterruptedException {
        Path path = Sources.path(cli.shell(), file);
        if (!Files.exists(path)) {
            throw CliException.of(
                    ExitCode.NOT_FOUND,
                    CliErrors.FILE,
                    "cannot read " + Printable.shortened(file, 200),
                    "it does not exist",
                    CliErrors.FILE.fix());
        }
        ClusterSettings cluster = connection.settings(cli.shell());
        var program = new ProcessBuilder(command(path, cluster))
                .directory(cli.shell().folder().toFile())
                .inheritIO();
        Optional.ofNullable(cluster.properties().get(ClusterSettings.REPLICATION_FACTOR))
                .ifPresent(copies -> program.environment().put("MESH_TOPICS_REPLICATION_FACTOR", copies));
        try {
            Process process = program.start();
            // Ctrl-C reaches the agent by itself; a SIGTERM meant for us would not.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "agent-end"));
            return process.waitFor();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private List<String> command(Path path, ClusterSettings cluster) {
        Path home = cli.shell()
                .home()
                .orElseThrow(() -> new CliException(
                        ExitCode.UNEXPECTED, CliErrors.NO_PROGRAM, "the programs of Agent Mesh were not found"));
        boolean source = path.getFileName().toString().endsWith(".java");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xshare:auto",
                "-Dmesh.bootstrap=" + cluster.bootstrapServers(),
                "-Dmesh.registry=" + cluster.registry().urls().getFirst(),
                "-Dmesh.namespace=" + cluster.names().namespace()));
        if (instance != null) {
            command.add("-Dmesh.instance=" + instance);
        }
        command.add("-cp");
        command.add(ModulePath.of(home, HOST).jars() + (source ? "" : withItsLibraries(path)));
        if (source) {
            command.add(path.toString());
            return command;
        }
        command.addAll(List.of(HOST_MAIN, "--classes", path.toString()));
        if (agent != null) {
            command.addAll(List.of("--agent", agent));
        }
        return command;
    }

    /** A jar brings what lies in {@code lib} beside it, as Maven's and our own builds leave it. */
    private static String withItsLibraries(Path jar) {
        Path lib = jar.resolveSibling("lib");
        String own = File.pathSeparator + jar;
        return Files.isDirectory(lib) ? own + File.pathSeparator + lib + File.separator + "*" : own;
    }

    private static void end(Process process) {
        process.destroy();
        process.onExit().join();
    }
}
