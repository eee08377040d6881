package dev.agentmesh.localcluster.process;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of the same JDK as this one, to be started as a child process.
 *
 * @param flags of the JVM, before the class path
 * @param folder where it runs: foreign programs read configuration from there
 * @param log takes what the JVM itself prints; kept under {@value #LOG_LIMIT} bytes by setting the old one aside at a start
 */
public record ChildJvm(
        List<String> flags, String classPath, String mainClass, List<String> arguments, Path folder, Path log) {

    private static final long LOG_LIMIT = 10L << 20;
    private static final int TAIL_LINES = 15;
    private static final int TAIL_BYTES = 16 << 10;

    /** Where the child's stdout goes; its stderr always goes to the log. */
    public enum Stdout {
        LOGGED,
        READ_BY_US
    }

    public ChildJvm {
        flags = List.copyOf(flags);
        arguments = List.copyOf(arguments);
    }

    /** The same program, which starts faster from its second start on, see {@link ClassCache}. */
    public ChildJvm cachedIn(Path caches, String program) {
        var cached = new ArrayList<>(flags);
        cached.addAll(ClassCache.flags(caches, program, flags, absolute(classPath)));
        return new ChildJvm(cached, classPath, mainClass, arguments, folder, log);
    }

    public Process start(Stdout stdout) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        setAsideLongLog();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(absolute(classPath));
        command.add(mainClass);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        var toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
        builder.redirectError(toLog);
        builder.redirectOutput(
                switch (stdout) {
                    case LOGGED -> toLog;
                    case READ_BY_US -> ProcessBuilder.Redirect.PIPE;
                });
        return builder.start();
    }

    /** The last lines of a log file, for messages; empty if there is nothing to see. */
    public static String tail(Path log) {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - TAIL_BYTES));
            var bytes = ByteBuffer.allocate(TAIL_BYTES);
            while (file.read(bytes) > 0) {}
            var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException nothing) {
            return "";
        }
    }

    /** Asks a process to end, and ends it when it has not done so in time. Returns after it has ended. */
    public static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!endsWithin(process, patience)) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    /** The child runs in another folder, where a relative entry would name nothing. */
    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void setAsideLongLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
