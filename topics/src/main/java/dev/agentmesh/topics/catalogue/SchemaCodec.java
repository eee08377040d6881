package dev.agentmesh.topics.catalogue;

import dev.agentmesh.schema.AgentAnnouncement;
import dev.agentmesh.schema.BreakerState;
import dev.agentmesh.schema.Command;
import dev.agentmesh.schema.ControlSignal;
import dev.agentmesh.schema.DeadLetter;
import dev.agentmesh.schema.Event;
import dev.agentmesh.schema.HealthSignal;
import dev.agentmesh.schema.Outcome;
import dev.agentmesh.schema.PeerMessage;
import dev.agentmesh.schema.Result;
import dev.agentmesh.schema.Task;
import dev.agentmesh.schema.WorkflowDeployment;
import org.apache.avro.Schema;

/** The schema of each kind of topic, taken from the generated types. */
final class SchemaCodec {
    private SchemaCodec() {}

    static Schema of(TopicKind kind) {
        return switch (kind) {
            case COMMANDS -> Command.getClassSchema();
            case RESULTS -> Result.getClassSchema();
            case EVENTS -> Event.getClassSchema();
            case TASKS -> Task.getClassSchema();
            case OUTCOMES -> Outcome.getClassSchema();
            case DEAD_LETTERS -> DeadLetter.getClassSchema();
            case WORKFLOWS -> WorkflowDeployment.getClassSchema();
            case MESSAGES -> PeerMessage.getClassSchema();
            case AGENTS -> AgentAnnouncement.getClassSchema();
            case CONTROL -> ControlSignal.getClassSchema();
            case HEALTH -> HealthSignal.getClassSchema();
            case BREAKERS -> BreakerState.getClassSchema();
        };
    }
}
