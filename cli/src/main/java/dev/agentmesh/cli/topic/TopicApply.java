package dev.agentmesh.cli.topic;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Confirmation;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.topics.catalogue.Plan;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description = "Creates the topics and registers the schemas of the namespace. Doing it again changes nothing.")
final class TopicApply implements Callable<Integer> {
    private final Cli cli;

    @Option(names = "--agent", paramLabel = "NAME", description = "Also the task topic of this agent.")
    private List<String> agents = List.of();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    TopicApply(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        try (var mesh = cli.open(connection)) {
            Plan plan = mesh.topics().plan();
            boolean asks = !plan.isEmpty() || confirmation.isDryRun();
            if (asks
                    && !confirmation.isGiven(
                            cli.shell(), "would make " + plan.changes().size() + " changes")) {
                Changes.show(cli.screen(), format, plan);
                return ExitCode.OK.number();
            }
            Plan done = mesh.topics().apply();
            Changes.show(cli.screen(), format, done);
            agents.forEach(agent -> mesh.topics().provisionAgent(agent));
            Changes.refuseBlocked(done);
        }
        return ExitCode.OK.number();
    }
}
