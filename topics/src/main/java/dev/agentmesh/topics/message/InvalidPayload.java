package dev.agentmesh.topics.message;

import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;

/** Bytes that cannot be a {@link Payload}. The sender must change them; trying again does not help. */
public final class InvalidPayload extends MeshException {
    private static final long serialVersionUID = 1;

    private InvalidPayload(ErrorCode error, String what) {
        super(error, what);
    }

    static InvalidPayload tooLarge(long size) {
        return new InvalidPayload(
                TopicErrors.MESSAGE_TOO_LARGE,
                "payload has " + size + " bytes, the limit is " + Payload.MAX_INLINE + " (256 KiB)");
    }

    static InvalidPayload notStrictJson(String what) {
        return new InvalidPayload(TopicErrors.NOT_STRICT_JSON, what);
    }
}
