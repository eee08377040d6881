package dev.agentmesh.localcluster;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program with a broker and a registry: prints their pids and waits to be killed. */
final class ClusterOwner {

    private ClusterOwner() {}

    public static void main(String[] args) throws InterruptedException {
        var folder = Path.of(args[0]);
        var broker = LocalBrokerLauncher.start(
                LocalServerSettings.in(folder.resolve("broker")).withFreeBytes(0));
        var registry = LocalRegistry.start(
                LocalServerSettings.in(folder.resolve("registry")).withFreeBytes(0));
        System.out.println(broker.pid() + " " + registry.pid());
        new CountDownLatch(1).await();
    }
}
