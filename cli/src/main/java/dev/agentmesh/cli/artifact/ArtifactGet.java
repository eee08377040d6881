package dev.agentmesh.cli.artifact;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Fetches an artifact and checks that it is what was kept.")
final class ArtifactGet implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "SHA256", description = "Its hash, as references have it.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it. Default: standard output.")
    private @Nullable String output;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    ArtifactGet(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ArtifactStore store = Stores.open(shell, connection);
        byte[] bytes = store.get(new ArtifactRef(name, store.size(name), "application/octet-stream"));
        if (output == null) {
            shell.out().write(bytes, 0, bytes.length);
            shell.out().flush();
        } else {
            write(Sources.path(shell, output), bytes);
            new Screen(shell).note("wrote " + bytes.length + " bytes to " + output);
        }
        return ExitCode.OK.number();
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw CliException.usage("cannot write " + file + ": " + e, "mesh artifact get SHA256 -o FILE");
        }
    }
}
