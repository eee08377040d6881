package dev.agentmesh.cli.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command may see and touch of the process it runs in. Tests make their own.
 *
 * @param out data only
 * @param err progress, questions, warnings, errors
 * @param terminals which of the streams a person looks at or types into
 * @param width of the terminal in columns; what is not a terminal is never cut
 * @param variables environment variables
 * @param folder the current one, absolute
 * @param home root of the installation: where the programs of other modules are; empty when started without the launcher
 */
public record Shell(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Set<Stream> terminals,
        int width,
        Map<String, String> variables,
        Path folder,
        Optional<Path> home,
        Clock clock) {

    private static final int USUAL_WIDTH = 100;

    /** The three standard streams. */
    public enum Stream {
        IN,
        OUT,
        ERR
    }

    public Shell {
        terminals = Set.copyOf(terminals);
        variables = Map.copyOf(variables);
    }

    /**
     * Of this process. The launcher says which streams are terminals ({@code mesh.terminal}, the digits of their descriptors): Java
     * itself can only tell whether all of them are.
     */
    public static Shell ofProcess() {
        String digits = System.getProperty("mesh.terminal", "");
        return new Shell(
                System.in,
                QuietStream.of(java.io.FileDescriptor.out),
                QuietStream.of(java.io.FileDescriptor.err),
                terminals(digits),
                Integer.getInteger("mesh.columns", USUAL_WIDTH),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty("mesh.home")).map(Path::of),
                Clock.systemUTC());
    }

    public boolean isTerminal(Stream stream) {
        return terminals.contains(stream);
    }

    /** Whether a stream shows colours: a terminal that can, and nobody who minds (https://no-color.org). */
    public boolean showsColour(Stream stream) {
        return isTerminal(stream)
                && variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(variables.get("TERM"));
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private static Set<Stream> terminals(String digits) {
        var found = new java.util.HashSet<Stream>();
        for (Stream stream : Stream.values()) {
            if (digits.indexOf('0' + stream.ordinal()) >= 0) {
                found.add(stream);
            }
        }
        return found;
    }
}
