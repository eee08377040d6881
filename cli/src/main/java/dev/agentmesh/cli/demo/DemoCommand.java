package dev.agentmesh.cli.demo;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Screen;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Reviews the last commits of a git repository with five agent processes on a real broker,",
            "survives a poison message and a killed agent on the way, and checks every claim.",
            "Its events and reports stay in .mesh/demo; look at them with: mesh dev --data .mesh/demo"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_FILES = 20;

    private final Cli cli;

    @Option(names = "--data", paramLabel = "DIR", description = "Emptied, then filled. Default: .mesh/demo")
    private Path data = Path.of(".mesh", "demo");

    @Option(names = "--repo", paramLabel = "DIR", description = "The repository. Default: the one you stand in.")
    private @Nullable Path repository;

    @Option(names = "--range", paramLabel = "A..B", description = "What to review. Default: the last five commits.")
    private @Nullable String range;

    @Option(
            names = "--max-files",
            paramLabel = "N",
            description = "Files to review, 2 to 200; the others are listed in the report. Default: ${DEFAULT-VALUE}")
    private int maxFiles = USUAL_FILES;

    public DemoCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (maxFiles < 2 || maxFiles > 200) {
            throw CliException.usage("--max-files " + maxFiles + " is not in 2 to 200", "mesh demo --max-files 20");
        }
        Path home = cli.shell()
                .home()
                .orElseThrow(() -> new CliException(
                        ExitCode.UNEXPECTED, CliErrors.NO_PROGRAM, "the programs of Agent Mesh were not found"));
        Path folder = cli.shell().folder();
        Repository reviewed =
                Repository.of(repository == null ? folder : folder.resolve(repository), Optional.ofNullable(range));
        Screen screen = cli.screen();
        Demo demo = new Demo(cli, home, folder.resolve(data).normalize(), reviewed, maxFiles, screen::text);
        return demo.run().allHold() ? ExitCode.OK.number() : ExitCode.UNEXPECTED.number();
    }
}
