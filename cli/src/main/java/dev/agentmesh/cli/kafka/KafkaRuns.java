package dev.agentmesh.cli.kafka;

import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.LiveStateReader;
import dev.agentmesh.eventlog.read.LogReader;
import dev.agentmesh.eventlog.read.LogVisitor;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.read.TopicReader;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.CommandMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class KafkaRuns implements RunGateway, AutoCloseable {
    private final Connection connection;
    private final TopicNames names;
    private @Nullable LogReader log;

    KafkaRuns(Connection connection) {
        this.connection = connection;
        this.names = connection.cluster().names();
    }

    @Override
    public void send(CommandMessage command) {
        connection.send(names.commands(), connection.codecs().commands(), command);
    }

    @Override
    public int announce(CommandMessage command) {
        return connection.sendToAll(names.commands(), connection.codecs().commands(), command);
    }

    @Override
    public Span fromNow(String runId) {
        try (var topic = new TopicReader(connection::consumer, names.events())) {
            int partition = TopicReader.partitionOf(runId.getBytes(StandardCharsets.UTF_8), topic.partitions());
            var from = new Span.Start.Offsets(Map.of(partition, topic.end(partition)));
            return Span.of(from, new Span.Stop.Never());
        }
    }

    @Override
    public List<LogRecord> log(String runId) {
        return log().run(runId);
    }

    @Override
    public void read(String runId, Span span, LogVisitor visitor) {
        log().readRun(runId, span, visitor);
    }

    @Override
    public void readAll(Span span, LogVisitor visitor) {
        log().read(span, visitor);
    }

    /** The store's name and the application's are part of the topic's, and of the orchestrator's contract with everybody. */
    @Override
    public Map<String, LiveState> live(Set<String> runIds) {
        String changelog = names.namespace() + ".orchestrator-runs-changelog";
        try (var states = new LiveStateReader(connection::consumer, changelog)) {
            return states.runs(runIds);
        }
    }

    private LogReader log() {
        if (log == null) {
            log = new LogReader(
                    connection::consumer, names.events(), new EventCodec(connection.serde(), names.events()));
        }
        return log;
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
