package dev.agentmesh.eventlog.copy;

import dev.agentmesh.topics.message.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of a topic, as it stood. */
public record CopiedRecord(
        int partition,
        long offset,
        Instant timestamp,
        Optional<Octets> key,
        Optional<Octets> value,
        List<CopiedHeader> headers) {
    public CopiedRecord {
        headers = List.copyOf(headers);
    }

    public record CopiedHeader(String name, Optional<Octets> value) {}

    static CopiedRecord of(ConsumerRecord<byte[], byte[]> found) {
        List<CopiedHeader> headers = new ArrayList<>();
        for (Header header : found.headers()) {
            headers.add(new CopiedHeader(
                    header.key(), Optional.ofNullable(header.value()).map(Octets::of)));
        }
        return new CopiedRecord(
                found.partition(),
                found.offset(),
                Instant.ofEpochMilli(found.timestamp()),
                Optional.ofNullable(found.key()).map(Octets::of),
                Optional.ofNullable(found.value()).map(Octets::of),
                headers);
    }

    /** What the record weighs: key, value and headers, in bytes. */
    long size() {
        long size = key.map(Octets::size).orElse(0) + value.map(Octets::size).orElse(0);
        for (CopiedHeader header : headers) {
            size += header.name().length() + header.value().map(Octets::size).orElse(0);
        }
        return size;
    }
}
