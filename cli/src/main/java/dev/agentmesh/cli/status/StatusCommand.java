package dev.agentmesh.cli.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.agent.Fleet;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.RunList;
import dev.agentmesh.eventlog.summary.RunPhase;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Shows the mesh on one screen: servers, agents, runs, dead letters.")
public final class StatusCommand implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    public StatusCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Optional<DevState> server =
                DevState.read(connection.dataFolder(cli.shell())).filter(DevState::isAlive);
        Overview overview;
        try (var mesh = cli.open(connection)) {
            overview = look(mesh);
        }
        if (format == Format.JSON) {
            cli.screen().document(json(server, overview));
        } else {
            print(server, overview);
        }
        return ExitCode.OK.number();
    }

    /** @param runs only phases that occur */
    private record Overview(
            String bootstrap,
            String registry,
            String namespace,
            Fleet fleet,
            Map<RunPhase, Integer> runs,
            int workflows,
            int letters) {}

    private Overview look(MeshGateway mesh) {
        var list = new RunList();
        mesh.runs().readAll(Span.ALL, list);
        Map<RunPhase, Integer> runs = new EnumMap<>(RunPhase.class);
        list.newestFirst().forEach(run -> runs.merge(run.phase(), 1, Integer::sum));
        return new Overview(
                mesh.cluster().bootstrapServers(),
                mesh.cluster().registry().urls().getFirst().toString(),
                mesh.cluster().names().namespace(),
                Fleet.of(mesh.agents(), cli.shell().clock().instant()),
                runs,
                mesh.workflows().all().size(),
                mesh.letters().read().open().size());
    }

    private void print(Optional<DevState> server, Overview overview) {
        Screen screen = cli.screen();
        line(screen, "Kafka", overview.bootstrap() + ", namespace " + overview.namespace());
        line(screen, "Registry", overview.registry());
        line(
                screen,
                "Dev server",
                server.map(state -> state.members().stream()
                                .map(member -> member.name() + " " + member.state())
                                .collect(Collectors.joining(", ")))
                        .orElse("none for this folder"));
        line(
                screen,
                "Agents",
                overview.fleet().agents().isEmpty()
                        ? "none has announced itself"
                        : overview.fleet().agents().stream()
                                .map(agent -> agent.name() + " " + agent.state() + agent.trouble()
                                        + (agent.lag() > 0 ? ", lag " + agent.lag() : ""))
                                .collect(Collectors.joining("; ")));
        line(screen, "Workflows", overview.workflows() + " deployed");
        line(
                screen,
                "Runs",
                overview.runs().isEmpty()
                        ? "none"
                        : overview.runs().entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", ")));
        line(screen, "Dead letters", overview.letters() == 0 ? "none" : overview.letters() + "  next: mesh dlq list");
    }

    private ObjectNode json(Optional<DevState> server, Overview overview) {
        ObjectNode json = Json.document()
                .put("bootstrap", overview.bootstrap())
                .put("registry", overview.registry())
                .put("namespace", overview.namespace());
        server.ifPresentOrElse(state -> json.set("devServer", state.json()), () -> json.putNull("devServer"));
        var agents = json.putArray("agents");
        overview.fleet()
                .agents()
                .forEach(agent -> agents.addObject()
                        .put("name", agent.name())
                        .put("state", agent.state())
                        .put("up", agent.up())
                        .put("lag", agent.lag()));
        var runs = json.putObject("runs");
        overview.runs().forEach((phase, count) -> runs.put(phase.name(), count));
        return json.put("workflows", overview.workflows()).put("deadLetters", overview.letters());
    }

    private static void line(Screen screen, String word, String value) {
        screen.text(String.format("%-13s %s", word, value));
    }
}
