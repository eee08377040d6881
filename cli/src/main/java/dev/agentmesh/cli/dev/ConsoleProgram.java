package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.OwnedMain;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The console as a child process on its own class path; {@link OwnedMain} ends it when we are gone. */
final class ConsoleProgram implements Program {
    private static final String RECORD = "console.json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DevSettings settings;
    private final Supplier<ClusterSettings> cluster;

    /** @param cluster asked for at every start: the broker may have moved */
    ConsoleProgram(DevSettings settings, Supplier<ClusterSettings> cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Live start() {
        Path folder = settings.console();
        Path ready = folder.resolve("ready.json");
        Path record = folder.resolve(RECORD);
        try {
            Files.createDirectories(folder);
            ProcessRecord.read(record)
                    .flatMap(ProcessRecord::orphan)
                    .ifPresent(orphan -> ChildJvm.stop(orphan, PATIENCE));
            Files.deleteIfExists(ready);
            int port = Ports.choose(OptionalInt.empty(), Ports.CONSOLE, record);
            ChildJvm child = child(folder, port);
            Process process = child.start(ChildJvm.Stdout.LOGGED);
            write(record, process, port, ProcessRecord.State.STARTING);
            ReadyProcess.await("the console", process, ready, child.log());
            write(record, process, port, ProcessRecord.State.READY);
            return new Live(
                    process, port, "http://127.0.0.1:" + port, () -> ChildJvm.stop(process.toHandle(), PATIENCE));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private ChildJvm child(Path folder, int port) {
        String classPath = ModulePath.of(settings.home(), ConsoleLaunch.MODULE).withOwner();
        return new ChildJvm(
                        ConsoleLaunch.flags(cluster.get(), folder, port),
                        classPath,
                        OwnedMain.class.getName(),
                        List.of(Long.toString(ProcessHandle.current().pid()), ConsoleLaunch.MAIN),
                        folder,
                        folder.resolve("logs").resolve("console.log"))
                .cachedIn(ModulePath.caches(settings.home()), ConsoleLaunch.MODULE);
    }

    private static void write(Path record, Process process, int port, ProcessRecord.State state) throws IOException {
        new ProcessRecord(ProcessIdentity.of(process.toHandle()), Optional.of(ProcessIdentity.current()), port, state)
                .write(record);
    }
}
