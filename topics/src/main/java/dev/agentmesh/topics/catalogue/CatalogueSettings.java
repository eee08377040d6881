package dev.agentmesh.topics.catalogue;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.util.Map;

/**
 * How topics are cut and copied.
 *
 * @param runPartitions of commands, results and events, 1 to 1,000; fixed for the life of the namespace
 * @param ownPartitions of every other topic that has more than one
 * @param replicationFactor 1 to 9
 */
public record CatalogueSettings(int runPartitions, int ownPartitions, int replicationFactor) {
    private static final int PARTITIONS = 4;

    public CatalogueSettings {
        require("partitions", runPartitions, 1_000);
        require("partitions", ownPartitions, 1_000);
        require("replication factor", replicationFactor, 9);
    }

    /** One broker, one copy: what is acknowledged can be lost with the disk. */
    public static CatalogueSettings development() {
        return new CatalogueSettings(PARTITIONS, PARTITIONS, 1);
    }

    /** Three copies, of which two must be written: survives the loss of a broker without a pause. */
    public static CatalogueSettings production() {
        return new CatalogueSettings(PARTITIONS, PARTITIONS, 3);
    }

    /** Production, unless {@code mesh.topics.replication.factor} or {@code mesh.topics.partitions} say otherwise. */
    public static CatalogueSettings from(Map<String, String> properties) {
        int partitions = number(properties, "mesh.topics.partitions", PARTITIONS);
        return new CatalogueSettings(partitions, partitions, number(properties, "mesh.topics.replication.factor", 3));
    }

    /** How many copies must be written before a write is acknowledged: one may be missing, where there are enough. */
    public int minInsyncReplicas() {
        return replicationFactor >= 3 ? replicationFactor - 1 : 1;
    }

    private static int number(Map<String, String> properties, String key, int standard) {
        String text = properties.get(key);
        try {
            return text == null ? standard : Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new MeshException(
                    TopicErrors.INVALID_SETTING, key + " is \"" + text + "\"; expected a whole number", e);
        }
    }

    private static void require(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new MeshException(
                    TopicErrors.INVALID_SETTING, what + " is " + value + "; it must lie between 1 and " + most);
        }
    }
}
