package dev.agentmesh.topics.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro binary from an array that nobody vouches for. A length is believed only as far as bytes are left, and a record may hold
 * at most {@value #MAX_ITEMS} collection items in all, so that three bytes cannot make us allocate two gigabytes. Avro's own decoder
 * has limits too, but they are system properties of the whole process and per collection.
 *
 * <p>For one record and one thread.
 */
final class FrameDecoder extends Decoder {
    static final int MAX_ITEMS = 65_536;

    private final byte[] bytes;
    private int at;
    private int items;

    FrameDecoder(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    int remaining() {
        return bytes.length - at;
    }

    /** Avro bounds what it allocates by this. */
    @Override
    public int remainingBytes() {
        return remaining();
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        byte b = next();
        if (b != 0 && b != 1) {
            throw new IOException("a boolean is " + b + " at byte " + (at - 1));
        }
        return b == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new IOException("an int is " + value + " at byte " + at);
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = next();
            zigzag |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new IOException("a number does not end before byte " + at);
    }

    @Override
    public float readFloat() throws IOException {
        return ByteBuffer.wrap(bytes, take(4), 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return ByteBuffer.wrap(bytes, take(8), 8).order(ByteOrder.LITTLE_ENDIAN).getDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        int start = take(length);
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            refuseUnlessUtf8(start, length);
        }
        return text;
    }

    /** The constructor of String replaces what is not UTF-8; only then is the slower, exact look worth it. */
    private void refuseUnlessUtf8(int start, int length) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
        } catch (CharacterCodingException e) {
            throw new IOException("a string is not UTF-8 at byte " + start, e);
        }
    }

    @Override
    public void skipString() throws IOException {
        take(length());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        int length = length();
        byte[] copy = new byte[length];
        System.arraycopy(bytes, take(length), copy, 0, length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() throws IOException {
        take(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return block();
    }

    @Override
    public long arrayNext() throws IOException {
        return block();
    }

    @Override
    public long readMapStart() throws IOException {
        return block();
    }

    @Override
    public long mapNext() throws IOException {
        return block();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    /** Blocks that state their size in bytes are jumped over; the items of others must be skipped one by one. */
    private long skipBlocks() throws IOException {
        long count = readLong();
        while (count < 0) {
            take(length());
            count = readLong();
        }
        return counted(count);
    }

    private long block() throws IOException {
        long count = readLong();
        if (count < 0) {
            length();
            count = -count;
        }
        return counted(count);
    }

    private long counted(long count) throws IOException {
        if (count < 0 || count > MAX_ITEMS - items) {
            throw new IOException("collections hold more than " + MAX_ITEMS + " items at byte " + at);
        }
        items += (int) count;
        return count;
    }

    private int length() throws IOException {
        long length = readLong();
        if (length < 0) {
            throw new AvroRuntimeException("a length is " + length + " at byte " + at);
        }
        if (length > remaining()) {
            throw new EOFException(
                    "a length is " + length + " at byte " + at + ", but " + remaining() + " bytes are left");
        }
        return (int) length;
    }

    private byte next() throws IOException {
        return bytes[take(1)];
    }

    private int take(int count) throws IOException {
        if (count > remaining()) {
            throw new EOFException("the record ends at byte " + bytes.length + " in the middle of a value");
        }
        int start = at;
        at += count;
        return start;
    }
}
