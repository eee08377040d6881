package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.Departure;
import dev.agentmesh.schema.Heartbeat;
import dev.agentmesh.schema.SkillCard;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentCard;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;

/** {@code <ns>.agents}. */
final class AgentCodec {
    private AgentCodec() {}

    static MessageCodec<AgentAnnouncement> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(dev.agentmesh.schema.AgentAnnouncement.class),
                message -> names.agents(),
                message -> wire(message),
                record -> domain(record));
    }

    static dev.agentmesh.schema.AgentAnnouncement wire(AgentAnnouncement message) {
        Object body = switch (message.body()) {
            case AgentAnnouncement.Heartbeat beat ->
                new Heartbeat(
                        beat.busy(),
                        beat.width(),
                        beat.finished(),
                        beat.failed(),
                        beat.interval().toMillis());
            case AgentAnnouncement.Departure departure -> new Departure(departure.reason());
        };
        return new dev.agentmesh.schema.AgentAnnouncement(
                CommonCodec.wire(message.header()), message.agent(), message.instance(), wire(message.card()), body);
    }

    static AgentAnnouncement domain(dev.agentmesh.schema.AgentAnnouncement record) {
        Object body = record.getBody();
        AgentAnnouncement.Body read = switch (body) {
            case Heartbeat beat ->
                new AgentAnnouncement.Heartbeat(
                        beat.getBusy(),
                        beat.getWidth(),
                        beat.getFinished(),
                        beat.getFailed(),
                        Duration.ofMillis(beat.getIntervalMillis()));
            case Departure departure -> new AgentAnnouncement.Departure(departure.getReason());
            default -> throw CommonCodec.unknownBody(body);
        };
        return new AgentAnnouncement(
                CommonCodec.domain(record.getHeader()),
                record.getAgent(),
                record.getInstance(),
                domain(record.getCard()),
                read);
    }

    private static dev.agentmesh.schema.AgentCard wire(AgentCard card) {
        return new dev.agentmesh.schema.AgentCard(
                card.about(),
                card.skills().stream()
                        .map(s -> new SkillCard(s.name(), s.about(), s.inputSchema(), s.outputSchema()))
                        .toList(),
                card.width(),
                card.costly(),
                card.runtime(),
                card.pid(),
                card.hostName(),
                card.startedAt());
    }

    private static AgentCard domain(dev.agentmesh.schema.AgentCard card) {
        return new AgentCard(
                card.getAbout(),
                card.getSkills().stream()
                        .map(s -> new AgentCard.SkillCard(
                                s.getName(), s.getAbout(), s.getInputSchema(), s.getOutputSchema()))
                        .toList(),
                card.getWidth(),
                card.getCostly(),
                card.getRuntime(),
                card.getPid(),
                card.getHostName(),
                card.getStartedAt());
    }
}
