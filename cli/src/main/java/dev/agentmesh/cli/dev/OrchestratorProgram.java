package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.OwnedMain;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The orchestrator as a child process on its own class path; {@link OwnedMain} ends it when we are gone. */
final class OrchestratorProgram implements Program {
    private static final String MAIN = "dev.agentmesh.orchestrator.OrchestratorProcess";
    private static final String RECORD = "orchestrator.json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DevSettings settings;
    private final Supplier<String> bootstrap;
    private final Supplier<String> registry;

    /** The addresses are asked for at every start: a broker may come back at another port. */
    OrchestratorProgram(DevSettings settings, Supplier<String> bootstrap, Supplier<String> registry) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.registry = registry;
    }

    static Path recordIn(DevSettings settings) {
        return settings.orchestrator().resolve(RECORD);
    }

    @Override
    public String name() {
        return "orchestrator";
    }

    @Override
    public Live start() {
        Path folder = settings.orchestrator();
        Path ready = folder.resolve("ready.json");
        try {
            Files.createDirectories(folder);
            ProcessRecord.read(recordIn(settings))
                    .flatMap(ProcessRecord::orphan)
                    .ifPresent(orphan -> ChildJvm.stop(orphan, PATIENCE));
            Files.deleteIfExists(ready);
            int port = Ports.choose(settings.httpPort(), Ports.HTTP, recordIn(settings));
            ChildJvm child = child(port, ready);
            Process process = child.start(ChildJvm.Stdout.LOGGED);
            record(process, port, ProcessRecord.State.STARTING);
            ReadyProcess.await("the orchestrator", process, ready, child.log());
            record(process, port, ProcessRecord.State.READY);
            return new Live(
                    process, port, "http://127.0.0.1:" + port, () -> ChildJvm.stop(process.toHandle(), PATIENCE));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private ChildJvm child(int port, Path ready) {
        Path folder = settings.orchestrator();
        String classPath = ModulePath.of(settings.home(), "orchestrator/app").withOwner();
        List<String> flags = List.of(
                "-Xmx512m",
                // What a step makes is garbage at the next commit. The more of it fits, the less often is looked at
                // what is not.
                "-Xmn256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + folder.resolve("orchestrator-crash-%p.log"),
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmesh.bootstrap=" + bootstrap.get(),
                "-Dmesh.registry=" + registry.get(),
                "-Dmesh.namespace=" + settings.namespace(),
                "-Dmesh.data=" + folder.resolve("state"),
                "-Dmesh.ready.file=" + ready,
                "-Dmesh.http.port=" + port);
        return new ChildJvm(
                        flags,
                        classPath,
                        OwnedMain.class.getName(),
                        List.of(Long.toString(ProcessHandle.current().pid()), MAIN),
                        folder,
                        folder.resolve("logs").resolve("orchestrator.log"))
                .cachedIn(ModulePath.caches(settings.home()), "orchestrator");
    }

    private void record(Process process, int port, ProcessRecord.State state) throws IOException {
        new ProcessRecord(ProcessIdentity.of(process.toHandle()), Optional.of(ProcessIdentity.current()), port, state)
                .write(recordIn(settings));
    }
}
