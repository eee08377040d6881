package dev.agentmesh.schema.released;

import dev.agentmesh.schema.Agents;
import dev.agentmesh.schema.Breakers;
import dev.agentmesh.schema.Commands;
import dev.agentmesh.schema.Control;
import dev.agentmesh.schema.DeadLetters;
import dev.agentmesh.schema.Events;
import dev.agentmesh.schema.Health;
import dev.agentmesh.schema.Messages;
import dev.agentmesh.schema.Outcomes;
import dev.agentmesh.schema.Results;
import dev.agentmesh.schema.Tasks;
import dev.agentmesh.schema.Workflows;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Protocol;
import org.apache.avro.Schema;

/** The records that are values of topics: those that start with a header. */
final class TopicRecords {
    private static final List<Protocol> PROTOCOLS = List.of(
            Agents.PROTOCOL,
            Breakers.PROTOCOL,
            Commands.PROTOCOL,
            Control.PROTOCOL,
            DeadLetters.PROTOCOL,
            Events.PROTOCOL,
            Health.PROTOCOL,
            Messages.PROTOCOL,
            Outcomes.PROTOCOL,
            Results.PROTOCOL,
            Tasks.PROTOCOL,
            Workflows.PROTOCOL);

    private TopicRecords() {}

    static int protocols() {
        return PROTOCOLS.size();
    }

    /** By simple name. */
    static SortedMap<String, Schema> current() {
        SortedMap<String, Schema> found = new TreeMap<>();
        for (Protocol protocol : PROTOCOLS) {
            for (Schema type : protocol.getTypes()) {
                if (type.getType() == Schema.Type.RECORD && type.getField("header") != null) {
                    found.put(type.getName(), type);
                }
            }
        }
        return found;
    }
}
