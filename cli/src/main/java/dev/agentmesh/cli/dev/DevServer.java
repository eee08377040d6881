package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.Failure;
import dev.agentmesh.cli.error.Failures;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.folder.DevState.Phase;
import dev.agentmesh.cli.folder.MeshFolder;
import dev.agentmesh.localcluster.DataFolder;
import dev.agentmesh.localcluster.process.ClassCache;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The supervisor: holds the data folder, starts broker and registry, prepares topics, starts the orchestrator, keeps all of them
 * running, and ends them in the order in which they need each other. Thread-safe.
 */
final class DevServer implements AutoCloseable {
    private final DevSettings settings;
    private final Consumer<String> notes;
    private final DataFolder folder;
    private final Keeper.Watcher watcher;
    private final Keeper broker;
    private final Keeper registry;
    private final Keeper orchestrator;
    private final List<Keeper> beside = new ArrayList<>();
    /** The last ones known: while a server is down, others still need to be told where it will be. */
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    private Phase phase = Phase.STARTING;

    /** @param notes takes a line for people now and then */
    DevServer(DevSettings settings, DataFolder folder, Consumer<String> notes) {
        this.settings = settings;
        this.folder = folder;
        this.notes = notes;
        watcher = new Keeper.Watcher() {
            @Override
            public void said(String what) {
                notes.accept(what);
            }

            @Override
            public void changed() {
                writeState();
            }
        };
        broker = new Keeper(Programs.broker(settings), watcher);
        registry = new Keeper(Programs.registry(settings), watcher);
        orchestrator = new Keeper(
                new OrchestratorProgram(settings, () -> addressOf(broker), () -> addressOf(registry)), watcher);
    }

    /** Returns when everything is ready; when something is not, ends what did start and throws. */
    void start() {
        try {
            together(() -> timed(broker.name(), broker::start), () -> timed(registry.name(), registry::start));
            timed(
                    "topics",
                    () -> Provisioning.of(settings.namespace(), addressOf(broker), addressOf(registry))
                            .apply(notes));
            timed("orchestrator", orchestrator::start);
            if (settings.readSide() == DevSettings.ReadSide.STARTED) {
                startBeside(new ConsoleProgram(settings, this::cluster));
            }
            startProject();
            synchronized (this) {
                phase = Phase.RUNNING;
            }
            writeState();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** An agent that does not start is told of; the mesh is there all the same, and so is its log. */
    private void startProject() {
        var project = new Project(settings.project(), notes);
        if (settings.agents() == DevSettings.Agents.STARTED) {
            project.agents().forEach(file -> startAgent(Project.nameOf(file), file));
            project.deployWorkflows(cluster());
        }
    }

    private void startAgent(String name, Path file) {
        var program = new AgentProgram(
                name,
                settings.data().resolve("agents"),
                () -> new AgentLaunch(settings.home(), file, cluster(), Optional.empty(), Optional.empty()));
        startBeside(program);
    }

    /** What others do without: when it does not start, that is told, and the mesh is there all the same. */
    private void startBeside(Program program) {
        var keeper = new Keeper(program, watcher);
        synchronized (this) {
            beside.add(keeper);
        }
        try {
            timed(program.name(), keeper::start);
        } catch (RuntimeException failed) {
            Failure failure = Failures.of(failed);
            notes.accept(failure.code() + " " + failure.what() + ": " + failure.cause());
        }
    }

    /** Where clients find the mesh. */
    ClusterSettings cluster() {
        return ClusterSettings.of(Map.of(
                ClusterSettings.BOOTSTRAP, addressOf(broker),
                RegistrySettings.URL, addressOf(registry),
                ClusterSettings.NAMESPACE, settings.namespace(),
                ClusterSettings.REPLICATION_FACTOR, "1",
                ClusterSettings.ARTIFACTS, MeshFolder.artifacts(settings.data()).toString()));
    }

    synchronized DevState state() {
        var members = new ArrayList<DevState.Member>();
        List.of(broker, registry, orchestrator).forEach(keeper -> members.add(keeper.member()));
        beside.forEach(keeper -> members.add(keeper.member()));
        return new DevState(
                phase,
                ProcessIdentity.current(),
                addressOf(broker),
                addressOf(registry),
                settings.namespace(),
                addressOf(orchestrator),
                members);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (phase == Phase.STOPPING || phase == Phase.STOPPED) {
                return;
            }
            phase = Phase.STOPPING;
        }
        writeState();
        beside.reversed().forEach(Keeper::stop);
        orchestrator.stop();
        together(broker::stop, registry::stop);
        ClassCache.makeRecorded(ModulePath.caches(settings.home()));
        synchronized (this) {
            phase = Phase.STOPPED;
        }
        writeState();
        folder.close();
    }

    private static void together(Runnable one, Runnable other) {
        var second =
                CompletableFuture.runAsync(other, task -> Thread.ofVirtual().start(task));
        RuntimeException failure = null;
        try {
            one.run();
        } catch (RuntimeException failed) {
            failure = failed;
        }
        try {
            second.join();
        } catch (CompletionException failed) {
            failure = failure != null
                    ? failure
                    : failed.getCause() instanceof RuntimeException told ? told : new IllegalStateException(failed);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void timed(String what, Runnable work) {
        long begun = System.nanoTime();
        work.run();
        notes.accept(String.format(Locale.ROOT, " %-13s ok  %5.1f s", what, (System.nanoTime() - begun) / 1e9));
    }

    private String addressOf(Keeper keeper) {
        keeper.live().ifPresent(live -> addresses.put(keeper.name(), live.address()));
        return addresses.getOrDefault(keeper.name(), "");
    }

    private void writeState() {
        DevState state = state();
        synchronized (folder) {
            state.write(folder.path());
        }
    }
}
