package dev.agentmesh.topics.codec;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.ControlSignal;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;

/** The codecs of one namespace. Each is safe for use by many threads; make this once. */
public final class MessageCodecs {
    private final MessageCodec<CommandMessage> commands;
    private final MessageCodec<ResultMessage> results;
    private final MessageCodec<TaskMessage> tasks;
    private final MessageCodec<OutcomeMessage> outcomes;
    private final MessageCodec<DeadLetter> deadLetters;
    private final MessageCodec<WorkflowDeployment> workflows;
    private final MessageCodec<AgentAnnouncement> agents;
    private final MessageCodec<ControlSignal> control;
    private final MessageCodec<PeerMessage> messages;
    private final MessageCodec<HealthSignal> health;
    private final MessageCodec<BreakerState> breakers;

    public MessageCodecs(RecordSerde serde, TopicNames names) {
        commands = CommandCodec.over(serde, names);
        results = ResultCodec.over(serde, names);
        tasks = TaskCodec.over(serde, names);
        outcomes = OutcomeCodec.over(serde, names);
        deadLetters = DeadLetterCodec.over(serde, names);
        workflows = WorkflowCodec.over(serde, names);
        agents = AgentCodec.over(serde, names);
        control = ControlCodec.over(serde, names);
        messages = PeerMessageCodec.over(serde, names);
        health = HealthCodec.over(serde, names);
        breakers = BreakerCodec.over(serde, names);
    }

    public MessageCodec<CommandMessage> commands() {
        return commands;
    }

    public MessageCodec<ResultMessage> results() {
        return results;
    }

    /** For the task topics of all agents; a message names its agent. */
    public MessageCodec<TaskMessage> tasks() {
        return tasks;
    }

    public MessageCodec<OutcomeMessage> outcomes() {
        return outcomes;
    }

    public MessageCodec<DeadLetter> deadLetters() {
        return deadLetters;
    }

    public MessageCodec<WorkflowDeployment> workflows() {
        return workflows;
    }

    public MessageCodec<AgentAnnouncement> agents() {
        return agents;
    }

    public MessageCodec<ControlSignal> control() {
        return control;
    }

    public MessageCodec<PeerMessage> messages() {
        return messages;
    }

    public MessageCodec<HealthSignal> health() {
        return health;
    }

    public MessageCodec<BreakerState> breakers() {
        return breakers;
    }
}
