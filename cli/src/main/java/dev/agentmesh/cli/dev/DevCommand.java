package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.folder.MeshFolder;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.localcluster.DataFolder;
import dev.agentmesh.topics.catalogue.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dev",
        description = {
            "Starts a mesh on this machine: broker, schema registry and orchestrator, each a process of its own.",
            "Starts the agents in the folder agents (.java, .jar, classes) and deploys the folder workflows.",
            "What it stores is kept between starts. Ctrl-C ends it, or mesh stop."
        })
public final class DevCommand implements Callable<Integer> {
    private final Shell shell;
    private final Screen screen;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. Default: .mesh/data")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Kafka's port; 0 takes any free one. Default: the one it had, or 9092, or any.")
    private @Nullable Integer port;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "The orchestrator's port; 0 takes any free one. Default: the one it had, or 8300, or any.")
    private @Nullable Integer httpPort;

    @Option(names = "--namespace", paramLabel = "NAME", description = "What the names of the topics start with.")
    private String namespace = TopicNames.DEFAULT_NAMESPACE;

    @Option(names = "--detach", description = "Returns when everything is ready and leaves it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Deletes what earlier starts have stored.")
    private boolean fresh;

    @Option(names = "--no-agents", description = "Leaves out what is in the folders agents and workflows.")
    private boolean withoutAgents;

    @Option(names = "--console", description = "Starts the console too: runs and agents as tables and over HTTP.")
    private boolean console;

    @Option(names = Detached.BACKGROUND, hidden = true)
    private boolean background;

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    public DevCommand(Shell shell) {
        this.shell = shell;
        this.screen = new Screen(shell);
    }

    @Override
    public Integer call() throws Exception {
        Format format = output.format();
        DevSettings settings = settings();
        if (detach) {
            DevState state = new Detached(screen, settings).start(fresh ? List.of("--fresh") : List.of());
            Banner.print(screen, format, settings, state);
            return ExitCode.OK.number();
        }
        if (background) {
            Signals.ignoreHangup();
        }
        DataFolder folder = fresh ? FreshFolder.open(settings.data()) : open(settings.data());
        var server = new DevServer(settings, folder, screen::note);
        // Also when it is told to end: the JVM runs this and exits with the signal's own code.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "dev-stop"));
        server.start();
        if (!background) {
            Banner.print(screen, format, settings, server.state());
        }
        new CountDownLatch(1).await();
        return ExitCode.OK.number();
    }

    private static DataFolder open(Path data) {
        return DataFolder.open(data, DataFolder.DEFAULT_FREE_BYTES);
    }

    private DevSettings settings() {
        Path home = shell.home()
                .orElseThrow(() -> new CliException(
                        ExitCode.UNEXPECTED, CliErrors.NO_PROGRAM, "the programs of Agent Mesh were not found"));
        return new DevSettings(
                MeshFolder.data(shell, Optional.ofNullable(data)),
                shell.folder(),
                port(port),
                port(httpPort),
                new TopicNames(namespace).namespace(),
                home,
                withoutAgents ? DevSettings.Agents.LEFT_OUT : DevSettings.Agents.STARTED,
                DevSettings.BrokerKind.LIGHT,
                console ? DevSettings.ReadSide.STARTED : DevSettings.ReadSide.LEFT_OUT);
    }

    private static OptionalInt port(@Nullable Integer asked) {
        if (asked != null && (asked < 0 || asked > 65_535)) {
            throw CliException.usage("port " + asked + " does not exist; ports are 0 to 65535", "mesh dev --port 0");
        }
        return asked == null ? OptionalInt.empty() : OptionalInt.of(asked);
    }
}
