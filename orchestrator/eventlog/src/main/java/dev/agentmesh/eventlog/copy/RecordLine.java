package dev.agentmesh.eventlog.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.eventlog.copy.CopiedRecord.CopiedHeader;
import dev.agentmesh.topics.message.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A record as one line of JSON: {@code {"partition", "offset", "timestamp", "key", "value", "headers": [{"name", "value"}]}}, the
 * timestamp in milliseconds, bytes in base64, absent ones {@code null}.
 */
final class RecordLine {
    private static final JsonMapper MAPPER = new JsonMapper();

    private RecordLine() {}

    static String write(CopiedRecord found) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("partition", found.partition());
        line.put("offset", found.offset());
        line.put("timestamp", found.timestamp().toEpochMilli());
        put(line, "key", found.key());
        put(line, "value", found.value());
        ArrayNode headers = line.putArray("headers");
        for (CopiedHeader header : found.headers()) {
            put(headers.addObject().put("name", header.name()), "value", header.value());
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException if the line is no record */
    static CopiedRecord read(String text) {
        try {
            JsonNode line = MAPPER.readTree(text);
            List<CopiedHeader> headers = new ArrayList<>();
            for (JsonNode header : line.required("headers")) {
                headers.add(new CopiedHeader(header.required("name").textValue(), bytes(header, "value")));
            }
            return new CopiedRecord(
                    line.required("partition").intValue(),
                    line.required("offset").longValue(),
                    Instant.ofEpochMilli(line.required("timestamp").longValue()),
                    bytes(line, "key"),
                    bytes(line, "value"),
                    headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void put(ObjectNode node, String name, Optional<Octets> bytes) {
        node.put(
                name,
                bytes.map(octets -> Base64.getEncoder().encodeToString(octets.toArray()))
                        .orElse(null));
    }

    private static Optional<Octets> bytes(JsonNode node, String name) {
        JsonNode text = node.required(name);
        return text.isNull()
                ? Optional.empty()
                : Optional.of(Octets.of(Base64.getDecoder().decode(text.textValue())));
    }
}
