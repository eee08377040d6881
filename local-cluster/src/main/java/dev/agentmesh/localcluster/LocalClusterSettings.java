package dev.agentmesh.localcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A broker and a registry with one data folder.
 *
 * @param dataFolder created if missing; {@code broker} and {@code registry} in it are theirs, the rest is the caller's
 * @param brokerPort as {@link LocalServerSettings#port}
 * @param registryPort as {@link LocalServerSettings#port}
 * @param startLimit how long the start of both together may take
 * @param freeBytes what the disk must have left
 */
public record LocalClusterSettings(
        Path dataFolder, int brokerPort, int registryPort, Duration startLimit, long freeBytes) {

    /** Ports 0, 60 s, 1 GiB. */
    public static LocalClusterSettings in(Path dataFolder) {
        var defaults = LocalServerSettings.in(dataFolder);
        return new LocalClusterSettings(dataFolder, 0, 0, defaults.startLimit(), defaults.freeBytes());
    }

    public LocalClusterSettings withPorts(int newBrokerPort, int newRegistryPort) {
        return new LocalClusterSettings(dataFolder, newBrokerPort, newRegistryPort, startLimit, freeBytes);
    }

    public LocalClusterSettings withFreeBytes(long newFreeBytes) {
        return new LocalClusterSettings(dataFolder, brokerPort, registryPort, startLimit, newFreeBytes);
    }

    LocalServerSettings broker() {
        return new LocalServerSettings(
                dataFolder.resolve("broker"), brokerPort, startLimit, freeBytes, Optional.empty());
    }

    LocalServerSettings registry() {
        return new LocalServerSettings(
                dataFolder.resolve("registry"), registryPort, startLimit, freeBytes, Optional.empty());
    }
}
