package dev.agentmesh.bench.load;

import dev.agentmesh.bench.load.Account.Tally;
import dev.agentmesh.topics.message.Correlation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Keeps a number of runs in flight on one target. Used by one thread. */
public final class Load implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    /** The first part of a window is not measured: the pipeline fills. */
    private static final double RAMP = 0.25;

    private static final int LEAST = 5;
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final Target target;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<Map<String, Double>> cpu;
    private final Predicate<String> isChosen;
    private final Account account = new Account();
    private final String prefix;
    private long next;

    /**
     * A load.
     *
     * @param prefix of the ids of its runs, so that no two loads share one
     * @param consumer without a group, reading committed records; this object closes it
     * @param cpu seconds spent so far, by process
     * @param isChosen which ids its runs may have, such as those of one partition
     */
    public Load(
            Target target,
            String prefix,
            Producer<byte[], byte[]> producer,
            Consumer<byte[], byte[]> consumer,
            Supplier<Map<String, Double>> cpu,
            Predicate<String> isChosen) {
        this.isChosen = isChosen;
        this.target = target;
        this.prefix = prefix;
        this.producer = producer;
        this.consumer = consumer;
        this.cpu = cpu;
        List<TopicPartition> partitions = consumer.partitionsFor(target.outcomes()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Keeps that many in flight for so long, then lets the rest end. */
    public Window window(int inFlight, Duration length) {
        long begun = System.nanoTime();
        long measured = begun + (long) (length.toNanos() * RAMP);
        long end = measured + length.toNanos();
        for (int i = 0; i < inFlight; i++) {
            start();
        }
        loop(measured, 0, new Times());
        Times times = new Times();
        Map<String, Double> before = cpu.get();
        long runsBefore = account.endedRuns();
        long from = System.nanoTime();
        loop(end, runsBefore + Math.max(LEAST, inFlight / 2), times);
        double seconds = (System.nanoTime() - from) / 1e9;
        long runs = account.endedRuns() - runsBefore;
        Map<String, Double> used = difference(before, cpu.get());
        drain();
        return new Window(seconds, runs, times, used);
    }

    /**
     * Keeps that many in flight for so long, lets something happen and starts no more; returns how long the open ones took from there, in
     * milliseconds.
     */
    public double windowUntil(int inFlight, Duration length, Runnable event) {
        long begun = System.nanoTime();
        for (int i = 0; i < inFlight; i++) {
            start();
        }
        loop(begun + length.toNanos(), 0, new Times());
        long happened = System.nanoTime();
        event.run();
        drain();
        return (System.nanoTime() - happened) / 1e6;
    }

    /** Keeps that many in flight as long as that is so, then lets the rest end; returns the times of all. */
    public Times windowWhile(int inFlight, BooleanSupplier goesOn) {
        for (int i = 0; i < inFlight; i++) {
            start();
        }
        Times times = new Times();
        while (goesOn.getAsBoolean()) {
            receive(times, Optional.of(this::start));
        }
        drain(times);
        return times;
    }

    /** Starts that many at once and returns how long all of them took, in milliseconds. */
    public double burst(int runs) {
        long begun = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            start();
        }
        drain();
        return (System.nanoTime() - begun) / 1e6;
    }

    /** The median of so many bursts, after one that does not count. */
    public double medianBurst(int runs, int times) {
        burst(runs);
        double[] sorted =
                DoubleStream.generate(() -> burst(runs)).limit(times).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Runs so many, never more than some at once, for a minute at most; returns how long that took, in milliseconds. */
    public double series(int runs, int atOnce) {
        long begun = System.nanoTime();
        int started = 0;
        while (started < runs && System.nanoTime() - begun < DRAIN.toNanos()) {
            while (started < runs && account.openRuns() < atOnce) {
                start();
                started++;
            }
            receive(new Times(), Optional.empty());
        }
        drain();
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Starts runs that are not waited for, because nobody works on them. */
    public void leaveOpen(int runs) {
        for (int i = 0; i < runs; i++) {
            producer.send(target.start(prefix + "-open-" + next++));
        }
        producer.flush();
    }

    /** What became of all runs so far. */
    public Tally tally() {
        return account.tally();
    }

    /** Until the time is over and, if that takes no eternity, so many runs have ended: a window that saw none tells nothing. */
    private void loop(long until, long runs, Times times) {
        long giveUp = until + DRAIN.toNanos();
        long now = System.nanoTime();
        while (now < until || account.endedRuns() < runs && now < giveUp) {
            now = System.nanoTime();
            receive(times, Optional.of(this::start));
        }
    }

    private void drain() {
        drain(new Times());
    }

    private void drain(Times times) {
        long giveUp = System.nanoTime() + DRAIN.toNanos();
        while (account.openRuns() > 0 && System.nanoTime() < giveUp) {
            receive(times, Optional.empty());
        }
    }

    private void receive(Times times, Optional<Runnable> another) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Optional<ProducerRecord<byte[], byte[]>> answer = target.next(record);
            if (answer.isPresent()) {
                producer.send(answer.get());
                continue;
            }
            String runId = new String(record.key(), StandardCharsets.UTF_8);
            if (runId.indexOf(Correlation.MARK) >= 0) {
                // A run that one of ours has started.
                continue;
            }
            OptionalLong took = account.ended(runId, target.isGood(record), System.nanoTime());
            took.ifPresent(times::add);
            if (took.isPresent()) {
                another.ifPresent(Runnable::run);
            }
        }
    }

    private void start() {
        String runId = prefix + "-" + next++;
        while (!isChosen.test(runId)) {
            runId = prefix + "-" + next++;
        }
        ProducerRecord<byte[], byte[]> record = target.start(runId);
        account.started(runId, System.nanoTime());
        producer.send(record);
    }

    private static Map<String, Double> difference(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new HashMap<>();
        after.forEach((process, seconds) -> used.put(process, seconds - before.getOrDefault(process, 0.0)));
        return used;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
