package dev.agentmesh.host.consume;

import dev.agentmesh.host.consume.Examined.Cancellation;
import dev.agentmesh.host.consume.Examined.Unusable;
import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.host.ledger.PartitionLedger;
import dev.agentmesh.host.ledger.PartitionLedger.Delivery;
import dev.agentmesh.host.ledger.PartitionLedger.Here;
import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks from a classic consumer group: one poll thread that never runs a task, records that end in any order, and a ledger of them in the
 * committed offset's metadata. All state belongs to the poll thread; other threads only leave notes in the two queues and wake it up.
 */
public final class GroupConsumption implements ConsumptionModel {
    private static final Logger LOG = LoggerFactory.getLogger(GroupConsumption.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration HELD_POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final GroupSettings settings;
    private final Workplace workplace;
    private final Ownership ownership;
    private final Intake intake;
    private final Thread thread;

    private final Queue<Item.Read> read = new ConcurrentLinkedQueue<>();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean polling = new AtomicBoolean();
    private final CountDownLatch idle = new CountDownLatch(1);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean stopStarting;
    private volatile boolean leave;
    private volatile boolean patient, startsWait;

    private final ReadyQueue ready = new ReadyQueue();
    private final Set<Slot> running = new HashSet<>();
    private int reporting;
    private int buffered;
    private boolean startsHeld;
    private boolean wokenUp;
    private long nextCommit;

    private record Ended(Slot slot, Kind kind) {
        enum Kind {
            EXECUTION,
            REPORT
        }
    }

    /** @param consumer configured for the group; this object closes it */
    public GroupConsumption(
            Consumer<byte[], byte[]> consumer, String topic, GroupSettings settings, Workplace workplace) {
        this.consumer = consumer;
        this.topic = topic;
        this.settings = settings;
        this.workplace = workplace;
        this.ownership = new Ownership(consumer, settings.instance(), this::applyEnded);
        this.intake = new Intake("mesh-intake-" + topic, workplace, this::note, this::fail);
        this.thread = Thread.ofPlatform().name("mesh-poll-" + topic).unstarted(this::run);
    }

    @Override
    public void start() {
        intake.start();
        thread.start();
    }

    @Override
    public void stopStarting() {
        stopStarting = true;
        wake();
    }

    @Override
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        return idle.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void leave() {
        leave = true;
        wake();
        try {
            over.get(CLOSE_PATIENCE.toMillis() * 3, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn().addKeyValue("topic", topic).log("left without a last commit: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CompletableFuture<Void> ended() {
        return over;
    }

    @Override
    public boolean joined() {
        return ownership.joined();
    }

    private void note(Item.Read item) {
        read.add(item);
        wake();
    }

    private void note(Slot slot, Ended.Kind kind) {
        ended.add(new Ended(slot, kind));
        // Else it is soon enough seen when the poll returns by itself: a wake-up costs more than a task.
        if (patient || startsWait || stopStarting || leave) {
            wake();
        }
    }

    /** One wake-up per poll is enough, and none is wanted outside of it. */
    private void wake() {
        if (polling.compareAndSet(true, false)) {
            consumer.wakeup();
        }
    }

    private void fail(Throwable e) {
        over.completeExceptionally(e);
        leave = true;
        wake();
    }

    private void run() {
        try {
            consumer.subscribe(List.of(topic), ownership);
            while (!leave) {
                turn();
            }
            commitLast();
        } catch (Throwable e) {
            // The consumer wraps what its rebalance listener throws.
            over.completeExceptionally(e.getCause() instanceof MeshException said ? said : e);
        } finally {
            close();
        }
    }

    /** A group that is changing takes no commits, and leaving without one would make the next owner report what has long ended. */
    private void commitLast() {
        long end = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        applyEnded();
        while (!ownership.commitNow() && System.nanoTime() < end) {
            receive(Quietly.call(() -> consumer.poll(HELD_POLL)));
            applyEnded();
        }
    }

    private void close() {
        intake.stop();
        ownership.leaving();
        try {
            Quietly.run(() -> consumer.close(CloseOptions.timeout(CLOSE_PATIENCE)));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("topic", topic).log("closing the consumer failed: {}", e.toString());
        }
        idle.countDown();
        over.complete(null);
    }

    private void turn() {
        applyEnded();
        applyRead();
        startReady();
        startsWait = !ready.isEmpty();
        if (ownership.isDirty() && System.nanoTime() >= nextCommit) {
            ownership.commitSoon();
            nextCommit = System.nanoTime() + settings.commitInterval().toNanos();
        }
        if (stopStarting && running.isEmpty() && reporting == 0 && ended.isEmpty()) {
            idle.countDown();
        }
        adjustFlow();
        receive(poll());
    }

    private void applyEnded() {
        for (Ended end = ended.poll(); end != null; end = ended.poll()) {
            switch (end.kind()) {
                case EXECUTION -> running.remove(end.slot());
                case REPORT -> reporting--;
            }
            ownership.ended(end.slot());
        }
    }

    private void applyRead() {
        for (Item.Read next = read.poll(); next != null; next = read.poll()) {
            if (!isOurs(next)) {
                buffered--;
                continue;
            }
            Item item = next.item();
            switch (next.examined()) {
                case Work work -> accept(next, work);
                case Unusable unusable -> {
                    buffered--;
                    reporting++;
                    workplace.bury(unusable, () -> note(item.slot(), Ended.Kind.REPORT));
                }
                case Cancellation cancellation -> {
                    buffered--;
                    cancelReady(cancellation);
                    workplace.cancel(cancellation);
                    ownership.ended(item.slot());
                }
            }
        }
    }

    private void accept(Item.Read next, Work work) {
        switch (next.item().delivery()) {
            case Delivery.Run _ -> ready.addLast(next);
            case Delivery.Lost(String startedBy) -> {
                buffered--;
                reporting++;
                workplace.reportLost(work, startedBy, () -> note(next.item().slot(), Ended.Kind.REPORT));
            }
            case Delivery.Skip _, Delivery.Adopt _ -> throw new IllegalStateException("nothing was to be read");
        }
    }

    /** What was canceled before it began need not be told about: the orchestrator knows. */
    private void cancelReady(Cancellation cancellation) {
        ready.removeIf(next -> {
            boolean concerned = next.examined() instanceof Work work && cancellation.concerns(work);
            if (concerned) {
                buffered--;
                ownership.ended(next.item().slot());
            }
            return concerned;
        });
    }

    private boolean isOurs(Item.Read next) {
        return ownership.ledger(next.item().slot().partition()) == next.item().ledger();
    }

    private void startReady() {
        startsHeld = false;
        if (stopStarting) {
            buffered -= ready.size();
            ready.clear();
            return;
        }
        List<Item.Read> batch = takeStartable();
        if (batch.isEmpty()) {
            return;
        }
        ownership.touched();
        startsHeld = settings.costly() && !ownership.commitNow();
        if (startsHeld) {
            for (Item.Read next : batch.reversed()) {
                next.item().ledger().unstart(next.item().slot().offset());
                ready.addFirst(next);
            }
            return;
        }
        for (Item.Read next : batch) {
            buffered--;
            Slot slot = next.item().slot();
            running.add(slot);
            workplace.execute((Work) next.examined(), () -> note(slot, Ended.Kind.EXECUTION));
        }
    }

    private List<Item.Read> takeStartable() {
        List<Item.Read> batch = new ArrayList<>();
        Iterator<Item.Read> candidates = ready.iterator();
        while (candidates.hasNext() && running.size() + batch.size() < settings.width()) {
            Item.Read next = candidates.next();
            if (!isOurs(next)) {
                candidates.remove();
                buffered--;
            } else if (next.item().ledger().mayStart(next.item().slot().offset())) {
                next.item().ledger().start(next.item().slot().offset());
                candidates.remove();
                batch.add(next);
            }
        }
        return batch;
    }

    /** Reading pauses before memory fills; polling goes on, which is what keeps the membership. */
    private void adjustFlow() {
        Set<TopicPartition> paused = consumer.paused();
        if (stopStarting || buffered >= settings.lookahead()) {
            if (paused.size() < ownership.partitions().size()) {
                consumer.pause(ownership.partitions());
            }
        } else if (!paused.isEmpty()) {
            consumer.resume(paused);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        polling.set(true);
        Duration timeout = timeout();
        patient = timeout.compareTo(settings.commitInterval()) > 0;
        // A poll that was woken up may have done no work for the group or the fetches; the next one gets to.
        boolean atOnce = wokenUp || !ended.isEmpty() || !read.isEmpty() || leave;
        wokenUp = false;
        polling.compareAndSet(true, !atOnce);
        try {
            return consumer.poll(atOnce ? Duration.ZERO : timeout);
        } catch (WakeupException e) {
            wokenUp = true;
        } catch (OffsetOutOfRangeException e) {
            ownership.reposition(e.offsetOutOfRangePartitions());
        } catch (RetriableException | AuthorizationException | AuthenticationException e) {
            outage(e);
        } finally {
            polling.set(false);
        }
        return ConsumerRecords.empty();
    }

    private Duration timeout() {
        if (startsHeld) {
            return HELD_POLL;
        }
        return ownership.isDirty() ? settings.commitInterval() : IDLE_POLL;
    }

    /** Such exceptions come back at once, poll after poll; the pause keeps that from filling the log and the core. */
    private void outage(RuntimeException e) {
        LOG.atWarn().addKeyValue("topic", topic).log("Kafka does not let us read: {}", e.toString());
        try {
            over.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException expected) {
            LOG.trace("trying again", expected);
        } catch (InterruptedException interrupted) {
            leave = true;
        }
    }

    private void receive(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            PartitionLedger ledger = ownership.ledger(partition);
            if (ledger == null) {
                throw new IllegalStateException("record of " + partition + ", which is not assigned");
            }
            Slot slot = new Slot(partition, record.offset());
            Delivery delivery =
                    ledger.deliver(record.offset(), running.contains(slot) ? Here.RUNNING : Here.NOT_RUNNING);
            switch (delivery) {
                case Delivery.Run _, Delivery.Lost _ -> {
                    buffered++;
                    intake.add(new Item(slot, ledger, delivery, record));
                }
                case Delivery.Skip _, Delivery.Adopt _ -> ownership.touched();
            }
        }
        records.nextOffsets().forEach((partition, next) -> {
            PartitionLedger ledger = ownership.ledger(partition);
            if (ledger != null) {
                ledger.advanceTo(next.offset());
                ownership.touched();
            }
        });
    }
}
