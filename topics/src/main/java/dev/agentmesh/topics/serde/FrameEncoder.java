package dev.agentmesh.topics.serde;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Writes one Confluent frame: magic byte, schema id, Avro binary. One array from start to end, because the usual chain of encoder,
 * buffer and stream costs more than the record. For one record and one thread.
 */
final class FrameEncoder extends BinaryEncoder {
    private static final int FIRST_SIZE = 512;
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int end;

    FrameEncoder(int schemaId) {
        bytes[end++] = Frame.MAGIC;
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[end++] = (byte) (schemaId >>> shift);
        }
    }

    byte[] toFrame() {
        return Arrays.copyOf(bytes, end);
    }

    @Override
    public void flush() {}

    @Override
    public void writeBoolean(boolean b) {
        reserve(1);
        end += BinaryData.encodeBoolean(b, bytes, end);
    }

    @Override
    public void writeInt(int n) {
        reserve(LONGEST_NUMBER);
        end += BinaryData.encodeInt(n, bytes, end);
    }

    @Override
    public void writeLong(long n) {
        reserve(LONGEST_NUMBER);
        end += BinaryData.encodeLong(n, bytes, end);
    }

    @Override
    public void writeFloat(float f) {
        reserve(Float.BYTES);
        end += BinaryData.encodeFloat(f, bytes, end);
    }

    @Override
    public void writeDouble(double d) {
        reserve(Double.BYTES);
        end += BinaryData.encodeDouble(d, bytes, end);
    }

    /** Straight from the buffer: the inherited way copies what is read-only, and payloads are. */
    @Override
    public void writeBytes(ByteBuffer source) {
        int length = source.remaining();
        writeInt(length);
        reserve(length);
        source.duplicate().get(bytes, end, length);
        end += length;
    }

    @Override
    public void writeFixed(byte[] source, int start, int length) {
        reserve(length);
        System.arraycopy(source, start, bytes, end, length);
        end += length;
    }

    @Override
    protected void writeZero() {
        writeInt(0);
    }

    @Override
    public int bytesBuffered() {
        return 0;
    }

    private void reserve(int count) {
        if (bytes.length - end < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + count));
        }
    }
}
