package dev.agentmesh.topics.deadletter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of dead letters: made from what died, so that two who give up the same thing write the same letter twice, not two letters. */
public final class DeadLetterId {
    private static final int DIGITS = 16;

    private DeadLetterId() {}

    public static String ofRecord(String topic, int partition, long offset) {
        return name("record:" + topic + ":" + partition + ":" + offset);
    }

    /** @param attempt the last one, from 1: a task that dies again after a redrive gets a new letter */
    public static String ofTask(String taskId, int attempt) {
        return name("task:" + attempt + ":" + taskId);
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
