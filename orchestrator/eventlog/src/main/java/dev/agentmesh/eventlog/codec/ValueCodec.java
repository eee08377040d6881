package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.topics.message.Identifiers;
import dev.agentmesh.topics.message.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that events are made of, to and from Avro. What does not fit is an {@link IllegalArgumentException}. */
final class ValueCodec {
    private ValueCodec() {}

    static dev.agentmesh.schema.Payload toAvro(Payload value) {
        byte[] bytes = value.bytes();
        return new dev.agentmesh.schema.Payload(
                dev.agentmesh.topics.message.Payload.JSON,
                (long) bytes.length,
                ByteBuffer.wrap(Sha256.of(bytes)),
                ByteBuffer.wrap(bytes),
                null);
    }

    static dev.agentmesh.schema.@Nullable Payload toAvro(Optional<Payload> value) {
        return value.map(ValueCodec::toAvro).orElse(null);
    }

    static Payload fromAvro(dev.agentmesh.schema.Payload value) {
        ByteBuffer data = value.getData();
        if (data == null) {
            throw new IllegalArgumentException("payload of " + value.getSize()
                    + " bytes is kept outside the record, which no event of this version does");
        }
        byte[] bytes = bytes(data);
        // Refuses a payload whose bytes are not the ones its own record speaks of.
        dev.agentmesh.topics.message.Payload.received(
                value.getContentType(), value.getSize(), bytes(value.getSha256()), bytes);
        return Payload.of(bytes);
    }

    static Optional<Payload> optional(dev.agentmesh.schema.@Nullable Payload value) {
        return Optional.ofNullable(value).map(ValueCodec::fromAvro);
    }

    static dev.agentmesh.schema.Failure toAvro(Failure value) {
        return new dev.agentmesh.schema.Failure(value.kind().name(), value.code(), value.message());
    }

    static Failure fromAvro(dev.agentmesh.schema.Failure value) {
        return new Failure(FailureKind.valueOf(value.getKind()), value.getCode(), value.getMessage());
    }

    static List<dev.agentmesh.schema.Usage> toAvro(List<Usage> values) {
        return values.stream()
                .map(usage -> new dev.agentmesh.schema.Usage(
                        usage.model(), usage.inputTokens(), usage.outputTokens(), usage.usd()))
                .toList();
    }

    static List<Usage> fromAvro(List<dev.agentmesh.schema.Usage> values) {
        return values.stream()
                .map(usage ->
                        new Usage(usage.getModel(), usage.getInputTokens(), usage.getOutputTokens(), usage.getUsd()))
                .toList();
    }

    /** The wire knows milliseconds. */
    static Instant millis(Instant value) {
        return Instant.ofEpochMilli(value.toEpochMilli());
    }

    static @Nullable Instant millis(Optional<Instant> value) {
        return value.map(ValueCodec::millis).orElse(null);
    }

    static StepPath path(String text) {
        return new StepPath(Identifiers.requireStepPath(text));
    }

    /** Empty means the run itself. */
    static StepPath pathOrRun(String text) {
        return text.isEmpty() ? StepPath.ROOT : path(text);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
