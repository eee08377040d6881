package dev.agentmesh.cli.about;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Of this program and of the servers it starts. */
public record Version(String mesh, String kafka, String registry) {
    /** As the build wrote it down. */
    public static Version current() {
        var properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(file, "version.properties"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Version(
                properties.getProperty("mesh", ""),
                properties.getProperty("kafka", ""),
                properties.getProperty("registry", ""));
    }

    /** For people, in one line. */
    public String line() {
        return "mesh " + mesh + " (Kafka " + kafka + ", registry Apicurio " + registry + ", Java "
                + Runtime.version().feature() + ")";
    }
}
