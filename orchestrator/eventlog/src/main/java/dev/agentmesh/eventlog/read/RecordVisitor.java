package dev.agentmesh.eventlog.read;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records as they are read: in order within a partition. */
public interface RecordVisitor {
    Next accept(ConsumerRecord<byte[], byte[]> found);

    /** Called while nothing comes, several times a second: a place for deadlines. */
    default Next idle() {
        return Next.GO_ON;
    }
}
