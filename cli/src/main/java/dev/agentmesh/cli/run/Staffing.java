package dev.agentmesh.cli.run;

import dev.agentmesh.cli.agent.Fleet;
import dev.agentmesh.cli.agent.Fleet.Agent;
import dev.agentmesh.cli.agent.Fleet.Instance;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.summary.OpenTask;
import dev.agentmesh.eventlog.summary.RunPhase;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which agents are there to do what runs wait for. The log knows what was handed out, not whether anybody takes it. */
final class Staffing {
    private final Map<String, Agent> agents;
    private final Instant now;

    private Staffing(Map<String, Agent> agents, Instant now) {
        this.agents = agents;
        this.now = now;
    }

    static Staffing of(MeshGateway mesh, Instant now) {
        return new Staffing(
                Fleet.of(mesh.agents(), now).agents().stream()
                        .collect(Collectors.toMap(Agent::name, Function.identity())),
                now);
    }

    /** The run as it was, or stalled because an agent that it waits for is not there. */
    RunSummary seen(RunSummary run) {
        if (run.phase().isOver() || run.phase() == RunPhase.PAUSED) {
            return run;
        }
        return run.openTasks().stream()
                .filter(task -> task.state() != OpenTask.State.HELD && isAbsent(task.agent()))
                .findFirst()
                .map(task -> run.stalled(why(task)))
                .orElse(run);
    }

    private boolean isAbsent(String agent) {
        return there(agent).isEmpty();
    }

    private Optional<Agent> there(String agent) {
        return Optional.ofNullable(agents.get(agent)).filter(known -> known.up() + known.count(Fleet.State.LATE) > 0);
    }

    private Why why(OpenTask task) {
        String heard = Optional.ofNullable(agents.get(task.agent()))
                .flatMap(agent -> agent.instances().stream().max(Comparator.comparing(Instance::heard)))
                .map(last -> "its last instance " + last.name() + " was heard "
                        + Screen.duration(Duration.between(last.heard(), now)) + " ago")
                .orElse("none has ever announced itself");
        return new Why(
                task.path(),
                CliErrors.NOBODY_SERVES.code(),
                "no instance of agent " + task.agent() + " is up: " + heard);
    }
}
