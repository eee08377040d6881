package dev.agentmesh.bench.floor;

import java.nio.ByteBuffer;

/** What travels on the floor: how many steps are left, and bytes to make it the size of a usual record. */
public final class FloorRecord {
    /** As the records behind the published floor. */
    private static final int SIZE = 300;

    private FloorRecord() {}

    public static byte[] of(int stepsLeft) {
        return ByteBuffer.allocate(SIZE).putInt(stepsLeft).array();
    }

    public static int stepsLeft(byte[] value) {
        return ByteBuffer.wrap(value).getInt();
    }
}
