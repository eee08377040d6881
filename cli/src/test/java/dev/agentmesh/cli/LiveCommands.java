package dev.agentmesh.cli;

import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs commands in this process against the mesh of a folder: what a process for each would do, without its start. */
public record LiveCommands(Path folder) {
    public Invocation mesh(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var shell = new Shell(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                Set.of(),
                100,
                Map.of("USER", "ana"),
                folder,
                Optional.empty(),
                Clock.systemUTC());
        int exit = new CommandTree(shell).run(words);
        return new Invocation(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
