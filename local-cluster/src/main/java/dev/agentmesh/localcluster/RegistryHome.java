package dev.agentmesh.localcluster;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the schema registry's program is. Looked for, in this order: the folder that the system property
 * {@value #PROPERTY} names, and then {@code registry} beside our own classes: in {@code local-cluster/target} of a build,
 * and in {@code registry} beside {@code lib} of an installed program.
 */
final class RegistryHome {

    static final String PROPERTY = "mesh.registry.home";
    static final String RUNNABLE = "quarkus-run.jar";

    private RegistryHome() {}

    /** @throws LocalClusterException {@code MESH-1026} if it is in none of these places */
    static Path find() {
        var places = places(Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of), ownClasses());
        return places.stream()
                .filter(place -> Files.isRegularFile(place.resolve(RUNNABLE)))
                .findFirst()
                .orElseThrow(() -> Failures.registryMissing(places));
    }

    /** A named place is the only one: falling back to another version than the one asked for would be worse than failing. */
    static List<Path> places(Optional<Path> named, Path classes) {
        if (named.isPresent()) {
            return List.of(named.get().toAbsolutePath());
        }
        var places = new ArrayList<Path>();
        var folder = classes.toAbsolutePath().getParent();
        if (folder != null) {
            places.add(folder.resolve("registry"));
            var above = folder.getParent();
            if (above != null) {
                places.add(above.resolve("registry"));
            }
        }
        return places;
    }

    /** The jar or folder our classes come from. */
    static Path ownClasses() {
        try {
            return Path.of(RegistryHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
