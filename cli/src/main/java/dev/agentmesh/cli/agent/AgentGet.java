package dev.agentmesh.cli.agent;

import dev.agentmesh.cli.agent.Fleet.Agent;
import dev.agentmesh.cli.agent.Fleet.Instance;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows an agent: its instances, its work and its circuit breaker.")
final class AgentGet implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "AGENT", description = "Its name.")
    private String name = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    AgentGet(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Agent agent;
        try (var mesh = cli.open(connection)) {
            agent = Fleet.of(mesh.agents(), cli.shell().clock().instant()).agents().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> CliException.of(
                            ExitCode.NOT_FOUND,
                            CliErrors.NOT_FOUND,
                            "no agent \"" + Printable.line(name) + "\" has announced itself",
                            CliErrors.NOT_FOUND.cause(),
                            "mesh agent list shows which have"));
        }
        if (format == Format.JSON) {
            cli.screen().document(Json.document().set("agent", AgentList.json(agent)));
        } else {
            print(agent);
        }
        return ExitCode.OK.number();
    }

    private void print(Agent agent) {
        Screen screen = cli.screen();
        screen.text("agent " + agent.name() + "  " + agent.state());
        if (!AgentList.skills(agent).isEmpty()) {
            line(screen, "skills", AgentList.skills(agent));
        }
        line(screen, "lag", Long.toString(agent.lag()));
        BreakerText.lines(agent.breaker(), screen::time).forEach(text -> line(screen, "breaker", text));
        for (Instance instance : agent.instances()) {
            line(
                    screen,
                    "instance",
                    instance.name() + " " + instance.state() + ", busy " + instance.busy() + "/" + instance.width()
                            + ", last heard " + screen.time(instance.heard()));
        }
    }

    private static void line(Screen screen, String word, String value) {
        screen.text(String.format("  %-9s %s", word, Printable.line(value)));
    }
}
