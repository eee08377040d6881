package dev.agentmesh.localcluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that meets an error it cannot live with ends its JVM on the spot. That is right for a process of its own and
 * wrong inside another program, which has work to save: there the fault is reported and the program decides.
 *
 * <p>Kafka knows one such exit per JVM, so brokers in the same JVM share their faults. Thread-safe.
 */
final class BrokerFaults {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);
    private static final List<CompletableFuture<Void>> WAITING = new CopyOnWriteArrayList<>();

    private BrokerFaults() {}

    /** From now on faults are reported. The future fails with the next one. */
    static CompletableFuture<Void> report() {
        Exit.setExitProcedure(BrokerFaults::fault);
        Exit.setHaltProcedure(BrokerFaults::fault);
        var next = new CompletableFuture<Void>();
        WAITING.add(next);
        next.whenComplete((nothing, fault) -> WAITING.remove(next));
        return next;
    }

    /** From now on faults end the JVM. */
    static void endProcess() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }

    private static void fault(int status, String message) {
        LOG.error("The broker in this process has failed and asked for its end with status {}: {}", status, message);
        var fault = new IllegalStateException(
                "the broker gave up" + (message == null ? ", its log tells why" : ": " + message));
        WAITING.forEach(waiting -> waiting.completeExceptionally(fault));
    }
}
