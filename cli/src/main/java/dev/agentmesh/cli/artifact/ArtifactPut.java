package dev.agentmesh.cli.artifact;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.topics.message.StrictJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        description = {
            "Keeps a file and prints the reference to it,",
            "which can stand in an input wherever the value could."
        })
final class ArtifactPut implements Callable<Integer> {
    private static final String JSON = "application/json";

    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "At most 16 MiB.")
    private String file = "";

    @Option(
            names = "--type",
            paramLabel = "MEDIA",
            defaultValue = JSON,
            description = "What it is, such as text/plain. Default: ${DEFAULT-VALUE}, which is checked.")
    private String type = JSON;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    ArtifactPut(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        byte[] bytes = Sources.file(shell, file);
        if (type.equals(JSON)) {
            StrictJson.check(bytes);
        }
        new Screen(shell).text(Stores.open(shell, connection).put(bytes, type).json());
        return ExitCode.OK.number();
    }
}
