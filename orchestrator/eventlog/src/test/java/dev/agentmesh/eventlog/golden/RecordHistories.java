package dev.agentmesh.eventlog.golden;

import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.samples.Codecs;
import dev.agentmesh.eventlog.samples.FixedRegistry;
import dev.agentmesh.eventlog.samples.Simulation;
import dev.agentmesh.topics.serde.MeshSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Records the stories that have not been recorded yet; what is there stays as it is. Argument: the folder. */
final class RecordHistories {
    private static final String SCHEMA = "events-1.avsc";

    private RecordHistories() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve(SCHEMA))) {
            Files.writeString(folder.resolve(SCHEMA), schema());
        }
        for (Map.Entry<String, Stories.Story> entry : Stories.all().entrySet()) {
            Path file = folder.resolve(entry.getKey() + ".json");
            if (!Files.exists(file)) {
                Simulation run = entry.getValue().tell(entry.getKey());
                GoldenHistory.of(run, entry.getValue().about(), SCHEMA).write(file, run.events());
            }
        }
    }

    /** The schema as it would be registered today. */
    static String schema() {
        FixedRegistry registry = new FixedRegistry(1);
        EventCodec codec =
                new EventCodec(new MeshSerde(Map.of("auto.register.schemas", "true"), registry), Codecs.EVENTS);
        Stories.all().firstEntry().getValue().tell("schema").events().stream()
                .findFirst()
                .ifPresent(codec::encode);
        return registry.schemaById(1).orElseThrow();
    }
}
