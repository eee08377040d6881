package dev.agentmesh.host.consume;

import dev.agentmesh.host.consume.Examined.Unusable;
import dev.agentmesh.host.consume.Examined.Work;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is done with records. {@code finished} runs, on any thread and once, when the record's fate is acknowledged by the broker; until
 * then nothing is forgotten, however long an outage lasts.
 */
public interface Workplace {
    /** Reads a record. Blocks while the registry is out of reach, because that says nothing about the record. */
    Examined examine(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;

    /** Whether {@link #examine} would not block: the registry need not be asked about the record's schema. */
    boolean readsAtOnce(ConsumerRecord<byte[], byte[]> record);

    /** Runs a task on a thread of its own; returns at once. */
    void execute(Work work, Runnable finished);

    /** Tells that somebody had begun the task and never told its end. */
    void reportLost(Work work, String startedBy, Runnable finished);

    /** Writes the dead letter of a record that cannot be used. */
    void bury(Unusable record, Runnable finished);

    /** The orchestrator no longer wants the attempt; nothing happens unless it runs here. */
    void cancel(Examined.Cancellation cancellation);
}
