package dev.agentmesh.cli.bench;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.localcluster.process.OwnedMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = {
            "Measures a mesh of its own on this machine, next to what bare Kafka clients and a bare Kafka Streams",
            "loop do here, in rounds. Prints medians, spread and the ratio to the floor. Stop other work meanwhile."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "dev.agentmesh.bench.BenchProcess";

    private final Shell shell;

    @Option(names = "--quick", description = "Under five minutes; this is the default.")
    private boolean quick;

    @Option(names = "--full", description = "Longer windows and more rounds.")
    private boolean full;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these parts, such as single,inflight512,map; a wrong name lists all.")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How often each part is measured. Default: 3")
    private @Nullable Integer rounds;

    @Option(names = "--data", paramLabel = "DIR", description = "Emptied, then filled. Default: .mesh/bench")
    private Path data = Path.of(".mesh", "bench");

    @Option(names = "--chart", paramLabel = "FILE", description = "Draws the main figures into an SVG file.")
    private @Nullable Path chart;

    @picocli.CommandLine.Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    public BenchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (quick && full) {
            throw CliException.usage("--quick and --full cannot both be meant", "mesh bench --quick");
        }
        if (rounds != null && (rounds < 1 || rounds > 100)) {
            throw CliException.usage("--rounds " + rounds + " is not in 1 to 100", "mesh bench --rounds 3");
        }
        Format format = output.format();
        Path home = shell.home()
                .orElseThrow(() -> new CliException(
                        ExitCode.UNEXPECTED, CliErrors.NO_PROGRAM, "the programs of Agent Mesh were not found"));
        return run(command(home, format));
    }

    private List<String> command(Path home, Format format) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath(home),
                OwnedMain.class.getName(),
                Long.toString(ProcessHandle.current().pid()),
                MAIN,
                "--home=" + home,
                "--data=" + shell.folder().resolve(data).normalize(),
                "--size=" + (full ? "full" : "quick"),
                "--output=" + format.word()));
        if (rounds != null) {
            command.add("--rounds=" + rounds);
        }
        if (!only.isEmpty()) {
            command.add("--only=" + String.join(",", only));
        }
        if (chart != null) {
            command.add("--chart=" + shell.folder().resolve(chart));
        }
        return command;
    }

    /** The build leaves it beside the jar. */
    private static String classPath(Path home) {
        Path target = home.resolve("bench").resolve("target");
        try {
            return target.resolve("agentmesh-bench.jar")
                    + File.pathSeparator
                    + Files.readString(target.resolve("class-path")).strip();
        } catch (NoSuchFileException e) {
            throw CliException.of(
                    ExitCode.UNEXPECTED,
                    CliErrors.NO_PROGRAM,
                    "the bench was not found in " + target,
                    CliErrors.NO_PROGRAM.cause(),
                    "build it: ./mesh version builds what is missing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the bench", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.number();
        }
    }
}
