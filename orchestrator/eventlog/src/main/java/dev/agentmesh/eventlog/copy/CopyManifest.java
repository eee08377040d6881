package dev.agentmesh.eventlog.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an audit copy holds.
 *
 * @param takenAt when the copy began
 * @param file name of the file with the records, beside the manifest
 * @param fileSha256 of that file
 * @param partitions in order of their numbers, those without records included
 */
public record CopyManifest(
        String topic, Instant takenAt, String file, String fileSha256, List<PartitionPart> partitions) {
    private static final String FORMAT = "agentmesh-topic-copy/1";
    private static final JsonMapper MAPPER = new JsonMapper();

    public CopyManifest {
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition's part.
     *
     * @param first offset of the first record, -1 when there is none
     * @param last offset of the last record, -1 when there is none; offsets between them may be absent: Kafka gives some away itself
     * @param bytes of keys, values and headers
     * @param earliest timestamp
     * @param sha256 over the records as they stood, 64 digits
     */
    public record PartitionPart(
            int partition,
            long first,
            long last,
            long records,
            long bytes,
            Optional<Instant> earliest,
            Optional<Instant> latest,
            String sha256) {}

    public long records() {
        return partitions.stream().mapToLong(PartitionPart::records).sum();
    }

    /** For reading by people and programs. */
    public String toJson() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        json.put("topic", topic);
        json.put("takenAt", takenAt.toString());
        json.put("records", records());
        json.put("file", file);
        json.put("fileSha256", fileSha256);
        ArrayNode parts = json.putArray("partitions");
        for (PartitionPart part : partitions) {
            parts.addObject()
                    .put("partition", part.partition())
                    .put("first", part.first())
                    .put("last", part.last())
                    .put("records", part.records())
                    .put("bytes", part.bytes())
                    .put("earliest", part.earliest().map(Instant::toString).orElse(null))
                    .put("latest", part.latest().map(Instant::toString).orElse(null))
                    .put("sha256", part.sha256());
        }
        return json.toPrettyString() + "\n";
    }

    /** @throws IllegalArgumentException if the text is no manifest */
    public static CopyManifest ofJson(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (!FORMAT.equals(json.path("format").textValue())) {
                throw new IllegalArgumentException("its format is not " + FORMAT);
            }
            List<PartitionPart> parts = new ArrayList<>();
            for (JsonNode part : json.required("partitions")) {
                parts.add(new PartitionPart(
                        part.required("partition").intValue(),
                        part.required("first").longValue(),
                        part.required("last").longValue(),
                        part.required("records").longValue(),
                        part.required("bytes").longValue(),
                        time(part, "earliest"),
                        time(part, "latest"),
                        part.required("sha256").textValue()));
            }
            return new CopyManifest(
                    json.required("topic").textValue(),
                    Instant.parse(json.required("takenAt").textValue()),
                    json.required("file").textValue(),
                    json.required("fileSha256").textValue(),
                    parts);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("it is not valid: " + e.getMessage(), e);
        }
    }

    private static Optional<Instant> time(JsonNode part, String name) {
        return Optional.ofNullable(part.required(name).textValue()).map(Instant::parse);
    }
}
