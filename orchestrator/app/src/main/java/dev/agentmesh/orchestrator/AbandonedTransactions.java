package dev.agentmesh.orchestrator;

import dev.agentmesh.orchestrator.topology.WriterIds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions of orchestrators that are gone. An open one hides everything behind it from whoever reads committed
 * records, agents and the orchestrator that takes over among them, and the broker alone would wait for its whole timeout, which is
 * long enough for a broker's restart. An orchestrator that was only thought to be gone is fenced, which costs it a rejoin.
 */
final class AbandonedTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactions.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    /** A living orchestrator's are much shorter, so most looks find nothing. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private final Admin admin;
    private final String group;
    private final WriterIds ids;
    private final Thread looker =
            Thread.ofPlatform().name("transactions").daemon().unstarted(this::run);

    /** @param group the orchestrators', whose members are those that live */
    AbandonedTransactions(Admin admin, String group, WriterIds ids) {
        this.admin = admin;
        this.group = group;
        this.ids = ids;
    }

    void start() {
        looker.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(LOOK);
                lookQuietly();
            }
        } catch (InterruptedException _) {
            LOG.debug("nobody looks for abandoned transactions any more");
        }
    }

    private void lookQuietly() throws InterruptedException {
        try {
            look();
        } catch (ExecutionException | KafkaException unreachable) {
            LOG.debug("cannot look for abandoned transactions now", unreachable);
        }
    }

    private void look() throws InterruptedException, ExecutionException {
        List<String> open = admin
                .listTransactions(new ListTransactionsOptions()
                        .filterStates(Set.of(TransactionState.ONGOING))
                        .filterOnDuration(LONG.toMillis()))
                .all()
                .get()
                .stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> !ids.isOwn(id) && ids.member(id).isPresent())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Set<String> alive = members();
        List<String> abandoned = open.stream()
                .filter(id -> ids.member(id).filter(alive::contains).isEmpty())
                .toList();
        if (!abandoned.isEmpty()) {
            LOG.warn("the orchestrators that wrote {} are gone, their transactions are ended", abandoned);
            admin.fenceProducers(abandoned).all().get();
        }
    }

    private Set<String> members() throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(found -> found.members().stream())
                .flatMap(member -> member.groupInstanceId().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        looker.interrupt();
        try {
            looker.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
