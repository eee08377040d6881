package dev.agentmesh.eventlog.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.chain.HashChain;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.replay.Replayer;
import dev.agentmesh.eventlog.replay.StateDigest;
import dev.agentmesh.eventlog.samples.Codecs;
import dev.agentmesh.eventlog.samples.FixedRegistry;
import dev.agentmesh.eventlog.samples.Simulation;
import dev.agentmesh.eventlog.text.EventText;
import dev.agentmesh.topics.serde.MeshSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A recorded history: the values of its records as they were written, the schema they were written with, and what they folded to.
 *
 * @param schema name of the file with the writer's schema, beside the history
 * @param cellFormat the format the digest was computed in
 */
record GoldenHistory(
        String runId,
        String about,
        String schema,
        int cellFormat,
        StateDigest digest,
        EventHash head,
        List<byte[]> values) {
    private static final JsonMapper MAPPER = new JsonMapper();

    GoldenHistory {
        values = List.copyOf(values);
    }

    static GoldenHistory of(Simulation run, String about, String schema) {
        return new GoldenHistory(
                run.runId(),
                about,
                schema,
                CellCodec.FORMAT,
                Replayer.fold(run.runId(), run.events()).digest(),
                run.head().hash(),
                run.values());
    }

    static GoldenHistory read(Path file) throws IOException {
        JsonNode json = MAPPER.readTree(file.toFile());
        List<byte[]> values = new ArrayList<>();
        for (JsonNode event : json.required("events")) {
            values.add(Base64.getDecoder().decode(event.required("value").textValue()));
        }
        return new GoldenHistory(
                json.required("runId").textValue(),
                json.required("about").textValue(),
                json.required("schema").textValue(),
                json.required("cellFormat").intValue(),
                new StateDigest(json.required("digest").textValue()),
                EventHash.ofHex(json.required("head").textValue()),
                values);
    }

    void write(Path file, List<LoggedEvent> events) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("runId", runId).put("about", about).put("schema", schema).put("cellFormat", cellFormat);
        json.put("digest", digest.hex()).put("head", head.hex());
        var list = json.putArray("events");
        for (int i = 0; i < values.size(); i++) {
            list.addObject()
                    .put("text", EventText.of(events.get(i).event()))
                    .put("value", Base64.getEncoder().encodeToString(values.get(i)));
        }
        Files.writeString(file, json.toPrettyString() + "\n");
    }

    /** The records as this version reads them, with the schema they were written with coming from the registry. */
    List<LogRecord> records(Path folder) throws IOException, UndecodableRecord {
        FixedRegistry registry = new FixedRegistry(1);
        registry.register(Codecs.EVENTS + "-value", Files.readString(folder.resolve(schema)));
        EventCodec codec = new EventCodec(new MeshSerde(Map.of(), registry), Codecs.EVENTS);
        List<LogRecord> records = new ArrayList<>();
        for (byte[] value : values) {
            LoggedEvent logged = codec.decode(value);
            records.add(new LogRecord.LogEntry(
                    new LogPosition(Codecs.EVENTS, 0, records.size()),
                    logged,
                    HashChain.hash(logged.runId(), logged.seq(), logged.prevHash(), value)));
        }
        return records;
    }
}
