package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.localcluster.process.ClassCache;
import dev.agentmesh.localcluster.process.OwnedMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The class path of a program of this installation that is not ours to link to: its jar and {@code lib} beside it, as the build of its
 * module leaves them in {@code target}.
 */
public record ModulePath(String jars) {
    /**
     * The module's class path.
     *
     * @param home root of the installation
     * @param module its folder, such as {@code orchestrator/app}
     * @throws CliException MESH-1040 when it is not there
     */
    public static ModulePath of(Path home, String module) {
        Path target = home.resolve(module).resolve("target");
        Path lib = target.resolve("lib");
        List<Path> own = jarsIn(target);
        if (own.isEmpty() || !Files.isDirectory(lib)) {
            throw CliException.of(
                    ExitCode.UNEXPECTED,
                    CliErrors.NO_PROGRAM,
                    "the program of " + module + " was not found in " + target,
                    CliErrors.NO_PROGRAM.cause(),
                    "build it: ./mesh version builds what is missing");
        }
        return new ModulePath(own.getFirst() + File.pathSeparator + lib + "/*");
    }

    /** Where what makes the programs of the installation start faster is kept, see {@link ClassCache}. */
    public static Path caches(Path home) {
        return home.resolve("cli/target/cache/programs");
    }

    /** With what a child needs to notice that its parent is gone. */
    public String withOwner() {
        try {
            Path localCluster = Path.of(OwnedMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jars + File.pathSeparator + localCluster;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*-(sources|tests|javadoc)\\.jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
