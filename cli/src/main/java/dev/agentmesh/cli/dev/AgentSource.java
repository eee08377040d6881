package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** An agent that is one Java file. With a {@code main} Java can start it as it is; annotated classes are compiled first. */
final class AgentSource {
    private static final Pattern MAIN = Pattern.compile("\\bvoid\\s+main\\s*\\(");
    private static final int SHOWN = 2_000;

    private AgentSource() {}

    static boolean is(Path file) {
        return file.getFileName().toString().endsWith(".java");
    }

    static boolean startsItself(Path file) {
        try {
            return MAIN.matcher(Files.readString(file)).find();
        } catch (IOException unreadable) {
            throw CliException.of(
                    ExitCode.NOT_FOUND,
                    CliErrors.FILE,
                    "cannot read " + file,
                    String.valueOf(unreadable.getMessage()),
                    CliErrors.FILE.fix());
        }
    }

    /**
     * A folder with the file's classes, which goes when this process ends.
     *
     * @throws CliException MESH-3103 with the compiler's words
     */
    static Path compiled(Path file, String classPath) {
        JavaCompiler compiler =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "the Java that runs this has no compiler");
        try {
            Path classes = Files.createTempDirectory("mesh-agent-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(classes), "agent-classes"));
            var said = new StringWriter();
            try (var files = compiler.getStandardFileManager(null, null, null)) {
                boolean compiles = compiler.getTask(
                                said,
                                files,
                                null,
                                List.of(
                                        "-parameters",
                                        "-proc:none",
                                        "-cp",
                                        written(classPath),
                                        "-d",
                                        classes.toString()),
                                null,
                                files.getJavaFileObjects(file))
                        .call();
                if (!compiles) {
                    throw doesNotCompile(file, said.toString());
                }
            }
            return classes;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** Only the launcher of {@code java} knows what a star stands for. */
    private static String written(String classPath) throws IOException {
        var entries = new ArrayList<String>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith(File.separator + "*")) {
                try (DirectoryStream<Path> jars =
                        Files.newDirectoryStream(Path.of(entry.substring(0, entry.length() - 2)), "*.jar")) {
                    jars.forEach(jar -> entries.add(jar.toString()));
                }
            } else {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static CliException doesNotCompile(Path file, String said) {
        String shown = said.length() <= SHOWN ? said : said.substring(0, SHOWN) + "…";
        return CliException.of(
                ExitCode.INVALID,
                CliErrors.AGENT_DOES_NOT_COMPILE,
                file.getFileName() + " does not compile",
                "the compiler says:\n" + shown.strip(),
                CliErrors.AGENT_DOES_NOT_COMPILE.fix());
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // It lies where the system keeps what may be deleted.
        }
    }
}
