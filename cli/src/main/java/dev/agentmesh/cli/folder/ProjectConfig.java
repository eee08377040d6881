package dev.agentmesh.cli.folder;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.topics.error.TopicErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * {@code .mesh/config.yaml}: the mesh a project belongs to.
 *
 * @param clients further settings of every Kafka client and of the registry client, such as {@code security.protocol}
 */
public record ProjectConfig(
        Optional<String> bootstrap,
        Optional<String> registry,
        Optional<String> namespace,
        Map<String, String> clients) {

    private static final String KNOWN = "bootstrap, registry, namespace, clients";

    public ProjectConfig {
        clients = Map.copyOf(clients);
    }

    /** @throws CliException MESH-5018 when the file is not YAML or has a key we do not know */
    public static ProjectConfig of(Shell shell) {
        return MeshFolder.config(shell).map(ProjectConfig::read).orElseGet(() -> of(Map.of()));
    }

    private static ProjectConfig read(Path file) {
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return of(flat(file, document));
        } catch (YamlEngineException notYaml) {
            throw invalid(file, "is not valid YAML: " + notYaml.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code clients} is the only key with keys below it. */
    private static Map<String, String> flat(Path file, Object document) {
        var flat = new LinkedHashMap<String, String>();
        if (document instanceof Map<?, ?> keys) {
            keys.forEach((key, value) -> {
                switch (String.valueOf(key)) {
                    case "bootstrap", "registry", "namespace" ->
                        flat.put(String.valueOf(key), scalar(file, key, value));
                    case "clients" -> {
                        if (!(value instanceof Map<?, ?> settings)) {
                            throw invalid(file, "expected settings below clients");
                        }
                        settings.forEach((name, setting) -> flat.put("clients." + name, scalar(file, name, setting)));
                    }
                    default -> throw invalid(file, "has the unknown key \"" + key + "\"; known are " + KNOWN);
                }
            });
        } else if (document != null) {
            throw invalid(file, "is not a map; known keys are " + KNOWN);
        }
        return flat;
    }

    private static String scalar(Path file, Object key, Object value) {
        if (value == null || value instanceof Map || value instanceof Iterable) {
            throw invalid(file, "expected one value for \"" + key + "\"");
        }
        return String.valueOf(value);
    }

    private static ProjectConfig of(Map<String, String> flat) {
        var clients = new TreeMap<String, String>();
        flat.forEach((key, value) -> {
            if (key.startsWith("clients.")) {
                clients.put(key.substring("clients.".length()), value);
            }
        });
        return new ProjectConfig(
                Optional.ofNullable(flat.get("bootstrap")),
                Optional.ofNullable(flat.get("registry")),
                Optional.ofNullable(flat.get("namespace")),
                clients);
    }

    private static CliException invalid(Path file, String what) {
        return CliException.of(
                ExitCode.USAGE,
                TopicErrors.INVALID_SETTING,
                file + " " + what,
                TopicErrors.INVALID_SETTING.cause(),
                "correct " + file);
    }
}
