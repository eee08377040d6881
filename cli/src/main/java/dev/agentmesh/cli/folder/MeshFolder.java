package dev.agentmesh.cli.folder;

import dev.agentmesh.cli.shell.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a project's files are: in {@code .mesh} of the current folder, or of the nearest one above that has it. */
public final class MeshFolder {
    private static final String NAME = ".mesh";
    private static final String DATA = "data";
    private static final String CONFIG = "config.yaml";
    private static final String DATA_VARIABLE = "MESH_DATA";

    private MeshFolder() {}

    /**
     * The data folder of the dev server, absolute; it need not exist.
     *
     * @param asked as given with {@code --data}
     */
    public static Path data(Shell shell, Optional<Path> asked) {
        Optional<Path> named = asked.or(() -> shell.variable(DATA_VARIABLE).map(Path::of));
        return named.map(path -> shell.folder().resolve(path).normalize()).orElseGet(() -> {
            Path home = nearest(shell.folder(), NAME + "/" + DATA).orElse(shell.folder());
            return home.resolve(NAME).resolve(DATA);
        });
    }

    /** The project's settings, if it has any. */
    public static Optional<Path> config(Shell shell) {
        String relative = NAME + "/" + CONFIG;
        return nearest(shell.folder(), relative).map(folder -> folder.resolve(relative));
    }

    /** Where a dev server's agents keep what is too large for a record. */
    public static Path artifacts(Path data) {
        return data.toAbsolutePath().resolve("artifacts");
    }

    private static Optional<Path> nearest(Path start, String relative) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(relative))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
