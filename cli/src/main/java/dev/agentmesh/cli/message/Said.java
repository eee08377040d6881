package dev.agentmesh.cli.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.header.Route;
import dev.agentmesh.topics.message.Correlation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of any topic, as far as its headers and its key tell about it. Records of clients that set no headers are known by their key,
 * which is the run's id or begins with it.
 */
record Said(ConsumerRecord<byte[], byte[]> record, Optional<Envelope> envelope, Route route, String key) {
    static Said of(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return new Said(record, Envelope.readFrom(record.headers()), Envelope.routeOf(record.headers()), key);
    }

    /** The run that the key names; what precedes the step in a task's id. */
    private String keyedRun() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    String correlation() {
        return route.correlationId().isEmpty() ? Correlation.ofRun(keyedRun()) : route.correlationId();
    }

    /** Whether it is about that run itself and not about one around it or below it. */
    boolean isOf(String runId, String runInValue) {
        return keyedRun().equals(runId) || runInValue.equals(runId);
    }

    Instant at() {
        return envelope.map(Envelope::time).orElseGet(() -> Instant.ofEpochMilli(record.timestamp()));
    }

    /** Without the prefix that all of ours share. */
    String type() {
        return envelope.map(Envelope::type)
                .map(type ->
                        type.startsWith(Envelope.TYPE_PREFIX) ? type.substring(Envelope.TYPE_PREFIX.length()) : type)
                .orElse("");
    }

    String place() {
        return record.topic() + "-" + record.partition() + ":" + record.offset();
    }

    ObjectNode json() {
        return Json.object()
                .put("at", at().toString())
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("type", type())
                .put("id", envelope.map(Envelope::id).orElse(""))
                .put("sender", route.sender())
                .put("recipient", route.recipient())
                .put("correlationId", correlation())
                .put("causationId", route.causationId())
                .put("key", key);
    }
}
