package dev.agentmesh.localcluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentmesh.localcluster.process.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a data folder was last written by. Newer programs read older data, never the other way round: Kafka and the
 * registry upgrade their files in place.
 *
 * @param layout of the folder itself, raised when an older program could no longer find its way in it
 */
record DataVersion(int layout, String mesh, String kafka, String registry) {

    private static final int LAYOUT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    /** Of this program. */
    static DataVersion current() {
        var versions = new Properties();
        try (var file = DataVersion.class.getResourceAsStream("versions.properties")) {
            versions.load(java.util.Objects.requireNonNull(file, "versions.properties is not on the class path"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new DataVersion(
                LAYOUT,
                versions.getProperty("mesh", ""),
                versions.getProperty("kafka", ""),
                versions.getProperty("registry", ""));
    }

    /** Of a folder, empty if nothing was written there before. Fails if the file is there but not readable. */
    static Optional<DataVersion> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var json = JSON.readTree(Files.readString(file));
        return Optional.of(new DataVersion(
                json.required("layout").asInt(),
                json.required("mesh").asText(),
                json.required("kafka").asText(),
                json.required("registry").asText()));
    }

    void write(Path file) throws IOException {
        var json = JSON.createObjectNode();
        json.put("layout", layout);
        json.put("mesh", mesh);
        json.put("kafka", kafka);
        json.put("registry", registry);
        AtomicFile.write(file, json.toPrettyString() + System.lineSeparator());
    }

    boolean isReadableBy(DataVersion program) {
        return layout <= program.layout && !isNewer(kafka, program.kafka) && !isNewer(registry, program.registry);
    }

    String describe() {
        return "layout " + layout + ", Kafka " + kafka + ", registry " + registry;
    }

    private static boolean isNewer(String found, String ours) {
        return Version.parse(found).compareTo(Version.parse(ours)) > 0;
    }
}
