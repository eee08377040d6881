package dev.agentmesh.cli.gateway;

import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.BreakerState;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Agents, as they announce themselves and as Kafka sees them. */
public interface AgentGateway {
    /** The newest word of every instance. */
    List<AgentAnnouncement> announcements();

    /** Where the circuit breaker of each agent stands, by name; an agent of which no call has ever failed has none. */
    Map<String, BreakerState> breakers();

    /** What Kafka knows of the groups of these agents; agents without a group have no work. */
    Map<String, Work> work(Set<String> agents);

    /**
     * An agent's consumer group.
     *
     * @param members that share the work at this moment
     * @param lag tasks that nobody has finished yet
     */
    record Work(int members, long lag) {}
}
