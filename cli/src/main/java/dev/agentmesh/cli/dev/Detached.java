package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A dev server that goes on when the command that started it has returned: another process, with its words in a log. */
final class Detached {
    /** Tells the other process that no terminal is behind it. */
    static final String BACKGROUND = "--in-background";

    private static final String MAIN = "dev.agentmesh.cli.Mesh";
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long LOOK_MILLIS = 100;

    private final Screen screen;
    private final DevSettings settings;

    Detached(Screen screen, DevSettings settings) {
        this.screen = screen;
        this.settings = settings;
    }

    /**
     * Starts the process and returns when it is ready, showing its progress meanwhile.
     *
     * @throws CliException with the process's own exit code when it ends instead; it has said why
     */
    DevState start(List<String> furtherArguments) {
        Path log = settings.logs().resolve("dev.log");
        try {
            Files.createDirectories(settings.logs());
            long shown = Files.exists(log) ? Files.size(log) : 0;
            var tail = new Tail(log, shown);
            Process process = child(log, furtherArguments).start(ChildJvm.Stdout.LOGGED);
            return await(process, tail);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private ChildJvm child(Path log, List<String> furtherArguments) {
        var arguments = new ArrayList<>(
                List.of("dev", BACKGROUND, "--data", settings.data().toString(), "--namespace", settings.namespace()));
        settings.kafkaPort().ifPresent(port -> arguments.addAll(List.of("--port", Integer.toString(port))));
        settings.httpPort().ifPresent(port -> arguments.addAll(List.of("--http-port", Integer.toString(port))));
        if (settings.agents() == DevSettings.Agents.LEFT_OUT) {
            arguments.add("--no-agents");
        }
        if (settings.readSide() == DevSettings.ReadSide.STARTED) {
            arguments.add("--console");
        }
        arguments.addAll(furtherArguments);
        var child = new ChildJvm(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dmesh.home=" + settings.home()),
                System.getProperty("java.class.path"),
                MAIN,
                arguments,
                settings.project(),
                log);
        return child.cachedIn(ModulePath.caches(settings.home()), "dev");
    }

    private DevState await(Process process, Tail tail) throws IOException {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        try {
            while (true) {
                boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                Optional<DevState> state = DevState.read(settings.data())
                        .filter(found -> found.supervisor().pid() == process.pid())
                        .filter(found -> found.phase() == DevState.Phase.RUNNING);
                tail.news().ifPresent(screen::note);
                if (state.isPresent()) {
                    return state.get();
                }
                if (ended || System.nanoTime() > giveUp) {
                    process.destroy();
                    throw notStarted(process, ended);
                }
            }
        } catch (InterruptedException stop) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw notStarted(process, false);
        }
    }

    private CliException notStarted(Process process, boolean ended) {
        ExitCode exit = ExitCode.UNEXPECTED;
        for (ExitCode known : ExitCode.values()) {
            if (ended && known != ExitCode.OK && known.number() == process.exitValue()) {
                exit = known;
            }
        }
        return CliException.of(
                exit,
                CliErrors.CHILD_NOT_STARTED,
                "the dev server did not start",
                ended ? "it said why above" : "it was not ready within " + LIMIT.toMinutes() + " minutes",
                "read " + settings.logs().resolve("dev.log"));
    }

    /** What a growing file has more of since the last look; whole lines only. */
    private static final class Tail {
        private final Path file;
        private long position;

        Tail(Path file, long position) {
            this.file = file;
            this.position = position;
        }

        Optional<String> news() throws IOException {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (var open = new RandomAccessFile(file.toFile(), "r")) {
                if (open.length() < position) {
                    // Set aside because it had grown too long.
                    position = 0;
                }
                var bytes = new byte[(int) Math.min(open.length() - position, 1 << 16)];
                open.seek(position);
                open.readFully(bytes);
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                int end = text.lastIndexOf('\n');
                if (end < 0) {
                    return Optional.empty();
                }
                position += end + 1;
                return Optional.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
            }
        }
    }
}
