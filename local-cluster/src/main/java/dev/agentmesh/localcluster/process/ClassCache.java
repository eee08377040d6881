package dev.agentmesh.localcluster.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a program has loaded and linked and which of its methods were busy, kept for its next starts: half of a start's time. A program's
 * first start records it; the cache is made of the recording when somebody has a moment ({@link #makeRecorded}), not while people wait.
 * A cache belongs to one JDK, one set of jars and one set of flags; with another build the program records anew, and what was left of
 * the old one is removed.
 */
public final class ClassCache {
    private static final String CACHE = ".aot";
    private static final String RECORDING = ".recorded";
    private static final String ORDER = ".order";

    /** $0 is the JVM; then, for each cache: the words of its making, the recording, and the file it becomes. */
    private static final String MAKE = """
            trap '' HUP INT
            while [ $# -gt 0 ]; do
              nice -n 19 "$0" "@$1" "-XX:AOTConfiguration=$2" "-XX:AOTCache=$2.new" && mv "$2.new" "$3"
              rm -f "$2" "$2.new"
              shift 3
            done
            """;

    private ClassCache() {}

    /**
     * JVM flags for the start of a program; none where the folder cannot be written or classes do not come from jars alone.
     *
     * @param folder where caches are kept; made when it is not there
     * @param program its name
     * @param flags of the JVM besides these
     */
    public static List<String> flags(Path folder, String program, List<String> flags, String classPath) {
        List<String> lasting = flags.stream()
                .filter(flag -> !flag.startsWith("-D") && !flag.startsWith("-XX:ErrorFile"))
                .toList();
        try {
            Files.createDirectories(folder);
            List<Path> jars = jars(classPath);
            if (!Files.isWritable(folder) || jars.stream().anyMatch(Files::isDirectory)) {
                return List.of();
            }
            String kind = program + "-" + sum(classPath + lasting);
            String name = kind + "-" + sum(System.getProperty("java.vm.version") + stamps(jars));
            Path cache = folder.resolve(name + CACHE);
            if (Files.exists(cache)) {
                return quietly("-XX:AOTCache=" + cache);
            }
            removeOthers(folder, kind, name);
            Files.write(folder.resolve(name + ORDER), order(lasting, classPath));
            // Two processes of a program may end at once, each with a recording.
            Path recording = folder.resolve(name + "." + UUID.randomUUID() + RECORDING);
            return quietly(
                    "-XX:AOTMode=record",
                    "-XX:AOTConfiguration=" + recording,
                    // It says at its end that it has recorded, whatever the logging is.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-DisplayVMOutput");
        } catch (IOException unusable) {
            return List.of();
        }
    }

    /** Makes the caches of what was recorded, one after the other, in a process of low priority that nobody waits for. */
    public static void makeRecorded(Path folder) {
        var words = new ArrayList<>(List.of("sh", "-c", MAKE, java()));
        for (Path recording : named(folder, RECORDING)) {
            String file = recording.getFileName().toString();
            String name = file.substring(0, file.indexOf('.'));
            String cache = folder.resolve(name + CACHE).toString();
            Path taken = folder.resolve(file + ".taken");
            if (words.contains(cache) || Files.exists(Path.of(cache))) {
                recording.toFile().delete();
            } else if (take(recording, taken)) {
                words.addAll(List.of(folder.resolve(name + ORDER).toString(), taken.toString(), cache));
            }
        }
        if (words.size() == 4) {
            return;
        }
        try {
            new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException withoutShell) {
            // Programs start as well without a cache, only later.
        }
    }

    /** Without what the JVM has to say about caches: it belongs neither to an agent's output nor among its errors. */
    private static List<String> quietly(String... flags) {
        return Stream.concat(
                        Stream.of(flags),
                        Stream.of(
                                "-Xlog:disable",
                                "-Xlog:all=error:stderr",
                                "-Xlog:cds*=off:stderr",
                                "-Xlog:aot*=off:stderr"))
                .toList();
    }

    private static List<String> order(List<String> flags, String classPath) {
        return Stream.concat(flags.stream(), Stream.of("-Xlog:disable", "-XX:AOTMode=create", "-cp", classPath))
                .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
    }

    private static boolean take(Path recording, Path taken) {
        try {
            Files.move(recording, taken, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException byAnother) {
            return false;
        }
    }

    private static void removeOthers(Path folder, String kind, String name) throws IOException {
        for (Path file : named(folder, "")) {
            String its = file.getFileName().toString();
            if (its.startsWith(kind + "-") && !its.startsWith(name)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> named(Path folder, String end) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException nothing) {
            return List.of();
        }
    }

    private static List<Path> jars(String classPath) {
        var jars = new ArrayList<Path>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith("*")) {
                jars.addAll(named(Path.of(entry.substring(0, entry.length() - 1)), ".jar"));
            } else {
                jars.add(Path.of(entry));
            }
        }
        return jars;
    }

    private static String stamps(List<Path> jars) throws IOException {
        var stamps = new ArrayList<String>();
        for (Path jar : jars) {
            stamps.add(jar + " " + Files.size(jar) + " "
                    + Files.getLastModifiedTime(jar).toMillis());
        }
        return String.join("\n", stamps);
    }

    private static String sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
