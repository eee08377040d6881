package dev.agentmesh.topics.error;

/** Every code that module topics raises. */
public final class TopicErrors {
    public static final ErrorCode MESSAGE_TOO_LARGE = new ErrorCode(
            "MESH-5003",
            "message is larger than its limit",
            "a payload over 256 KiB (262,144 bytes) was to travel inside a record",
            "store the large part elsewhere and send a reference to it");

    public static final ErrorCode NOT_STRICT_JSON = new ErrorCode(
            "MESH-6009",
            "payload is not strict JSON",
            "the bytes are not UTF-8, nest deeper than 64 levels, repeat a key, or use NaN, comments or trailing commas",
            "write the value with a standard JSON library; the message names the byte position");

    private TopicErrors() {}
}
