package dev.agentmesh.cli.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.agent.Fleet.Agent;
import dev.agentmesh.cli.agent.Fleet.Instance;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.topics.message.AgentCard.SkillCard;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the agents that have announced themselves, and how they are.")
final class AgentList implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    AgentList(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Fleet fleet;
        try (var mesh = cli.open(connection)) {
            fleet = Fleet.of(mesh.agents(), cli.shell().clock().instant());
        }
        Screen screen = cli.screen();
        var table = new Table("AGENT", "SKILLS", "INSTANCES", "STATE", "BREAKER", "BUSY", "LAG", "LAST HEARD");
        fleet.agents().forEach(agent -> row(screen, table, agent));
        screen.list(
                format, "agents", fleet.agents().stream().map(AgentList::json).toList(), table);
        return ExitCode.OK.number();
    }

    private static void row(Screen screen, Table table, Agent agent) {
        List<Instance> there = agent.instances().stream()
                .filter(instance -> instance.state() == Fleet.State.UP || instance.state() == Fleet.State.LATE)
                .toList();
        int busy = there.stream().mapToInt(Instance::busy).sum();
        int width = there.stream().mapToInt(Instance::width).sum();
        table.row(
                agent.name(),
                skills(agent),
                Integer.toString(there.size()),
                agent.state(),
                BreakerText.word(agent.breaker()),
                width == 0 ? "" : busy + "/" + width,
                Long.toString(agent.lag()),
                agent.instances().isEmpty() ? "" : screen.time(heard(agent)));
    }

    static ObjectNode json(Agent agent) {
        ObjectNode json = Json.object()
                .put("name", agent.name())
                .put("state", agent.state())
                .put("members", agent.members())
                .put("lag", agent.lag());
        json.set("breaker", BreakerText.json(agent.breaker()));
        var skills = json.putArray("skills");
        agent.instances().stream()
                .flatMap(instance -> instance.card().skills().stream())
                .map(SkillCard::name)
                .distinct()
                .forEach(skills::add);
        var instances = json.putArray("instances");
        agent.instances()
                .forEach(instance -> instances
                        .addObject()
                        .put("name", instance.name())
                        .put("state", instance.state().name())
                        .put("busy", instance.busy())
                        .put("width", instance.width())
                        .put("heardAt", instance.heard().toString())
                        .put("startedAt", instance.card().startedAt().toString())
                        .put("pid", instance.card().pid())
                        .put("host", instance.card().hostName())
                        .put("runtime", instance.card().runtime()));
        return json;
    }

    static String skills(Agent agent) {
        return agent.instances().stream()
                .flatMap(instance -> instance.card().skills().stream())
                .map(SkillCard::name)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static Instant heard(Agent agent) {
        return agent.instances().stream()
                .map(Instance::heard)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
