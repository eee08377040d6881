package dev.agentmesh.localcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A broker or a schema registry on this machine.
 *
 * @param dataFolder for this server alone; created if missing. A folder that was such a server's before makes it the same
 *     again: same cluster id, records, subjects and ids
 * @param port of its clients on 127.0.0.1; 0 takes the port it had before, or a free one if there was none or it is taken
 * @param startLimit how long a start may take; a busy machine needs ten times what a quiet one needs
 * @param freeBytes what the disk must have left
 * @param caches where what makes its next starts faster is kept, see {@link dev.agentmesh.localcluster.process.ClassCache}
 */
public record LocalServerSettings(
        Path dataFolder, int port, Duration startLimit, long freeBytes, Optional<Path> caches) {

    private static final Duration DEFAULT_START_LIMIT = Duration.ofSeconds(60);
    private static final int HIGHEST_PORT = 65_535;

    public LocalServerSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("Expected a port between 0 and 65535 but found " + port);
        }
        if (!startLimit.isPositive()) {
            throw new IllegalArgumentException("Expected a positive start limit but found " + startLimit);
        }
    }

    /** Port 0, 60 s, 1 GiB. */
    public static LocalServerSettings in(Path dataFolder) {
        return new LocalServerSettings(
                dataFolder, 0, DEFAULT_START_LIMIT, DataFolder.DEFAULT_FREE_BYTES, Optional.empty());
    }

    public LocalServerSettings withPort(int newPort) {
        return new LocalServerSettings(dataFolder, newPort, startLimit, freeBytes, caches);
    }

    public LocalServerSettings withStartLimit(Duration newLimit) {
        return new LocalServerSettings(dataFolder, port, newLimit, freeBytes, caches);
    }

    public LocalServerSettings withFreeBytes(long newFreeBytes) {
        return new LocalServerSettings(dataFolder, port, startLimit, newFreeBytes, caches);
    }

    public LocalServerSettings cachedIn(Path folder) {
        return new LocalServerSettings(dataFolder, port, startLimit, freeBytes, Optional.of(folder));
    }
}
