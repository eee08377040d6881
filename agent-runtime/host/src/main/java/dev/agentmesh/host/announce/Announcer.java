package dev.agentmesh.host.announce;

import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.skill.BoundSkill;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentCard;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Announces one instance of one agent. */
public final class Announcer {
    private final String agent;
    private final String instance;
    private final AgentCard card;
    private final Duration interval;
    private final Supplier<Load> load;
    private final MeshWriter writer;
    private final Clock clock;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private boolean departed;

    /** What an instance has done and is doing. */
    public record Load(int busy, long finished, long failed) {}

    public Announcer(
            AgentDefinition agent,
            String instance,
            Duration interval,
            Supplier<Load> load,
            MeshWriter writer,
            Clock clock,
            String hostName) {
        this.agent = agent.name();
        this.instance = instance;
        this.interval = interval;
        this.load = load;
        this.writer = writer;
        this.clock = clock;
        this.card = new AgentCard(
                agent.about(),
                agent.skills().sequencedValues().stream().map(Announcer::card).toList(),
                agent.width(),
                agent.costly(),
                "java " + Runtime.version().feature(),
                ProcessHandle.current().pid(),
                hostName,
                clock.instant());
    }

    private static AgentCard.SkillCard card(BoundSkill skill) {
        return new AgentCard.SkillCard(skill.name(), skill.about(), skill.inputSchema(), skill.outputSchema());
    }

    /** Says that the instance lives; says nothing while the last word has not been acknowledged, so that an outage does not heap them up. */
    public synchronized void heartbeat() {
        if (last.isDone() && !departed) {
            Load now = load.get();
            last = say(
                    new AgentAnnouncement.Heartbeat(now.busy(), card.width(), now.finished(), now.failed(), interval));
        }
    }

    /** Says that the instance left on purpose; nothing is said afterwards. */
    public synchronized void depart(String reason) {
        if (!departed) {
            departed = true;
            last = say(new AgentAnnouncement.Departure(reason));
        }
    }

    private CompletableFuture<Void> say(AgentAnnouncement.Body body) {
        return writer.announcement(new AgentAnnouncement(
                MessageHeader.of("", clock.instant(), "agent/" + agent), agent, instance, card, body));
    }
}
