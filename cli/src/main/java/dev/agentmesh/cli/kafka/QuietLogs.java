package dev.agentmesh.cli.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's clients tell of every hiccup they get over by themselves; a person who reads a table has no use for it. */
public final class QuietLogs {
    private QuietLogs() {}

    /** From now on they tell of errors only. */
    public static void errorsOnly() {
        if (LoggerFactory.getLogger("org.apache.kafka") instanceof Logger kafka) {
            kafka.setLevel(Level.ERROR);
        }
    }
}
