package dev.agentmesh.cli.task;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.run.Attendance;
import dev.agentmesh.cli.run.StartOptions;
import dev.agentmesh.cli.run.Starter;
import dev.agentmesh.cli.workflow.Deployer;
import dev.agentmesh.cli.workflow.KnownAgents;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.language.definition.AgentDirectory;
import dev.agentmesh.language.definition.OneStep;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Problem;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.message.CommandMessage.StartRun;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description = {
            "Sends one task to an agent: a run of one step, with its own log, retries and dead letters.",
            "Prints the run's id; with --wait the agent's answer."
        })
final class TaskSend implements Callable<Integer> {
    private static final int HASH_DIGITS = 12;

    private final Cli cli;

    @Parameters(paramLabel = "AGENT[/SKILL]", description = "The skill may be left out when there is only one.")
    private String agent = "";

    @Option(names = "--attempt-timeout", paramLabel = "DURATION", description = "How long one attempt may take.")
    private @Nullable Duration attemptTimeout;

    @Option(names = "--allow-missing", description = "Also when no agent of that name has announced itself yet.")
    private boolean allowMissing;

    @Mixin
    private final StartOptions start = new StartOptions();

    @Mixin
    private final Attendance attendance = new Attendance();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    TaskSend(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        attendance.check(format);
        int slash = agent.indexOf('/');
        String name = slash < 0 ? agent : agent.substring(0, slash);
        String source = versioned(
                OneStep.source(name, slash < 0 ? "" : agent.substring(slash + 1), Optional.ofNullable(attemptTimeout)));
        String runId = start.runId(cli);
        try (var mesh = cli.open(connection)) {
            WorkflowRef workflow = deploy(mesh, source);
            StartRun command = start.start(cli, workflow.name(), Optional.of(workflow.version()));
            Starter.Started started = new Starter(mesh.runs(), cli.shell().clock()).start(runId, command);
            attendance.attend(cli, mesh.runs(), started, format);
        }
        return ExitCode.OK.number();
    }

    private WorkflowRef deploy(MeshGateway mesh, String source) {
        Optional<AgentDirectory> agents = allowMissing
                ? Optional.empty()
                : Optional.of(KnownAgents.of(mesh.agents().announcements()));
        WorkflowParser parser = agents.map(WorkflowParser::new).orElseGet(WorkflowParser::new);
        WorkflowRef ref = switch (parser.parse(source, "task")) {
            case ParsedWorkflow.Valid valid -> valid.workflow().ref();
            case ParsedWorkflow.Invalid invalid ->
                throw refused(invalid.problems().getFirst());
        };
        new Deployer(mesh.workflows(), cli.shell().clock(), cli.user()).deploy(ref, source);
        return ref;
    }

    /** A version of its own for each text: another time-out, or another release of this program, writes another text. */
    private static String versioned(String source) {
        String version = "one-" + WorkflowDeployment.hashOf(source).substring(0, HASH_DIGITS);
        return source.replaceFirst("\nabout:", "\nversion: " + version + "\nabout:");
    }

    /** The file is ours, so its place says nothing to the user. */
    private static CliException refused(Problem problem) {
        String suggestion = problem.suggestion()
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
        return new CliException(
                ExitCode.INVALID,
                new ErrorCode(
                        problem.code(),
                        problem.message(),
                        problem.cause().orElse(""),
                        problem.fix().replace("deploy with --allow-missing", "send with --allow-missing")),
                problem.message() + suggestion);
    }
}
