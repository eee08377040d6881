package dev.agentmesh.topics.codec;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;

/** {@code <ns>.workflows}. */
final class WorkflowCodec {
    private WorkflowCodec() {}

    static MessageCodec<WorkflowDeployment> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(dev.agentmesh.schema.WorkflowDeployment.class),
                message -> names.workflows(),
                WorkflowCodec::wire,
                WorkflowCodec::domain);
    }

    static dev.agentmesh.schema.WorkflowDeployment wire(WorkflowDeployment message) {
        return new dev.agentmesh.schema.WorkflowDeployment(
                CommonCodec.wire(message.header()),
                message.name(),
                message.version(),
                message.hash(),
                message.source(),
                message.by());
    }

    static WorkflowDeployment domain(dev.agentmesh.schema.WorkflowDeployment record) {
        return new WorkflowDeployment(
                CommonCodec.domain(record.getHeader()),
                record.getName(),
                record.getVersion(),
                record.getHash(),
                record.getSource(),
                record.getBy());
    }
}
