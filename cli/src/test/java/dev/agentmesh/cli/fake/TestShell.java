package dev.agentmesh.cli.fake;

import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.cli.shell.Shell.Stream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A shell whose streams are kept, at {@link #NOW}, in a folder without a mesh. */
public final class TestShell {
    public static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> variables = new HashMap<>(Map.of("USER", "ana"));
    private final Set<Stream> terminals = new HashSet<>();
    private Path folder = Path.of("/nowhere/project");
    private String input = "";

    public TestShell with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public TestShell in(Path where) {
        folder = where;
        return this;
    }

    /** What a person types, or a pipe brings. */
    public TestShell typing(String text) {
        input = text;
        return this;
    }

    public TestShell onTerminal() {
        terminals.addAll(Set.of(Stream.values()));
        return this;
    }

    public Shell shell() {
        return new Shell(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                terminals,
                100,
                variables,
                folder,
                Optional.empty(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
