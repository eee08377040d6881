package dev.agentmesh.orchestrator.roll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentRollTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private final AgentRoll roll = new AgentRoll(() -> now);

    private void say(String agent, String instance, String about, AgentAnnouncement.Body body) {
        var card = new dev.agentmesh.topics.message.AgentCard(
                about,
                List.of(new dev.agentmesh.topics.message.AgentCard.SkillCard("work", "", "", "")),
                4,
                true,
                "java 25",
                1,
                "host",
                START);
        roll.take(new AgentAnnouncement(MessageHeader.of("", now, "heartbeat"), agent, instance, card, body));
    }

    private static AgentAnnouncement.Heartbeat beat() {
        return new AgentAnnouncement.Heartbeat(0, 4, 0, 0, Duration.ofSeconds(2));
    }

    @Test
    void each_agent_is_there_once_by_name_with_its_newest_card() {
        say("writer", "w-1", "old", beat());
        say("critic", "c-1", "criticises", beat());
        now = now.plusSeconds(1);
        say("writer", "w-2", "new", beat());
        assertThat(roll.up())
                .containsExactly(
                        new AgentCard("critic", "criticises", List.of("work")),
                        new AgentCard("writer", "new", List.of("work")));
    }

    @Test
    void who_said_goodbye_is_gone() {
        say("writer", "w-1", "", beat());
        say("writer", "w-1", "", new AgentAnnouncement.Departure("drained"));
        assertThat(roll.up()).isEmpty();
    }

    @Test
    void who_was_not_heard_of_for_three_heartbeats_is_gone_until_heard_of_again() {
        say("writer", "w-1", "", beat());
        now = now.plusSeconds(6);
        assertThat(roll.up()).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(roll.up()).isEmpty();
        say("writer", "w-1", "", beat());
        assertThat(roll.up()).hasSize(1);
    }
}
