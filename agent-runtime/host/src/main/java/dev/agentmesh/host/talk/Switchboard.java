package dev.agentmesh.host.talk;

import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.agent.History;
import dev.agentmesh.agent.PeerException;
import dev.agentmesh.agent.Peers;
import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.host.execute.Links;
import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.share.GivenContext;
import dev.agentmesh.host.share.KeptArtifacts;
import dev.agentmesh.host.share.LoggedHistory;
import dev.agentmesh.topics.artifact.ArtifactStore;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.history.HistoryCodec;
import dev.agentmesh.topics.history.RunHistory;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.PeerMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What connects the agents of this process with the rest of the mesh. One per process; safe for use by many threads. */
public final class Switchboard implements Links, AutoCloseable {
    /** A word that Kafka has not taken in this time is not said, as far as its speaker can know. */
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final MessageCodecs codecs;
    private final MeshWriter writer;
    private final Clock clock;
    private final String instance;
    private final PeerDirectory directory;
    private final Answers answers;
    private final RunHistory history;
    private final Artifacts artifacts;

    public Switchboard(
            KafkaClients clients,
            MessageCodecs codecs,
            HistoryCodec log,
            MeshWriter writer,
            String instance,
            Clock clock) {
        this.clients = clients;
        this.codecs = codecs;
        this.writer = writer;
        this.clock = clock;
        this.instance = instance;
        this.directory = new PeerDirectory(clients, codecs.agents(), clock, instance);
        this.answers = new Answers(clients, codecs, this);
        this.history = new RunHistory(clients, log, instance);
        this.artifacts = new KeptArtifacts(ArtifactStore.of(clients.settings()));
    }

    @Override
    public Peers peers(Work work, GivenContext context) {
        return new Conversation(Origin.of(work, instance, began(work, context)), this);
    }

    @Override
    public History history(Work work, GivenContext context) {
        String runId = work.message().header().runId();
        return new LoggedHistory(() -> history.read(runId, began(work, context)));
    }

    @Override
    public Artifacts artifacts() {
        return artifacts;
    }

    /** A task that does not say when its run began may be of one that is as old as runs get. */
    private static Instant began(Work work, GivenContext context) {
        return context.startedAt().orElse(Instant.EPOCH);
    }

    /** What an agent's handler speaks through. */
    Conversation conversation(Origin origin) {
        return new Conversation(origin, this);
    }

    /** The ears of an agent with a handler; they hear once started. */
    public Ears ears(dev.agentmesh.host.skill.AgentDefinition agent) {
        return new Ears(agent, instance, clients, codecs.messages(), writer, this);
    }

    PeerDirectory directory() {
        return directory;
    }

    Answers answers() {
        return answers;
    }

    Clock clock() {
        return clock;
    }

    void send(PeerMessage message, Origin origin) {
        await(writer.message(message, origin.trace()));
    }

    void send(CommandMessage command, Origin origin) {
        await(writer.command(command, origin.agent(), origin.instance()));
    }

    private static void await(CompletableFuture<Void> taken) {
        try {
            taken.get(TAKEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new PeerException(PeerException.NO_ANSWER, "Kafka did not take the message in " + TAKEN_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException(PeerException.NO_ANSWER, "interrupted while Kafka took the message");
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
