package dev.agentmesh.localcluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A broker and a registry as child processes of this one, which holds their data folder. Whoever uses them stops first,
 * then {@link #close} stops the registry and last the broker. Thread-safe; closing twice is harmless.
 */
public final class LocalCluster implements AutoCloseable {

    private static final Executor THREAD_EACH =
            task -> Thread.ofVirtual().name("local-cluster-start").start(task);

    private final DataFolder folder;
    private final RunningBroker broker;
    private final LocalRegistry registry;

    private LocalCluster(DataFolder folder, RunningBroker broker, LocalRegistry registry) {
        this.folder = folder;
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both at the same time and returns when both are ready; if one fails, neither is left running.
     *
     * @throws LocalClusterException as {@link DataFolder#open}, {@link LocalBroker#start} and {@link LocalRegistry#start}
     */
    public static LocalCluster start(LocalClusterSettings settings) {
        var folder = DataFolder.open(settings.dataFolder(), settings.freeBytes());
        var broker = inBackground(() -> LocalBrokerLauncher.start(settings.broker()));
        var registry = inBackground(() -> LocalRegistry.start(settings.registry()));
        try {
            return new LocalCluster(folder, broker.join(), registry.join());
        } catch (CompletionException failed) {
            closeWhenStarted(registry);
            closeWhenStarted(broker);
            folder.close();
            throw failed.getCause() instanceof LocalClusterException told ? told : failed;
        }
    }

    public RunningBroker broker() {
        return broker;
    }

    public LocalRegistry registry() {
        return registry;
    }

    /** The folder held for this process; the caller may keep its own data beside {@code broker} and {@code registry}. */
    public DataFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
        folder.close();
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, THREAD_EACH);
    }

    /** The one that did start may be seconds behind the one that failed. */
    private static void closeWhenStarted(CompletableFuture<? extends AutoCloseable> server) {
        server.handle((started, failure) -> {
                    if (started != null) {
                        closeNow(started);
                    }
                    return started;
                })
                .join();
    }

    private static void closeNow(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
