package dev.agentmesh.host.consume;

import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;

/** Calls to the consumer that a wake-up meant for {@code poll} must not break off. */
final class Quietly {
    private Quietly() {}

    static <T> T call(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException e) {
                // Each wake-up is thrown once, so the next try goes through.
            }
        }
    }

    static void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }
}
