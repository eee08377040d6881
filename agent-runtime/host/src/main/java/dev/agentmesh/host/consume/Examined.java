package dev.agentmesh.host.consume;

import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.TaskPosition;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record turned out to be. */
public sealed interface Examined {
    /**
     * A task.
     *
     * @param source {@code topic-partition:offset}, the cause of everything written about it
     */
    record Work(
            TaskMessage message,
            TaskMessage.Execute task,
            TaskPosition position,
            String source,
            Optional<TraceParent> trace)
            implements Examined {}

    /** The orchestrator no longer wants this attempt of the task, nor any before it. */
    record Cancellation(String taskId, int attempt, String reason) implements Examined {
        boolean concerns(Work work) {
            return work.message().taskId().equals(taskId) && work.message().attempt() <= attempt;
        }
    }

    /** Nobody can work with it, now or later. */
    record Unusable(ConsumerRecord<byte[], byte[]> record, ErrorCode error, String message) implements Examined {}
}
