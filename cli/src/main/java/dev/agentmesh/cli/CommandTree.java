package dev.agentmesh.cli;

import dev.agentmesh.cli.about.VersionCommand;
import dev.agentmesh.cli.dev.DevCommand;
import dev.agentmesh.cli.dev.StopCommand;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.error.Failure;
import dev.agentmesh.cli.error.Failures;
import dev.agentmesh.cli.explain.ExplainCommand;
import dev.agentmesh.cli.shell.ReaderLeft;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.cli.shell.Shell.Stream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and the way from arguments to an exit code. */
final class CommandTree {
    private static final int HELP_WIDTH = 100;

    private final Shell shell;
    private final MeshCommand root = new MeshCommand();
    private final CommandLine commands;

    CommandTree(Shell shell) {
        this.shell = shell;
        this.commands = new CommandLine(root)
                .addSubcommand(new DevCommand(shell))
                .addSubcommand(new StopCommand(shell))
                .addSubcommand(new VersionCommand(shell))
                .addSubcommand(new ExplainCommand(shell))
                .addSubcommand(new CompletionCommand(shell))
                .addSubcommand(new HelpCommand());
        commands.setOut(new PrintWriter(shell.out(), true));
        commands.setErr(new PrintWriter(shell.err(), true));
        commands.setUsageHelpWidth(HELP_WIDTH);
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                shell.showsColour(Stream.OUT) ? Ansi.ON : Ansi.OFF));
        commands.setParameterExceptionHandler((wrong, args) -> show(usage(wrong)));
        commands.setExecutionExceptionHandler((thrown, command, parsed) -> show(thrown));
    }

    /** Never throws: a bug is an exit code as well. */
    int run(String... args) {
        try {
            int code = commands.execute(args);
            shell.out().flush();
            return code;
        } catch (ReaderLeft gone) {
            return ExitCode.OK.number();
        } catch (RuntimeException | Error bug) {
            return show(bug);
        }
    }

    CommandLine commands() {
        return commands;
    }

    private int show(Throwable thrown) {
        Failure failure = Failures.of(thrown);
        try {
            shell.out().flush();
            failure.printTo(shell);
            if (root.isVerbose()) {
                thrown.printStackTrace(shell.err());
                shell.err().flush();
            }
        } catch (ReaderLeft nobodyReads) {
            return failure.exit().number();
        }
        return failure.exit().number();
    }

    private static CliException usage(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        var fix = new StringBuilder(command + " --help");
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            fix.append("; did you mean ").append(String.join(" or ", unmatched.getSuggestions())).append('?');
        }
        return CliException.usage(String.valueOf(wrong.getMessage()), fix.toString());
    }
}
