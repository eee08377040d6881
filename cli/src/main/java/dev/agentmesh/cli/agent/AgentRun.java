package dev.agentmesh.cli.agent;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.dev.AgentLaunch;
import dev.agentmesh.cli.dev.ModulePath;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.localcluster.process.ClassCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path home = cli.shell()
                .home()
                .orElseThrow(() -> new CliException(
                        ExitCode.UNEXPECTED, CliErrors.NO_PROGRAM, "the programs of Agent Mesh were not found"));
        var program = new AgentLaunch(
                        home,
                        path,
                        connection.settings(cli.shell()),
                        Optional.ofNullable(agent),
                        Optional.ofNullable(instance))
                .program()
                .directory(cli.shell().folder().toFile())
                .inheritIO();
        try {
            Process process = program.start();
            // Ctrl-C reaches the agent by itself; a SIGTERM meant for us would not.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, home), "agent-end"));
            return process.waitFor();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static void end(Process process, Path home) {
        process.destroy();
        process.onExit().join();
        ClassCache.makeRecorded(ModulePath.caches(home));
    }
}
