package dev.agentmesh.localcluster;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Another program with a data folder: prints {@code held} and keeps it until it is killed, or prints why it cannot. */
final class FolderHolder {

    private FolderHolder() {}

    public static void main(String[] args) throws InterruptedException {
        try (var folder = DataFolder.open(Path.of(args[0]), 0)) {
            System.out.println("held");
            new CountDownLatch(1).await();
        } catch (LocalClusterException refused) {
            System.out.println(refused.getMessage());
            System.exit(1);
        }
    }
}
