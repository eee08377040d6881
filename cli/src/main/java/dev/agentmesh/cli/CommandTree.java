package dev.agentmesh.cli;

import dev.agentmesh.cli.about.Version;
import dev.agentmesh.cli.about.VersionCommand;
import dev.agentmesh.cli.agent.AgentNoun;
import dev.agentmesh.cli.approval.ApprovalNoun;
import dev.agentmesh.cli.artifact.ArtifactNoun;
import dev.agentmesh.cli.bench.BenchCommand;
import dev.agentmesh.cli.console.ConsoleNoun;
import dev.agentmesh.cli.demo.DemoCommand;
import dev.agentmesh.cli.dev.DevCommand;
import dev.agentmesh.cli.dev.StopCommand;
import dev.agentmesh.cli.dlq.DlqNoun;
import dev.agentmesh.cli.doctor.DoctorCommand;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.error.Failure;
import dev.agentmesh.cli.error.Failures;
import dev.agentmesh.cli.event.EventNoun;
import dev.agentmesh.cli.explain.ExplainCommand;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.Gateways;
import dev.agentmesh.cli.input.Durations;
import dev.agentmesh.cli.kafka.KafkaGateways;
import dev.agentmesh.cli.message.MessageNoun;
import dev.agentmesh.cli.replay.ReplayNoun;
import dev.agentmesh.cli.run.RunNoun;
import dev.agentmesh.cli.shell.ReaderLeft;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.cli.shell.Shell.Stream;
import dev.agentmesh.cli.status.StatusCommand;
import dev.agentmesh.cli.task.TaskNoun;
import dev.agentmesh.cli.topic.TopicNoun;
import dev.agentmesh.cli.workflow.WorkflowNoun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and the way from arguments to an exit code. */
final class CommandTree {
    private static final int HELP_WIDTH = 100;

    private final Shell shell;
    private final MeshCommand root = new MeshCommand();
    private final CommandLine commands;

    CommandTree(Shell shell) {
        this(shell, new KafkaGateways(shell.clock()));
    }

    CommandTree(Shell shell, Gateways gateways) {
        this.shell = shell;
        var cli = new Cli(shell, gateways);
        this.commands = new CommandLine(root)
                .addSubcommand(new DemoCommand(cli))
                .addSubcommand(new DevCommand(shell))
                .addSubcommand(new StopCommand(shell))
                .addSubcommand(new StatusCommand(cli))
                .addSubcommand(new DoctorCommand(cli))
                .addSubcommand(WorkflowNoun.of(cli))
                .addSubcommand(RunNoun.of(cli))
                .addSubcommand(ApprovalNoun.of(cli))
                .addSubcommand(EventNoun.of(cli))
                .addSubcommand(TaskNoun.of(cli))
                .addSubcommand(AgentNoun.of(cli))
                .addSubcommand(ArtifactNoun.of(shell))
                .addSubcommand(DlqNoun.of(cli))
                .addSubcommand(ReplayNoun.of(cli))
                .addSubcommand(MessageNoun.of(cli))
                .addSubcommand(ConsoleNoun.of(cli))
                .addSubcommand(TopicNoun.of(cli))
                .addSubcommand(new BenchCommand(shell))
                .addSubcommand(new VersionCommand(shell))
                .addSubcommand(new ExplainCommand(shell))
                .addSubcommand(new CompletionCommand(shell))
                .addSubcommand(new HelpCommand());
        commands.getCommandSpec()
                .versionProvider(() -> new String[] {Version.current().line()});
        commands.registerConverter(Duration.class, new Durations());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(new PrintWriter(shell.out(), true));
        commands.setErr(new PrintWriter(shell.err(), true));
        commands.setUsageHelpWidth(HELP_WIDTH);
        commands.setColorScheme(
                CommandLine.Help.defaultColorScheme(shell.showsColour(Stream.OUT) ? Ansi.ON : Ansi.OFF));
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
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        var fix = new StringBuilder(command.qualifiedName() + " --help");
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            fix.append("; did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        }
        boolean verbMissing = !(command.userObject() instanceof Runnable)
                && !(command.userObject() instanceof Callable<?>)
                && !(wrong instanceof UnmatchedArgumentException);
        return CliException.usage(verbMissing ? verbs(command) : String.valueOf(wrong.getMessage()), fix.toString());
    }

    private static String verbs(CommandSpec noun) {
        List<String> names = noun.subcommands().values().stream()
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
        return noun.qualifiedName() + " needs a verb: " + String.join(", ", names);
    }
}
