package dev.agentmesh.topics.clients;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.RegistrySettings;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which cluster is meant: where it is, and which namespace of it is ours.
 *
 * @param names the topics of the namespace ({@code mesh.namespace}, default {@code mesh})
 * @param properties everything else, under Kafka's and Confluent's own names; a key that starts with {@code producer.},
 *     {@code consumer.} or {@code admin.} is for those clients only
 */
public record ClusterSettings(TopicNames names, Map<String, String> properties) {
    public static final String BOOTSTRAP = "bootstrap.servers";
    public static final String NAMESPACE = "mesh.namespace";
    public static final String REPLICATION_FACTOR = "mesh.topics.replication.factor";
    public static final String PARTITIONS = "mesh.topics.partitions";
    /** Where values too large for a record are kept: a folder that all processes see, as {@code file:/...} or an absolute path. */
    public static final String ARTIFACTS = "mesh.artifacts";

    private static final String FILE = "MESH_PROPERTIES_FILE";
    private static final String KAFKA_PREFIX = "MESH_KAFKA_";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MESH_BOOTSTRAP_SERVERS", BOOTSTRAP,
            "MESH_SCHEMA_REGISTRY_URL", RegistrySettings.URL,
            "MESH_NAMESPACE", NAMESPACE,
            "MESH_TOPICS_REPLICATION_FACTOR", REPLICATION_FACTOR,
            "MESH_TOPICS_PARTITIONS", PARTITIONS,
            "MESH_ARTIFACTS", ARTIFACTS);
    private static final SortedSet<String> OWN =
            new TreeSet<>(Set.of(NAMESPACE, REPLICATION_FACTOR, PARTITIONS, ARTIFACTS));

    public ClusterSettings {
        properties = Map.copyOf(properties);
        if (properties.getOrDefault(BOOTSTRAP, "").isBlank()) {
            throw invalid(BOOTSTRAP + " is not set");
        }
        properties.keySet().stream()
                .filter(key -> key.startsWith("mesh.") && !OWN.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw invalid("unknown setting " + key + "; known are " + OWN);
                });
        Optional.ofNullable(properties.get(ARTIFACTS)).ifPresent(ClusterSettings::folder);
    }

    /** The settings of a cluster reached without credentials. */
    public static ClusterSettings of(String bootstrapServers, String registryUrl, String namespace) {
        return of(Map.of(BOOTSTRAP, bootstrapServers, RegistrySettings.URL, registryUrl, NAMESPACE, namespace));
    }

    /**
     * The settings in the properties, with the local defaults where they say nothing.
     *
     * @throws MeshException MESH-5018 naming a key that is not known or not valid
     */
    public static ClusterSettings of(Map<String, String> properties) {
        SortedMap<String, String> all = new TreeMap<>(Map.of(
                BOOTSTRAP,
                "localhost:9092",
                RegistrySettings.URL,
                "http://localhost:8081",
                NAMESPACE,
                TopicNames.DEFAULT_NAMESPACE));
        all.putAll(properties);
        return new ClusterSettings(new TopicNames(all.getOrDefault(NAMESPACE, "")), all);
    }

    /**
     * Reads, from weak to strong: the file that {@code MESH_PROPERTIES_FILE} names; {@code MESH_BOOTSTRAP_SERVERS},
     * {@code MESH_SCHEMA_REGISTRY_URL} and {@code MESH_NAMESPACE}; and {@code MESH_KAFKA_*}, where {@code MESH_KAFKA_SASL_MECHANISM}
     * means {@code sasl.mechanism}.
     */
    public static ClusterSettings fromEnvironment(Map<String, String> environment) {
        SortedMap<String, String> all = new TreeMap<>();
        Optional.ofNullable(environment.get(FILE)).ifPresent(file -> all.putAll(read(Path.of(file))));
        environment.forEach((name, value) -> {
            String key = ENVIRONMENT.get(name);
            if (key != null) {
                all.put(key, value);
            } else if (name.startsWith(KAFKA_PREFIX)) {
                all.put(
                        name.substring(KAFKA_PREFIX.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return of(all);
    }

    private static Map<String, String> read(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new MeshException(TopicErrors.INVALID_SETTING, "cannot read " + file + " that " + FILE + " names", e);
        }
        SortedMap<String, String> all = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> all.put(key, read.getProperty(key)));
        return all;
    }

    public String bootstrapServers() {
        return properties.getOrDefault(BOOTSTRAP, "");
    }

    /** The folder of {@link #ARTIFACTS}; empty where large values are not kept. */
    public Optional<Path> artifacts() {
        return Optional.ofNullable(properties.get(ARTIFACTS)).map(ClusterSettings::folder);
    }

    private static Path folder(String address) {
        try {
            Path folder = address.startsWith("file:") ? Path.of(URI.create(address)) : Path.of(address);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new MeshException(TopicErrors.INVALID_SETTING, notAFolder(address), e);
        }
        throw invalid(notAFolder(address));
    }

    private static String notAFolder(String address) {
        return ARTIFACTS + " is \"" + address + "\"; expected a folder as file:/path or an absolute path";
    }

    /** Settings for the registry and the serde, under Confluent's names. */
    public RegistrySettings registry() {
        return RegistrySettings.from(properties);
    }

    private static MeshException invalid(String what) {
        return new MeshException(TopicErrors.INVALID_SETTING, what);
    }

    /** Without values: some of them are passwords. */
    @Override
    public String toString() {
        return "ClusterSettings[" + names.namespace() + " at " + bootstrapServers() + "]";
    }
}
