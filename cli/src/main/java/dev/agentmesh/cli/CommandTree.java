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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and the way from arguments to an exit code. */
final class CommandTree {
    private static final int HELP_WIDTH = 100;

    /** They tell of the others. */
    private static final Set<String> ABOUT_ALL = Set.of("help", "completion");

    private final Shell shell;
    private final Map<String, Supplier<Object>> nouns = new LinkedHashMap<>();
    private final MeshCommand root = new MeshCommand();

    CommandTree(Shell shell) {
        this(shell, new KafkaGateways(shell.clock()));
    }

    CommandTree(Shell shell, Gateways gateways) {
        this.shell = shell;
        var cli = new Cli(shell, gateways);
        nouns.put("demo", () -> new DemoCommand(cli));
        nouns.put("dev", () -> new DevCommand(shell));
        nouns.put("stop", () -> new StopCommand(shell));
        nouns.put("status", () -> new StatusCommand(cli));
        nouns.put("doctor", () -> new DoctorCommand(cli));
        nouns.put("workflow", () -> WorkflowNoun.of(cli));
        nouns.put("run", () -> RunNoun.of(cli));
        nouns.put("approval", () -> ApprovalNoun.of(cli));
        nouns.put("event", () -> EventNoun.of(cli));
        nouns.put("task", () -> TaskNoun.of(cli));
        nouns.put("agent", () -> AgentNoun.of(cli));
        nouns.put("artifact", () -> ArtifactNoun.of(shell));
        nouns.put("dlq", () -> DlqNoun.of(cli));
        nouns.put("replay", () -> ReplayNoun.of(cli));
        nouns.put("message", () -> MessageNoun.of(cli));
        nouns.put("console", () -> ConsoleNoun.of(cli));
        nouns.put("topic", () -> TopicNoun.of(cli));
        nouns.put("bench", () -> new BenchCommand(shell));
        nouns.put("version", () -> new VersionCommand(shell));
        nouns.put("explain", () -> new ExplainCommand(shell));
        nouns.put("completion", () -> new CompletionCommand(shell));
        nouns.put("help", HelpCommand::new);
    }

    /** Never throws: a bug is an exit code as well. */
    int run(String... args) {
        try {
            int code = concernedBy(args).execute(args);
            shell.out().flush();
            return code;
        } catch (ReaderLeft gone) {
            return ExitCode.OK.number();
        } catch (RuntimeException | Error bug) {
            return show(bug);
        }
    }

    /** All commands. */
    CommandLine commands() {
        return of(nouns.keySet());
    }

    /** To read the annotations of all commands takes longer than most commands themselves, so only the one that is named is made. */
    private CommandLine concernedBy(String... args) {
        Optional<String> noun =
                Arrays.stream(args).filter(arg -> !arg.startsWith("-")).findFirst();
        return noun.filter(name -> nouns.containsKey(name) && !ABOUT_ALL.contains(name))
                .map(only -> of(Set.of(only)))
                .orElseGet(this::commands);
    }

    private CommandLine of(Set<String> names) {
        CommandLine commands = new CommandLine(root);
        names.forEach(name -> commands.addSubcommand(
                name, Objects.requireNonNull(nouns.get(name)).get()));
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
