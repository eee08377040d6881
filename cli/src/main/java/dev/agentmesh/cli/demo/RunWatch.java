package dev.agentmesh.cli.demo;

import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One run's log, watched until something is in it. */
final class RunWatch {
    private final RunGateway runs;
    private final DemoAgents agents;
    private final String runId;

    RunWatch(RunGateway runs, DemoAgents agents, String runId) {
        this.runs = runs;
        this.agents = agents;
        this.runId = runId;
    }

    List<LoggedEvent> events() {
        return runs.log(runId).stream()
                .filter(LogRecord.LogEntry.class::isInstance)
                .map(record -> ((LogRecord.LogEntry) record).logged())
                .toList();
    }

    /** The first event of a kind that a condition holds for, waited for. */
    <E extends Event> E await(Class<E> kind, Predicate<E> wanted, String what, Duration limit) {
        List<E> found = new ArrayList<>();
        Waiting.until(what + " (run " + runId + ")", limit, () -> {
            agents.requireRunning();
            find(kind, wanted).ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    <E extends Event> Optional<E> find(Class<E> kind, Predicate<E> wanted) {
        return events().stream()
                .map(LoggedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(wanted)
                .findFirst();
    }
}
