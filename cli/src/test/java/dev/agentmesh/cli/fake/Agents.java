package dev.agentmesh.cli.fake;

import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentCard;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Words of agents. */
public final class Agents {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private Agents() {}

    /** Heard a second ago. */
    public static AgentAnnouncement up(String agent, String instance, String... skills) {
        return heard(agent, instance, Duration.ofSeconds(1), skills);
    }

    /** Heard so long ago; it speaks every five seconds. */
    public static AgentAnnouncement heard(String agent, String instance, Duration ago, String... skills) {
        return said(agent, instance, ago, new AgentAnnouncement.Heartbeat(2, 4, 10, 1, INTERVAL), skills);
    }

    public static AgentAnnouncement left(String agent, String instance, String... skills) {
        return said(agent, instance, Duration.ofHours(1), new AgentAnnouncement.Departure("drained"), skills);
    }

    private static AgentAnnouncement said(
            String agent, String instance, Duration ago, AgentAnnouncement.Body body, String... skills) {
        Instant at = TestShell.NOW.minus(ago);
        var card = new AgentCard(
                "Does things",
                Arrays.stream(skills)
                        .map(skill -> new AgentCard.SkillCard(skill, "", "{}", "{}"))
                        .toList(),
                4,
                true,
                "java 25",
                4711,
                "host-1",
                at.minus(Duration.ofMinutes(1)));
        return new AgentAnnouncement(MessageHeader.of("", at, "heartbeat"), agent, instance, card, body);
    }
}
