package dev.agentmesh.host.talk;

import dev.agentmesh.agent.PeerException;
import dev.agentmesh.agent.Peers;
import dev.agentmesh.host.share.Values;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.Correlation;
import dev.agentmesh.topics.message.DirectWork;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.PeerMessage.Kind;
import dev.agentmesh.topics.message.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said from one origin. Safe for use by many threads. */
final class Conversation implements Peers {
    private final Origin origin;
    private final Switchboard mesh;
    private final Map<String, Integer> said = new HashMap<>();

    Conversation(Origin origin, Switchboard mesh) {
        this.origin = origin;
        this.mesh = mesh;
    }

    @Override
    public List<Peer> all() {
        return mesh.directory().living();
    }

    @Override
    public String send(String to, Object payload) {
        Address address = Address.parse(to);
        Payload content = content(payload);
        String id = idOf(to, content);
        if (address.work().isPresent()) {
            CommandMessage start = start(address.work().get(), content, id);
            mesh.send(start, origin);
            return start.header().runId();
        }
        mesh.send(message(Kind.INFO, Optional.of(address.agent()), content, id), origin);
        return id;
    }

    @Override
    public String broadcast(Object payload) {
        Payload content = content(payload);
        String id = idOf("*", content);
        mesh.send(message(Kind.INFO, Optional.empty(), content, id), origin);
        return id;
    }

    @Override
    public <T> T request(String to, Object payload, Class<T> type) {
        return request(to, payload, type, Duration.between(mesh.clock().instant(), origin.deadline()));
    }

    @Override
    public <T> T request(String to, Object payload, Class<T> type, Duration patience) {
        Address address = Address.parse(to);
        Payload content = content(payload);
        String id = idOf(to, content);
        Instant wanted = mesh.clock().instant().plus(patience);
        Instant until = wanted.isBefore(origin.deadline()) ? wanted : origin.deadline();
        Answer answer = address.work()
                .map(work -> mesh.answers().ofWork(start(work, content, id), origin, until))
                .orElseGet(() -> mesh.answers()
                        .ofMessage(message(Kind.REQUEST, Optional.of(address.agent()), content, id), origin, until))
                .orElseThrow(() -> new PeerException(
                        PeerException.NO_ANSWER, "\"" + to + "\" did not answer request " + id + " in time"));
        return switch (answer) {
            case Answer.Given(Payload value) -> read(to, value, type);
            case Answer.Refused(String why) ->
                throw new PeerException(PeerException.PEER_FAILED, "\"" + to + "\" did not do it: " + why);
        };
    }

    /** The answer to the message this conversation is about. */
    void answer(PeerMessage request, Kind kind, Payload content) {
        String id = idOf("answer", content);
        mesh.send(
                new PeerMessage(
                        header(request.header().runId()),
                        id,
                        origin.agent(),
                        origin.instance(),
                        Optional.of(request.sender()),
                        request.senderInstance(),
                        kind,
                        request.correlationId(),
                        request.id(),
                        request.task(),
                        content),
                origin);
    }

    private static <T> T read(String to, Payload value, Class<T> type) {
        try {
            return Values.read(Values.parse(value), type);
        } catch (IllegalArgumentException e) {
            throw new PeerException(
                    PeerException.PEER_FAILED, "\"" + to + "\" answered something else: " + e.getMessage());
        }
    }

    private static Payload content(Object payload) {
        try {
            return Values.payload(payload);
        } catch (IllegalArgumentException e) {
            throw new PeerException(PeerException.BAD_PAYLOAD, "the payload cannot be sent: " + e.getMessage());
        }
    }

    private PeerMessage message(Kind kind, Optional<String> recipient, Payload content, String id) {
        return new PeerMessage(
                header(origin.runId()),
                id,
                origin.agent(),
                origin.instance(),
                recipient,
                "",
                kind,
                origin.correlationId(),
                origin.cause(),
                origin.task(),
                content);
    }

    private CommandMessage start(DirectWork work, Payload content, String id) {
        return new CommandMessage(
                header(origin.correlationId() + Correlation.MARK + "p-" + id),
                new CommandMessage.StartRun(
                        work.workflow(),
                        Optional.of(work.version()),
                        content,
                        Optional.empty(),
                        Optional.empty(),
                        "agent/" + origin.agent()));
    }

    private MessageHeader header(String runId) {
        return MessageHeader.of(
                runId, mesh.clock().instant(), origin.cause().isEmpty() ? origin.task() : origin.cause());
    }

    /** The n-th time the same is said to the same from here is the same message in every attempt. */
    private String idOf(String to, Payload content) {
        String what = origin.agent() + "\n" + origin.id() + "\n" + to + "\n" + hex(content.sha256());
        int times;
        synchronized (said) {
            times = said.merge(what, 1, Integer::sum);
        }
        return Sha256.hex(what + "\n" + times, 10);
    }

    private static String hex(Octets octets) {
        return HexFormat.of().formatHex(octets.toArray());
    }
}
