package dev.agentmesh.orchestrator.topology;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.eventlog.chain.EventAppender;
import dev.agentmesh.orchestrator.definition.DefinitionCatalogue;
import dev.agentmesh.orchestrator.health.Health;
import dev.agentmesh.orchestrator.wire.Inbound;
import dev.agentmesh.orchestrator.wire.Outbound;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import java.time.Duration;

/**
 * What every processor of one orchestrator shares. All of it is safe for use by many threads.
 *
 * @param keepFinished how long the state of a run is kept after its end
 */
public record Parts(
        TopicNames names,
        MessageCodecs codecs,
        EventAppender appender,
        Decider decider,
        DefinitionCatalogue definitions,
        StartCheck startCheck,
        Inbound inbound,
        Outbound outbound,
        Backlog backlog,
        Duration keepFinished,
        Health health) {}
