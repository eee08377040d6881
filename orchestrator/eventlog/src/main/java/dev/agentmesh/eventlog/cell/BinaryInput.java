package dev.agentmesh.eventlog.cell;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads what {@link BinaryOutput} wrote, and never past its end. */
final class BinaryInput {
    private final byte[] bytes;
    private int position;

    BinaryInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        need(1);
        return bytes[position++] & 0xff;
    }

    boolean flag() {
        int value = octet();
        if (value > 1) {
            throw new UnreadableState("flag is " + value + " at byte " + (position - 1));
        }
        return value == 1;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new UnreadableState("number without end at byte " + position);
    }

    /** A count, a size or another number that fits an int. */
    int count() {
        long value = unsigned();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new UnreadableState("number " + value + " too large at byte " + position);
        }
        return (int) value;
    }

    /** How many entries follow; each takes at least one byte, so more than the bytes left cannot be true. */
    int entries() {
        int value = count();
        need(value);
        return value;
    }

    long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    int signedInt() {
        long value = signed();
        if (value != (int) value) {
            throw new UnreadableState("a number does not fit its place");
        }
        return (int) value;
    }

    Instant instant() {
        return Instant.ofEpochMilli(signed());
    }

    String text() {
        int size = entries();
        String value = new String(bytes, position, size, StandardCharsets.UTF_8);
        position += size;
        return value;
    }

    byte[] octets() {
        int size = entries();
        byte[] value = new byte[size];
        System.arraycopy(bytes, position, value, 0, size);
        position += size;
        return value;
    }

    void end() {
        if (position != bytes.length) {
            throw new UnreadableState((bytes.length - position) + " bytes left over");
        }
    }

    private void need(int more) {
        if (bytes.length - position < more) {
            throw new UnreadableState("ends after " + bytes.length + " bytes, inside a value");
        }
    }
}
