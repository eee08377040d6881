package dev.agentmesh.cli.input;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.cli.shell.Shell.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Bytes from where the user says: the words themselves, {@code @FILE}, or {@code -} for standard input. */
public final class Sources {
    /** Far more than any record may carry; a device or a film must not fill the memory. */
    private static final int MOST_BYTES = 16 << 20;

    private Sources() {}

    /** @throws CliException MESH-7005 when a file cannot be read */
    public static byte[] read(Shell shell, String given) {
        if (given.equals("-")) {
            if (shell.isTerminal(Stream.IN)) {
                shell.err().println("reading from the terminal; Ctrl-D ends it");
                shell.err().flush();
            }
            return bounded("standard input", shell.in());
        }
        return given.startsWith("@")
                ? file(shell, given.substring(1))
                : given.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The content of a file, its name relative to the shell's folder. */
    public static byte[] file(Shell shell, String name) {
        Path path = path(shell, name);
        if (!Files.exists(path)) {
            throw unreadable(name, "it does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw unreadable(name, Files.isDirectory(path) ? "it is a folder" : "it is not a file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return bounded(name, in);
        } catch (IOException e) {
            throw unreadable(name, "it may not be read: " + e.getMessage());
        }
    }

    public static Path path(Shell shell, String name) {
        try {
            return shell.folder().resolve(name);
        } catch (InvalidPathException impossible) {
            throw unreadable(name, "no file can have that name");
        }
    }

    private static byte[] bounded(String name, InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable(name, "it has more than " + (MOST_BYTES >> 20) + " MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private static CliException unreadable(String name, String why) {
        return CliException.of(
                ExitCode.NOT_FOUND,
                CliErrors.FILE,
                "cannot read " + Printable.shortened(name, 200),
                why,
                CliErrors.FILE.fix());
    }
}
