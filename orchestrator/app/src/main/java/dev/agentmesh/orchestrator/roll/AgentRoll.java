package dev.agentmesh.orchestrator.roll;

import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.topics.message.AgentAnnouncement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agents that are up. An instance counts until it says goodbye or has missed two of its heartbeats. Safe for use by several
 * threads.
 */
public final class AgentRoll {
    private static final int HEARTBEATS = 3;

    private record Instance(AgentAnnouncement said, Instant until) {}

    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public AgentRoll(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes the newest word of an instance. */
    public void take(AgentAnnouncement announcement) {
        switch (announcement.body()) {
            case AgentAnnouncement.Heartbeat heartbeat -> {
                Duration patience = heartbeat.interval().multipliedBy(HEARTBEATS);
                instances.put(
                        announcement.key(),
                        new Instance(announcement, announcement.header().at().plus(patience)));
            }
            case AgentAnnouncement.Departure _ -> instances.remove(announcement.key());
        }
    }

    /** Each agent once, by name, with the card of the instance that was heard of last. */
    public List<AgentCard> up() {
        Instant now = clock.instant();
        instances.values().removeIf(instance -> instance.until().isBefore(now));
        Map<String, AgentCard> cards = new TreeMap<>();
        instances.values().stream()
                .sorted(Comparator.comparing(Instance::until))
                .map(Instance::said)
                .forEach(said -> cards.put(said.agent(), card(said)));
        return List.copyOf(cards.values());
    }

    private static AgentCard card(AgentAnnouncement said) {
        return new AgentCard(
                said.agent(),
                said.card().about(),
                said.card().skills().stream().map(skill -> skill.name()).toList());
    }
}
