package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.localcluster.process.ClassCache;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a console's process is started, on the class path of its own module.
 *
 * @param home root of the installation
 * @param folder where its database is kept unless a setting says otherwise
 * @param port where it listens; 0 takes any free one
 */
public record ConsoleLaunch(Path home, Path workingFolder, ClusterSettings cluster, Path folder, int port) {
    static final String MODULE = "console";
    static final String MAIN = "dev.agentmesh.console.ConsoleProcess";

    /** @throws CliException MESH-1040 when it was started without an installation */
    public static ConsoleLaunch of(Shell shell, ClusterSettings cluster, Path folder, int port) {
        Path home = shell.home()
                .orElseThrow(() -> new CliException(
                        ExitCode.UNEXPECTED, CliErrors.NO_PROGRAM, "the programs of Agent Mesh were not found"));
        return new ConsoleLaunch(home, shell.folder(), cluster, folder, port);
    }

    static List<String> flags(ClusterSettings cluster, Path folder, int port) {
        return List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmesh.bootstrap=" + cluster.bootstrapServers(),
                "-Dmesh.registry=" + cluster.registry().urls().getFirst(),
                "-Dmesh.namespace=" + cluster.names().namespace(),
                "-Dmesh.data=" + folder,
                "-Dmesh.ready.file=" + folder.resolve("ready.json"),
                "-Dmesh.http.port=" + port);
    }

    /**
     * Runs it in the foreground, with our streams, until it ends; gives its exit code.
     *
     * @param words for the program itself
     * @throws CliException MESH-1040 when it was not built
     */
    public int run(List<String> words) throws InterruptedException {
        String classPath = ModulePath.of(home, MODULE).jars();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        List<String> flags = flags(cluster, folder, port);
        command.addAll(flags);
        command.addAll(ClassCache.flags(ModulePath.caches(home), MODULE, flags, classPath));
        command.addAll(List.of("-cp", classPath, MAIN));
        command.addAll(words);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(workingFolder.toFile())
                    .inheritIO()
                    .start();
            // Ctrl-C reaches it by itself; a SIGTERM meant for us would not.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "console-end"));
            return process.waitFor();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private void end(Process process) {
        process.destroy();
        process.onExit().join();
        ClassCache.makeRecorded(ModulePath.caches(home));
    }
}
