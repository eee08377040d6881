package dev.agentmesh.eventlog.log;

/** A record's place in Kafka, written {@code topic-partition:offset}. */
public record LogPosition(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + "-" + partition + ":" + offset;
    }
}
