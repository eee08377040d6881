package dev.agentmesh.console;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.projection.Progress;
import dev.agentmesh.console.projection.Projector;
import dev.agentmesh.console.query.Reads;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.read.LogDecoder;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;
import java.time.InstantSource;

/** One read side: its database, what keeps that up with the log, and what answers from it. */
public final class Console implements AutoCloseable {
    private final HttpSchemaRegistry registry;
    private final Database database;
    private final Progress progress;
    private final Projector projector;
    private final Reads reads;

    /** @throws dev.agentmesh.topics.error.MeshException MESH-7040 when the database cannot be used */
    public Console(ConsoleSettings settings) {
        InstantSource clock = InstantSource.system();
        TopicNames names = settings.cluster().names();
        registry = HttpSchemaRegistry.from(settings.cluster().properties());
        var codec = new EventCodec(RecordSerde.open(settings.cluster().properties(), registry), names.events());
        database = Database.open(settings.database());
        progress = new Progress(clock);
        projector = new Projector(
                new KafkaClients(settings.cluster()),
                new LogDecoder(codec),
                database,
                settings.projector(),
                clock,
                progress);
        reads = new Reads(database, progress, names, clock, settings.staleAfter());
    }

    /** Begins to apply what the log has. */
    public void start() {
        projector.start();
    }

    public Reads reads() {
        return reads;
    }

    /** Waits until everything that was committed before the call is applied; false when that takes longer. */
    public boolean catchUp(Duration patience) {
        return progress.await(() -> progress.staleness().isPresent(), patience);
    }

    @Override
    public void close() {
        projector.close();
        database.close();
        registry.close();
    }
}
