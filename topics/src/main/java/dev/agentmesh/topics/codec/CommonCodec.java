package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.Header;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.Usage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts that records of several topics share. Public for the codecs of the run log, which live in another module. */
public final class CommonCodec {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private CommonCodec() {}

    /** A header outside the log: without the hash of a record before it. */
    public static Header wire(MessageHeader header) {
        return new Header(header.runId(), header.seq(), header.at(), header.cause(), NO_BYTES.duplicate());
    }

    public static MessageHeader domain(Header header) {
        return new MessageHeader(header.getRunId(), header.getSeq(), header.getAt(), header.getCause());
    }

    public static dev.agentmesh.schema.Payload wire(Payload payload) {
        return new dev.agentmesh.schema.Payload(
                payload.contentType(),
                payload.size(),
                payload.sha256().asBuffer(),
                payload.isInline() ? payload.asBuffer() : null,
                payload.reference().orElse(null));
    }

    public static dev.agentmesh.schema.@Nullable Payload wirePayload(Optional<Payload> payload) {
        return payload.map(CommonCodec::wire).orElse(null);
    }

    public static Payload domain(dev.agentmesh.schema.Payload payload) {
        byte[] sha256 = bytes(payload.getSha256());
        @Nullable ByteBuffer data = payload.getData();
        if (data != null) {
            return Payload.received(payload.getContentType(), payload.getSize(), sha256, bytes(data));
        }
        @Nullable String reference = payload.getReference();
        if (reference == null) {
            throw new IllegalArgumentException("payload has neither data nor reference");
        }
        return Payload.kept(payload.getContentType(), payload.getSize(), sha256, reference);
    }

    public static Optional<Payload> domainPayload(dev.agentmesh.schema.@Nullable Payload payload) {
        return Optional.ofNullable(payload).map(CommonCodec::domain);
    }

    public static dev.agentmesh.schema.Failure wire(Failure failure) {
        return new dev.agentmesh.schema.Failure(failure.kind(), failure.code(), failure.message());
    }

    public static Failure domain(dev.agentmesh.schema.Failure failure) {
        return new Failure(failure.getKind(), failure.getCode(), failure.getMessage());
    }

    public static List<dev.agentmesh.schema.Usage> wire(List<Usage> usage) {
        return usage.stream()
                .map(u -> new dev.agentmesh.schema.Usage(u.model(), u.inputTokens(), u.outputTokens(), u.usd()))
                .toList();
    }

    public static List<Usage> domain(List<dev.agentmesh.schema.Usage> usage) {
        return usage.stream()
                .map(u -> new Usage(u.getModel(), u.getInputTokens(), u.getOutputTokens(), u.getUsd()))
                .toList();
    }

    public static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    static Octets octets(ByteBuffer buffer) {
        return Octets.of(bytes(buffer));
    }

    static IllegalArgumentException unknownBody(Object body) {
        return new IllegalArgumentException("body " + body.getClass().getSimpleName() + " is not known");
    }
}
