package dev.agentmesh.host.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.host.ledger.PartitionLedger.Delivery;
import dev.agentmesh.host.ledger.PartitionLedger.Here;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * One partition, instances that come, crash, are cut off and leave, and a broker that keeps the last commit. Whatever happens: no record
 * runs twice, and each ends as run or as lost. The one exception is told apart: an instance that was given time to finish what it
 * had begun when the partition went to another, and is killed in that time; there the orchestrator's deadline answers.
 */
final class PartitionLedgerProperties {
    private static final int RECORDS = 60;

    @Property(tries = 3000)
    void no_record_runs_twice_and_none_is_forgotten(@ForAll long seed) throws UnreadableLedger {
        World world = new World(new Random(seed));
        for (int i = 0; i < 400; i++) {
            world.step();
        }
        world.settle();

        for (long offset : world.records) {
            assertThat(world.executions.getOrDefault(offset, 0))
                    .as("executions of %d, seed %d", offset, seed)
                    .isLessThanOrEqualTo(1);
            assertThat(world.completed.contains(offset)
                            || world.lost.contains(offset)
                            || world.abandoned.contains(offset))
                    .as("offset %d has an end, seed %d", offset, seed)
                    .isTrue();
        }
        assertThat(world.watermark).as("seed %d", seed).isEqualTo(world.end);
    }

    @Property(tries = 500)
    void without_a_crash_nothing_is_lost(@ForAll long seed) throws UnreadableLedger {
        World world = new World(new Random(seed));
        world.crashes = false;
        for (int i = 0; i < 400; i++) {
            world.step();
        }
        world.settle();

        assertThat(world.lost).as("seed %d", seed).isEmpty();
        assertThat(world.completed).as("seed %d", seed).containsExactlyElementsOf(world.records);
    }

    /** A process: what it owns, what it runs. */
    private static final class Instance {
        final String name;

        @Nullable
        PartitionLedger ledger;

        final Set<Long> running = new HashSet<>();
        final Set<Long> keptRunning = new HashSet<>();
        final List<Long> ready = new ArrayList<>();
        int next;

        PartitionLedger ledger() {
            return java.util.Objects.requireNonNull(ledger);
        }

        Instance(String name) {
            this.name = name;
        }
    }

    private static final class World {
        final Random random;
        final NavigableSet<Long> records = new TreeSet<>();
        final long end;
        final Map<Long, Integer> executions = new HashMap<>();
        final NavigableSet<Long> completed = new TreeSet<>();
        final NavigableSet<Long> lost = new TreeSet<>();
        final NavigableSet<Long> abandoned = new TreeSet<>();
        final List<Instance> cutOff = new ArrayList<>();
        boolean crashes = true;
        long watermark;
        String metadata = "";
        Instance owner = new Instance("a-0");
        int born;

        World(Random random) throws UnreadableLedger {
            this.random = random;
            long at = random.nextInt(3);
            for (int i = 0; i < RECORDS; i++) {
                records.add(at);
                at += 1 + (random.nextInt(4) == 0 ? random.nextInt(3) : 0);
            }
            end = at;
            assign(owner);
        }

        void step() throws UnreadableLedger {
            switch (random.nextInt(crashes ? 12 : 10)) {
                case 0, 1, 2 -> deliver(owner);
                case 3, 4 -> start(owner, 1 + random.nextInt(3), random.nextInt(8) == 0);
                case 5, 6 -> complete(owner);
                case 7 -> commit(owner, owner.ledger().snapshot());
                case 8 -> handOver();
                case 9 -> completeKept();
                case 10 -> crash();
                default -> cutOff();
            }
        }

        void deliver(Instance instance) {
            List<Long> log = List.copyOf(records);
            if (instance.next >= log.size()) {
                instance.ledger().advanceTo(end);
                return;
            }
            long offset = log.get(instance.next++);
            Here here = instance.running.contains(offset) ? Here.RUNNING : Here.NOT_RUNNING;
            switch (instance.ledger().deliver(offset, here)) {
                case Delivery.Run _ -> instance.ready.add(offset);
                case Delivery.Skip _, Delivery.Adopt _ -> {}
                case Delivery.Lost _ -> {
                    lost.add(offset);
                    instance.ledger().finish(offset);
                }
            }
        }

        void start(Instance instance, int most, boolean commitFails) {
            List<Long> batch = new ArrayList<>();
            while (!instance.ready.isEmpty()
                    && batch.size() < most
                    && instance.ledger().mayStart(instance.ready.getFirst())) {
                long offset = instance.ready.removeFirst();
                instance.ledger().start(offset);
                batch.add(offset);
            }
            if (commitFails) {
                batch.forEach(instance.ledger()::unstart);
                instance.ready.addAll(0, batch);
                return;
            }
            commit(instance, instance.ledger().snapshot());
            for (long offset : batch) {
                executions.merge(offset, 1, Integer::sum);
                instance.running.add(offset);
            }
        }

        void complete(Instance instance) {
            List<Long> running = instance.running.stream().sorted().toList();
            if (!running.isEmpty()) {
                long offset = running.get(random.nextInt(running.size()));
                instance.running.remove(offset);
                instance.keptRunning.remove(offset);
                completed.add(offset);
                if (instance.ledger != null) {
                    instance.ledger.finish(offset);
                }
            }
        }

        void completeKept() {
            if (!cutOff.isEmpty()) {
                complete(cutOff.get(random.nextInt(cutOff.size())));
            }
        }

        void commit(Instance instance, Ledger ledger) {
            watermark = instance.ledger().watermark();
            metadata = LedgerCodec.encode(ledger);
            assertThat(metadata).hasSizeLessThan(4_000);
        }

        /** Taken away in good order; the next owner is new, or one that had it before and still runs things. */
        void handOver() throws UnreadableLedger {
            commit(owner, owner.ledger().handOver());
            owner.keptRunning.addAll(owner.running);
            replaceOwner();
        }

        /** Cut off without a commit, but alive. */
        void cutOff() throws UnreadableLedger {
            replaceOwner();
        }

        void crash() throws UnreadableLedger {
            abandoned.addAll(owner.keptRunning);
            owner.running.clear();
            owner.keptRunning.clear();
            replaceOwner();
        }

        private void replaceOwner() throws UnreadableLedger {
            owner.ledger = null;
            owner.ready.clear();
            if (!owner.running.isEmpty()) {
                cutOff.add(owner);
            }
            if (!cutOff.isEmpty() && random.nextBoolean()) {
                owner = cutOff.remove(random.nextInt(cutOff.size()));
            } else {
                owner = new Instance("i-" + ++born);
            }
            assign(owner);
        }

        private void assign(Instance instance) throws UnreadableLedger {
            instance.ledger = metadata.isEmpty()
                    ? new PartitionLedger(instance.name, watermark)
                    : new PartitionLedger(instance.name, watermark, LedgerCodec.decode(metadata));
            instance.next = records.headSet(watermark).size();
        }

        void settle() throws UnreadableLedger {
            while (!cutOff.isEmpty()) {
                Instance instance = cutOff.removeFirst();
                while (!instance.running.isEmpty()) {
                    complete(instance);
                }
            }
            for (int i = 0; i < 10 * RECORDS; i++) {
                deliver(owner);
                start(owner, 4, false);
                complete(owner);
            }
            commit(owner, owner.ledger().snapshot());
        }
    }
}
