package dev.agentmesh.host.consume;

import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.ledger.Ledger;
import dev.agentmesh.host.ledger.LedgerCodec;
import dev.agentmesh.host.ledger.PartitionLedger;
import dev.agentmesh.host.ledger.UnreadableLedger;
import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions this instance owns, and what it commits about them. Only the poll thread comes here. */
final class Ownership implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;
    /** Each waits for the consumer's {@code default.api.timeout.ms}, a minute. */
    private static final int MOST_TRIES = 10;

    private final Consumer<byte[], byte[]> consumer;
    private final String instance;
    private final Runnable beforeHandOver;
    private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> written = new HashMap<>();
    /** Ended while the partition was not ours; matters if it comes back before anybody else had it. */
    private final Set<Slot> endedElsewhere = new LinkedHashSet<>();

    private boolean dirty;
    private boolean commitUnderWay;
    private boolean leaving;
    private volatile boolean joined;

    /** @param beforeHandOver brings the ledgers up to date before they are handed over */
    Ownership(Consumer<byte[], byte[]> consumer, String instance, Runnable beforeHandOver) {
        this.consumer = consumer;
        this.instance = instance;
        this.beforeHandOver = beforeHandOver;
    }

    boolean joined() {
        return joined;
    }

    @Nullable
    PartitionLedger ledger(TopicPartition partition) {
        return ledgers.get(partition);
    }

    Set<TopicPartition> partitions() {
        return ledgers.keySet();
    }

    void touched() {
        dirty = true;
    }

    boolean isDirty() {
        return dirty;
    }

    void leaving() {
        leaving = true;
    }

    void ended(Slot slot) {
        PartitionLedger ledger = ledgers.get(slot.partition());
        if (ledger == null) {
            if (endedElsewhere.size() == MOST_REMEMBERED) {
                endedElsewhere.remove(endedElsewhere.iterator().next());
            }
            endedElsewhere.add(slot);
        } else {
            ledger.finish(slot.offset());
            dirty = true;
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                added.isEmpty() ? Map.of() : patiently(() -> consumer.committed(new HashSet<>(added)));
        List<TopicPartition> fresh = added.stream()
                .filter(partition -> committed.get(partition) == null)
                .toList();
        Map<TopicPartition, Long> beginnings =
                fresh.isEmpty() ? Map.of() : patiently(() -> consumer.beginningOffsets(fresh));
        for (TopicPartition partition : added) {
            OffsetAndMetadata left = committed.get(partition);
            PartitionLedger ledger =
                    left == null ? begun(partition, beginnings.getOrDefault(partition, 0L)) : restored(partition, left);
            ledgers.put(partition, ledger);
            catchUp(partition, ledger);
        }
        joined = true;
        LOG.atInfo()
                .addKeyValue("instance", instance)
                .addKeyValue("added", added)
                .log("partitions assigned");
    }

    /** Without the ledger nothing can be begun, and throwing would end the process; so an outage of minutes is sat out here. */
    private <T> T patiently(Supplier<T> call) {
        for (int tries = 1; true; tries++) {
            try {
                return Quietly.call(call);
            } catch (RetriableException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                LOG.atWarn()
                        .addKeyValue("instance", instance)
                        .log("cannot read the ledger, trying again: {}", e.toString());
            }
        }
    }

    private void catchUp(TopicPartition partition, PartitionLedger ledger) {
        endedElsewhere.removeIf(slot -> {
            boolean here = slot.partition().equals(partition);
            if (here) {
                ledger.finish(slot.offset());
            }
            return here;
        });
    }

    private PartitionLedger begun(TopicPartition partition, long beginning) {
        consumer.seek(partition, beginning);
        return new PartitionLedger(instance, beginning);
    }

    private PartitionLedger restored(TopicPartition partition, OffsetAndMetadata left) {
        consumer.seek(partition, new OffsetAndMetadata(left.offset(), left.leaderEpoch(), ""));
        if (left.metadata().isBlank()) {
            return new PartitionLedger(instance, left.offset());
        }
        try {
            return new PartitionLedger(instance, left.offset(), LedgerCodec.decode(left.metadata()));
        } catch (UnreadableLedger e) {
            throw new MeshException(
                    HostErrors.UNREADABLE_LEDGER,
                    "cannot read what was started and finished on " + partition + ": " + e.getMessage(),
                    e);
        }
    }

    /** In good order: what runs goes on here, and whoever comes next is told so. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> removed) {
        beforeHandOver.run();
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
        for (TopicPartition partition : removed) {
            PartitionLedger ledger = ledgers.remove(partition);
            written.remove(partition);
            if (ledger != null) {
                last.put(partition, entry(ledger, leaving ? ledger.snapshot() : ledger.handOver()));
            }
        }
        if (!last.isEmpty() && !commit(last)) {
            LOG.atWarn()
                    .addKeyValue("partitions", removed)
                    .log(
                            "the last word about revoked partitions could not be committed; their next owner reports what runs here as lost");
        }
        LOG.atInfo()
                .addKeyValue("instance", instance)
                .addKeyValue("removed", removed)
                .log("partitions revoked");
    }

    /** The group has moved on without us; nothing can be committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> removed) {
        ledgers.keySet().removeAll(removed);
        written.keySet().removeAll(removed);
        LOG.atWarn()
                .addKeyValue("instance", instance)
                .addKeyValue("removed", removed)
                .log("partitions lost; their next owner reports what runs here as lost");
    }

    /** After records vanished from the log, by retention or by an unclean election: begins anew at what is there. */
    void reposition(Map<TopicPartition, Long> unreachable) {
        Map<TopicPartition, Long> first = Quietly.call(() -> consumer.beginningOffsets(unreachable.keySet()));
        Map<TopicPartition, Long> end = Quietly.call(() -> consumer.endOffsets(unreachable.keySet()));
        unreachable.forEach((partition, wanted) -> {
            long begin = first.getOrDefault(partition, 0L);
            PartitionLedger ledger = ledgers.get(partition);
            long next = wanted < begin ? begin : Math.min(wanted, end.getOrDefault(partition, begin));
            LOG.atError()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", wanted)
                    .addKeyValue("next", next)
                    .log(
                            wanted < begin
                                    ? "tasks were deleted by retention before they were read"
                                    : "the end of the task log is gone; going on at its new end");
            if (wanted < begin && ledger != null) {
                ledger.advanceTo(begin);
            } else {
                ledgers.put(partition, new PartitionLedger(instance, next));
            }
            consumer.seek(partition, next);
            dirty = true;
        });
    }

    /** Commits and waits; false when the broker or the group did not take it, which a later try may mend. */
    boolean commitNow() {
        Map<TopicPartition, OffsetAndMetadata> due = due();
        if (due.isEmpty()) {
            dirty = false;
            return true;
        }
        if (!commit(due)) {
            return false;
        }
        written.putAll(due);
        dirty = false;
        return true;
    }

    private boolean commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            Quietly.run(() -> consumer.commitSync(offsets, PATIENCE));
            return true;
        } catch (RebalanceInProgressException | CommitFailedException e) {
            LOG.debug("commit refused, the group is changing", e);
            return false;
        } catch (RetriableException | AuthorizationException e) {
            LOG.atWarn().addKeyValue("instance", instance).log("commit failed: {}", e.toString());
            return false;
        }
    }

    /** Commits without waiting; does nothing while an earlier one is under way. */
    void commitSoon() {
        if (!dirty || commitUnderWay) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> due = due();
        dirty = false;
        if (due.isEmpty()) {
            return;
        }
        commitUnderWay = true;
        consumer.commitAsync(due, (offsets, failure) -> {
            commitUnderWay = false;
            if (failure == null) {
                offsets.forEach((partition, entry) -> {
                    if (ledgers.containsKey(partition)) {
                        written.put(partition, entry);
                    }
                });
            } else {
                dirty = true;
                logAsync(failure);
            }
        });
    }

    private void logAsync(Exception failure) {
        if (failure instanceof KafkaException) {
            LOG.debug("commit failed, the next one says it all again", failure);
        } else {
            LOG.warn("commit failed, the next one says it all again", failure);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> due() {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        ledgers.forEach((partition, ledger) -> {
            OffsetAndMetadata entry = entry(ledger, ledger.snapshot());
            if (!entry.equals(written.get(partition))) {
                due.put(partition, entry);
            }
        });
        return due;
    }

    private static OffsetAndMetadata entry(PartitionLedger ledger, Ledger snapshot) {
        return new OffsetAndMetadata(ledger.watermark(), LedgerCodec.encode(snapshot));
    }
}
