package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether the key of a record is the one its message asks for. Another key may mean another partition, and there order is lost. */
public final class RecordKey {
    private RecordKey() {}

    /** The key of a message as bytes. */
    public static byte[] of(Message message) {
        return message.key().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns if the key is that of the message.
     *
     * @throws UndecodableRecord MESH-6012 otherwise
     */
    public static void require(byte @Nullable [] key, Message message) throws UndecodableRecord {
        byte[] expected = of(message);
        if (key == null) {
            throw new UndecodableRecord(TopicErrors.WRONG_KEY, "record has no key; expected \"" + message.key() + "\"");
        }
        if (!Arrays.equals(key, expected)) {
            throw new UndecodableRecord(
                    TopicErrors.WRONG_KEY,
                    "record has a key of " + key.length + " bytes that is not \"" + message.key() + "\"");
        }
    }
}
