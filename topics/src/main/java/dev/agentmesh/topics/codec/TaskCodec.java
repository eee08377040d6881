package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.CancelTask;
import dev.agentmesh.schema.ExecuteTask;
import dev.agentmesh.schema.Task;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;

/** {@code <ns>.tasks.<agent>}. */
final class TaskCodec {
    private TaskCodec() {}

    static MessageCodec<TaskMessage> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(Task.class), task -> names.tasks(task.agent()), TaskCodec::wire, TaskCodec::domain);
    }

    static Task wire(TaskMessage message) {
        Object body = switch (message.body()) {
            case TaskMessage.Execute execute ->
                new ExecuteTask(
                        execute.skill(),
                        CommonCodec.wire(execute.input()),
                        execute.deadline(),
                        execute.idempotencyKey(),
                        CommonCodec.wirePayload(execute.context()),
                        execute.priority());
            case TaskMessage.Cancel cancel -> new CancelTask(cancel.reason());
        };
        return new Task(
                CommonCodec.wire(message.header()),
                message.taskId(),
                message.stepPath(),
                message.attempt(),
                message.lease(),
                message.agent(),
                body);
    }

    static TaskMessage domain(Task record) {
        Object body = record.getBody();
        TaskMessage.Body read = switch (body) {
            case ExecuteTask execute ->
                new TaskMessage.Execute(
                        execute.getSkill(),
                        CommonCodec.domain(execute.getInput()),
                        execute.getDeadline(),
                        execute.getIdempotencyKey(),
                        CommonCodec.domainPayload(execute.getContext()),
                        execute.getPriority());
            case CancelTask cancel -> new TaskMessage.Cancel(cancel.getReason());
            default -> throw CommonCodec.unknownBody(body);
        };
        return new TaskMessage(
                CommonCodec.domain(record.getHeader()),
                record.getTaskId(),
                record.getStepPath(),
                record.getAttempt(),
                record.getLease(),
                record.getAgent(),
                read);
    }
}
