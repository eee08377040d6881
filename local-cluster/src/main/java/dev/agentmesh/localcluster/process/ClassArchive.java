package dev.agentmesh.localcluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An archive of the classes a program loads, which the JVM makes when the program first ends and maps at every start after that: half the
 * CPU time of a start. The JVM ignores one that does not fit and makes it anew.
 */
public final class ClassArchive {
    private ClassArchive() {}

    /**
     * JVM flags for a program; none where the folder cannot be written.
     *
     * @param folder where archives are kept; made when it is not there
     * @param name of the program
     * @param classPath programs of one name may differ in it, and each has an archive of its own
     */
    public static List<String> flags(Path folder, String name, String classPath) {
        try {
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            return List.of();
        }
        if (!Files.isWritable(folder)) {
            return List.of();
        }
        CRC32 sum = new CRC32();
        sum.update(classPath.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String file = name + "-" + HexFormat.of().toHexDigits((int) sum.getValue()) + ".jsa";
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(file),
                // What the JVM has to say about archives belongs neither to an agent's output nor among its errors.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:cds*=off:stderr",
                "-Xlog:aot*=off:stderr");
    }
}
