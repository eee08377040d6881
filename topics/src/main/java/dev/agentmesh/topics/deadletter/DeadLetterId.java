package dev.agentmesh.topics.deadletter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names dead letters about records: made from where the record stood, so that two who give up the same one write the same
 * letter twice, not two letters. The letter of a task is named by the decision that gave it up.
 */
public final class DeadLetterId {
    private static final int DIGITS = 16;

    private DeadLetterId() {}

    public static String ofRecord(String topic, int partition, long offset) {
        return name("record:" + topic + ":" + partition + ":" + offset);
    }

    private static String name(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return "d-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
