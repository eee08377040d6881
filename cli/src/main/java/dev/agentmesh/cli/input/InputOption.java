package dev.agentmesh.cli.input;

import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.topics.message.Payload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code -i}. */
public final class InputOption {
    @Option(
            names = {"-i", "--input"},
            paramLabel = "JSON|@FILE|-",
            description = "JSON, a file that has it, or - for standard input.")
    private @Nullable String given;

    public Optional<byte[]> bytes(Shell shell) {
        return Optional.ofNullable(given).map(source -> Sources.read(shell, source));
    }

    /**
     * As a payload.
     *
     * @throws dev.agentmesh.topics.message.InvalidPayload MESH-6009 or MESH-5003 when it cannot be one
     */
    public Optional<Payload> payload(Shell shell) {
        return bytes(shell).map(Payload::json);
    }
}
