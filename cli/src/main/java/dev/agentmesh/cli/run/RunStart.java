package dev.agentmesh.cli.run;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.topics.message.CommandMessage.StartRun;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Starts a run and prints its id; with --wait its output, with -f its events.")
final class RunStart implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "WORKFLOW[@VERSION]", description = "Without a version the newest.")
    private String workflow = "";

    @Mixin
    private final StartOptions start = new StartOptions();

    @Mixin
    private final Attendance attendance = new Attendance();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    RunStart(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        attendance.check(format);
        int at = workflow.lastIndexOf('@');
        String name = at < 0 ? workflow : workflow.substring(0, at);
        StartRun command = start.start(cli, name, at < 0 ? Optional.empty() : Optional.of(workflow.substring(at + 1)));
        String runId = start.runId(cli);
        try (var mesh = cli.open(connection)) {
            Starter.Started started = new Starter(mesh.runs(), cli.shell().clock()).start(runId, command);
            attendance.attend(cli, mesh.runs(), started, format);
        }
        return ExitCode.OK.number();
    }
}
