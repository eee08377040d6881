package dev.agentmesh.cli.input;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.cli.shell.Shell.Stream;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --yes} and {@code --dry-run}: what changes several things says so first, and asks. */
public final class Confirmation {
    @Option(
            names = {"-y", "--yes"},
            description = "Does it without asking.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Shows what would be done and does nothing.")
    private boolean dryRun;

    public boolean isDryRun() {
        return dryRun;
    }

    /**
     * Whether to go on.
     *
     * @param preview what would be done: {@code would redrive 42 messages}
     * @throws CliException MESH-7004 when nobody is there to be asked
     */
    public boolean isGiven(Shell shell, String preview) {
        if (dryRun) {
            say(shell, preview);
            return false;
        }
        if (yes) {
            return true;
        }
        if (!shell.isTerminal(Stream.IN) || !shell.isTerminal(Stream.ERR)) {
            throw CliException.of(
                    ExitCode.USAGE,
                    CliErrors.NEEDS_YES,
                    "needs --yes: " + preview,
                    CliErrors.NEEDS_YES.cause(),
                    CliErrors.NEEDS_YES.fix());
        }
        shell.err().print(preview + ". Go on? [y/N] ");
        shell.err().flush();
        String answer = line(shell).strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    private static void say(Shell shell, String what) {
        shell.err().println(what);
        shell.err().flush();
    }

    private static String line(Shell shell) {
        var line = new StringBuilder();
        try {
            for (int c = shell.in().read(); c >= 0 && c != '\n'; c = shell.in().read()) {
                line.append((char) c);
            }
        } catch (IOException gone) {
            return "";
        }
        return line.toString();
    }
}
