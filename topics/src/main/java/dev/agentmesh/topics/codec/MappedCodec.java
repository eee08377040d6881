package dev.agentmesh.topics.codec;

import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordFormat;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all codecs have in common: bytes, then the wire record, then the message.
 *
 * @param <W> the generated Avro type
 * @param <T> the message
 */
final class MappedCodec<W, T> implements MessageCodec<T> {
    private final RecordFormat<W> format;
    private final Function<T, String> topic;
    private final Function<T, W> toWire;
    private final Function<W, T> fromWire;

    MappedCodec(RecordFormat<W> format, Function<T, String> topic, Function<T, W> toWire, Function<W, T> fromWire) {
        this.format = format;
        this.topic = topic;
        this.toWire = toWire;
        this.fromWire = fromWire;
    }

    @Override
    public byte[] encode(T message) {
        return format.encode(topic.apply(message), toWire.apply(message));
    }

    @Override
    public boolean knows(byte @Nullable [] value) {
        return format.knows(value);
    }

    @Override
    public T decode(byte @Nullable [] value) throws UndecodableRecord {
        W wire = format.decode(value);
        try {
            return fromWire.apply(wire);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new UndecodableRecord(
                    TopicErrors.BROKEN_RULE, "record breaks a rule of its topic: " + e.getMessage(), e);
        }
    }
}
