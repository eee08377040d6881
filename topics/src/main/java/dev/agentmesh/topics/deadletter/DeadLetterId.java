package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.message.Sha256;

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
        return "d-" + Sha256.hex(what, DIGITS / 2);
    }
}
