package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.DataFolder;
import dev.agentmesh.localcluster.LocalClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A data folder emptied of what dev servers store. Only what they are known to store: a folder named by mistake loses nothing else, and
 * links are removed, not followed.
 */
final class FreshFolder {
    private static final List<String> OURS =
            List.of("broker", "registry", "orchestrator", "agents", "logs", "dev.json");
    private static final String VERSION = "version.json";
    private static final String DATA_TOO_NEW = "MESH-1022";

    private FreshFolder() {}

    /** Takes the folder first: what a running server uses is not deleted. */
    static DataFolder open(Path data) {
        try {
            DataFolder folder = DataFolder.open(data, DataFolder.DEFAULT_FREE_BYTES);
            empty(data);
            return folder;
        } catch (LocalClusterException refused) {
            if (!refused.code().equals(DATA_TOO_NEW)) {
                throw refused;
            }
            empty(data);
            deleteIfThere(data.resolve(VERSION));
            return DataFolder.open(data, DataFolder.DEFAULT_FREE_BYTES);
        }
    }

    private static void empty(Path data) {
        OURS.forEach(name -> deleteIfThere(data.resolve(name)));
    }

    private static void deleteIfThere(Path entry) {
        if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(entry)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
