package dev.agentmesh.core.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A user's value as the bytes of one JSON document in UTF-8. The core never looks inside; equality is by bytes. */
public final class Payload {
    public static final Payload NULL = json("null");

    /** The most bytes that travel inside a record. Whoever lets a value into a run refuses more. */
    public static final int MAX_BYTES = 262_144;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A payload over a copy of {@code bytes}, which must be one valid JSON document. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes.clone());
    }

    public static Payload json(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Length in bytes. */
    public int size() {
        return bytes.length;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public boolean isNull() {
        return equals(NULL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length <= 200 ? text() : "Payload[" + bytes.length + " bytes]";
    }
}
