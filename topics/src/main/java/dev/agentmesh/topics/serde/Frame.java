package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.TopicErrors;
import org.jspecify.annotations.Nullable;

/** The five bytes before the Avro binary, and what may be wrong with them. */
final class Frame {
    static final byte MAGIC = 0;
    static final int HEADER = 5;
    /** No topic of ours takes records this large; what is larger was inflated on the way. */
    static final int LARGEST = 4 << 20;

    private Frame() {}

    /**
     * The schema id a value names.
     *
     * @throws UndecodableRecord when the value is not framed
     */
    static int schemaId(byte @Nullable [] value) throws UndecodableRecord {
        if (value == null) {
            throw new UndecodableRecord(TopicErrors.NO_VALUE, "record has no value; tombstones have no meaning here");
        }
        if (value.length == 0) {
            throw new UndecodableRecord(TopicErrors.NO_VALUE, "record has an empty value");
        }
        if (value[0] != MAGIC) {
            throw new UndecodableRecord(
                    TopicErrors.NOT_FRAMED,
                    String.format("value is not Avro-framed (first byte 0x%02x%s)", value[0], looks(value)));
        }
        if (value.length < HEADER) {
            throw new UndecodableRecord(
                    TopicErrors.NOT_FRAMED,
                    "value is not Avro-framed: it has " + value.length + " bytes, the frame alone has 5");
        }
        if (value.length > LARGEST) {
            throw new UndecodableRecord(
                    TopicErrors.UNDECODABLE, "value has " + value.length + " bytes, the limit is " + LARGEST);
        }
        return (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | (value[4] & 0xff);
    }

    private static String looks(byte[] value) {
        if (value[0] == '{' || value[0] == '[' || value[0] == '"') {
            return ", looks like JSON";
        }
        if (value.length >= 2 && (value[0] & 0xff) == 0xac && (value[1] & 0xff) == 0xed) {
            return ", looks like a serialized Java object";
        }
        return "";
    }
}
