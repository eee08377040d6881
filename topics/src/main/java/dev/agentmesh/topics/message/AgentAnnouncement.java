package dev.agentmesh.topics.message;

import java.time.Duration;

/** A record of {@code <ns>.agents}, key {@code agent/instance}: the newest tells an instance's state. */
public record AgentAnnouncement(MessageHeader header, String agent, String instance, AgentCard card, Body body)
        implements Message {

    public AgentAnnouncement {
        Identifiers.requireName("agent", agent);
        Identifiers.requireId("instance", instance);
    }

    @Override
    public String key() {
        return agent + "/" + instance;
    }

    public sealed interface Body permits Heartbeat, Departure {}

    /**
     * A sign of life.
     *
     * @param busy tasks running at this moment
     * @param interval until the next one is due
     */
    public record Heartbeat(int busy, int width, long finished, long failed, Duration interval) implements Body {
        public Heartbeat {
            Checks.notNegative("busy", busy);
            Checks.atLeastOne("width", width);
            Checks.notNegative("finished", finished);
            Checks.notNegative("failed", failed);
            interval = Checks.duration("interval", interval);
        }
    }

    /** The instance left on purpose. */
    public record Departure(String reason) implements Body {
        public Departure {
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
        }
    }
}
