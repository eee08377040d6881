package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.PortOwner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every error of this module: code, words, fix. */
final class Failures {

    static final String PORT_TAKEN = "MESH-1020";
    static final String FOLDER_LOCKED = "MESH-1021";
    static final String DATA_TOO_NEW = "MESH-1022";
    static final String DISK_FULL = "MESH-1023";
    static final String BROKER_NOT_STARTED = "MESH-1024";
    static final String REGISTRY_NOT_STARTED = "MESH-1025";
    static final String REGISTRY_MISSING = "MESH-1026";
    static final String FOLDER_UNUSABLE = "MESH-1027";

    private static final long MEBIBYTE = 1L << 20;

    private Failures() {}

    static LocalClusterException portTaken(int port, @Nullable Throwable cause) {
        var owner = PortOwner.describe(port);
        return new LocalClusterException(
                PORT_TAKEN,
                "port " + port + " is taken"
                        + owner.map(by -> " by process " + by).orElse(""),
                "another server listens on 127.0.0.1:" + port,
                "stop that server, or use --port 0 to take any free port",
                cause);
    }

    static LocalClusterException folderLocked(Path folder, String holder) {
        return new LocalClusterException(
                FOLDER_LOCKED,
                "data folder " + folder + " is locked by process " + holder,
                "another server uses this folder; two would destroy its data",
                "stop process " + holder + ", or use --data with another folder",
                null);
    }

    static LocalClusterException dataTooNew(Path folder, DataVersion found, DataVersion ours) {
        return new LocalClusterException(
                DATA_TOO_NEW,
                "data in " + folder + " was written by version " + found.mesh() + ", this is " + ours.mesh(),
                "the data is of " + found.describe() + ", and this program reads up to " + ours.describe(),
                "upgrade to version " + found.mesh() + " or newer, or use --fresh to start without the data",
                null);
    }

    static LocalClusterException diskFull(Path folder, long free, long needed) {
        return new LocalClusterException(
                DISK_FULL,
                "disk has " + free / MEBIBYTE + " MiB free, needs " + needed / MEBIBYTE + " MiB",
                "the file system of " + folder + " is nearly full; a broker that cannot write stops",
                "free space there, or use --data with a folder on another disk",
                null);
    }

    static LocalClusterException brokerNotStarted(String reason, String log, @Nullable Throwable cause) {
        return new LocalClusterException(
                BROKER_NOT_STARTED,
                "the local Kafka broker did not start",
                reason,
                "read " + log + "; if its data is damaged, use --fresh to start without it",
                cause);
    }

    static LocalClusterException registryNotStarted(String reason, String log, @Nullable Throwable cause) {
        return new LocalClusterException(
                REGISTRY_NOT_STARTED,
                "the local schema registry did not start",
                reason,
                "read " + log + "; if its data is damaged, use --fresh to start without it",
                cause);
    }

    static LocalClusterException registryMissing(List<Path> searched) {
        return new LocalClusterException(
                REGISTRY_MISSING,
                "the schema registry's program was not found",
                "no " + RegistryHome.RUNNABLE + " in "
                        + searched.stream().map(Path::toString).collect(Collectors.joining(", ")),
                "build it with 'mvn package -pl local-cluster', or name its folder with -D" + RegistryHome.PROPERTY,
                null);
    }

    static LocalClusterException folderUnusable(Path folder, Throwable cause) {
        return new LocalClusterException(
                FOLDER_UNUSABLE,
                "data folder " + folder + " cannot be used",
                cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                "make it a folder this user may write to, or use --data with another folder",
                cause);
    }

    static String notReadyWithin(Duration limit) {
        return "not ready after " + limit.toSeconds() + " s";
    }
}
