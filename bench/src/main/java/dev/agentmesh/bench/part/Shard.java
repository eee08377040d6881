package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.Window;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import dev.agentmesh.cli.dev.ModulePath;
import dev.agentmesh.topics.clients.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * The same load on one orchestrator with one stream thread and on two. With few runs in flight a thread waits for its commits more than
 * it computes, so a second one helps even where there is no third core for it; with many, on a small machine, it does not.
 */
public final class Shard implements MeshPart {
    private static final List<Integer> LEVELS = List.of(16, 64, 512);
    private static final int WARMING = 20;
    private static final int SETTLING = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_MILLIS = 100;

    private final Path home;
    private final Duration window;
    private final Accounts accounts;

    /**
     * The part.
     *
     * @param home root of the installation
     * @param window how long each load is watched
     */
    public Shard(Path home, Duration window, Accounts accounts) {
        this.home = home;
        this.window = window;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "shard";
    }

    @Override
    public boolean isChilling() {
        return true;
    }

    @Override
    public void round(Rig rig, Results results) {
        double[] both;
        try (Started second = second(rig)) {
            awaitMembers(rig, 2);
            // A process that has just begun is busy compiling: it would be measured as a slow one.
            settle(rig, WARMING);
            both = LEVELS.stream().mapToDouble(level -> rate(rig, level)).toArray();
        }
        awaitMembers(rig, 1);
        settle(rig, SETTLING);
        double[] alone = LEVELS.stream().mapToDouble(level -> rate(rig, level)).toArray();
        for (int i = 0; i < LEVELS.size(); i++) {
            String figure = "shard" + LEVELS.get(i);
            results.add(figure + ".one.runs_per_s", "/s", alone[i]);
            results.add(figure + ".two.runs_per_s", "/s", both[i]);
            results.add(figure + ".gain", "x", both[i] / alone[i]);
        }
    }

    /** After partitions have moved: until state is there, and compilers know the newcomer. */
    private void settle(Rig rig, int windows) {
        try (Load load = rig.mesh(Workflows.FIVE, "\"x\"")) {
            load.window(LEVELS.getLast(), window.multipliedBy(windows));
            accounts.settle(name(), load.tally());
        }
    }

    private double rate(Rig rig, int inFlight) {
        try (Load load = rig.mesh(Workflows.FIVE, "\"x\"")) {
            Window seen = load.window(inFlight, window);
            accounts.settle(name(), load.tally());
            return seen.runsPerSecond();
        }
    }

    /** Another orchestrator of the same mesh, as on another machine: with a disk of its own, and the secret that both must have. */
    private Started second(Rig rig) {
        Path folder = rig.data().resolve("orchestrator-2");
        try {
            Path state = Files.createDirectories(folder.resolve("state"));
            Files.copy(
                    rig.data().resolve("orchestrator/state/lease.key"),
                    state.resolve("lease.key"),
                    StandardCopyOption.REPLACE_EXISTING);
            Path ready = folder.resolve("ready.json");
            Files.deleteIfExists(ready);
            var program = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dmesh.bootstrap=" + rig.cluster().bootstrapServers(),
                    "-Dmesh.registry=" + rig.cluster().registry().urls().getFirst(),
                    "-Dmesh.namespace=" + rig.cluster().names().namespace(),
                    "-Dmesh.instance=orchestrator-1",
                    "-Dmesh.data=" + state,
                    "-Dmesh.ready.file=" + ready,
                    "-Dmesh.http.port=0",
                    "-cp",
                    ModulePath.of(home, "orchestrator/app").jars(),
                    "dev.agentmesh.orchestrator.OrchestratorProcess");
            return Started.when("second orchestrator", program, ready, folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare a second orchestrator", e);
        }
    }

    /** Until so many processes share the partitions, each with some. */
    private static void awaitMembers(Rig rig, int count) {
        String group = rig.cluster().names().namespace() + ".orchestrator";
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = new KafkaClients(rig.cluster()).admin("bench-shard")) {
            while (working(admin, group) != count) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(
                            "after " + PATIENCE + " not " + count + " orchestrators have partitions");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while orchestrators shared their work", e);
        }
    }

    private static long working(Admin admin, String group) {
        return admin
                .describeConsumerGroups(List.of(group))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .values()
                .stream()
                .flatMap(described -> described.members().stream())
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }
}
