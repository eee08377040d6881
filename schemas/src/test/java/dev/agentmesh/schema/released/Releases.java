package dev.agentmesh.schema.released;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The folder of frozen schemas: one folder per release, one file per topic record, and a list of their hashes. */
final class Releases {
    static final String SUMS = "SHA256SUMS";
    private static final String SUFFIX = ".avsc";

    private final Path folder;

    Releases(Path folder) {
        this.folder = folder;
    }

    static Releases ofThisModule() {
        return new Releases(Path.of("released"));
    }

    /** Oldest first. */
    List<String> versions() {
        return list(folder)
                .filter(Files::isDirectory)
                .map(Releases::fileName)
                .sorted()
                .toList();
    }

    SortedMap<String, Schema> schemas(String version) {
        SortedMap<String, Schema> found = new TreeMap<>();
        list(folder.resolve(version))
                .filter(file -> fileName(file).endsWith(SUFFIX))
                .forEach(file -> found.put(fileName(file).replace(SUFFIX, ""), new Schema.Parser().parse(read(file))));
        return found;
    }

    String recordedSums(String version) {
        return read(folder.resolve(version).resolve(SUMS));
    }

    String actualSums(String version) {
        return list(folder.resolve(version))
                .filter(file -> fileName(file).endsWith(SUFFIX))
                .sorted()
                .map(file -> sha256(read(file)) + "  " + fileName(file) + "\n")
                .collect(Collectors.joining());
    }

    /** Writes a release from the schemas as they are now. */
    void freeze(String version, SortedMap<String, Schema> schemas) {
        Path target = folder.resolve(version);
        try {
            Files.createDirectories(target);
            for (var schema : schemas.entrySet()) {
                String text = schema.getValue()
                        .toString(true)
                        .replaceAll(
                                "\\{\\s*\"type\" : \"string\",\\s*\"avro.java.string\" : \"String\"\\s*}",
                                "\"string\"");
                Files.writeString(target.resolve(schema.getKey() + SUFFIX), text + "\n");
            }
            Files.writeString(target.resolve(SUMS), actualSums(version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
