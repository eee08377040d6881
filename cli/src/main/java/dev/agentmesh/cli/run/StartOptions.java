package dev.agentmesh.cli.run;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.InputOption;
import dev.agentmesh.topics.message.CommandMessage.StartRun;
import dev.agentmesh.topics.message.Identifiers;
import dev.agentmesh.topics.message.Payload;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a start takes besides the workflow. */
public final class StartOptions {
    @Mixin
    private final InputOption input = new InputOption();

    @Option(names = "--id", paramLabel = "ID", description = "The run's id; the same id and input twice is one run.")
    private @Nullable String id;

    @Option(names = "--title", paramLabel = "TEXT", description = "What lists show; default: the workflow's own title.")
    private @Nullable String title;

    @Option(names = "--time-limit", paramLabel = "DURATION", description = "How long the run may take in all.")
    private @Nullable Duration timeLimit;

    public String runId(Cli cli) {
        return id == null ? RunIds.next(cli.shell().clock().instant()) : checked("--id", id);
    }

    /** @param version empty takes the newest */
    public StartRun start(Cli cli, String workflow, Optional<String> version) {
        try {
            return new StartRun(
                    workflow,
                    version,
                    input.payload(cli.shell()).orElseGet(() -> Payload.json("{}")),
                    Optional.ofNullable(title),
                    Optional.ofNullable(timeLimit),
                    cli.user());
        } catch (IllegalArgumentException wrong) {
            throw CliException.usage(String.valueOf(wrong.getMessage()), "mesh run start --help");
        }
    }

    static String checked(String option, String id) {
        try {
            return Identifiers.requireId(option, id);
        } catch (IllegalArgumentException wrong) {
            throw CliException.usage(String.valueOf(wrong.getMessage()), "leave " + option + " out to get a new id");
        }
    }
}
