package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.Times;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.topics.header.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Many more runs at once than can be done: how long they wait until they begin, and how long they take then, by the times in the log. The
 * second should not grow with the number of the first.
 */
public final class Overload implements MeshPart {
    private static final String STARTED = Envelope.TYPE_PREFIX + Event.RunStarted.class.getSimpleName();
    private static final String COMPLETED = Envelope.TYPE_PREFIX + Event.RunCompleted.class.getSimpleName();
    private static final Duration POLL = Duration.ofMillis(200);

    private final int runs;
    private final Accounts accounts;

    /** @param runs started at once */
    public Overload(int runs, Accounts accounts) {
        this.runs = runs;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public void round(Rig rig, Results results) {
        try (KafkaConsumer<byte[], byte[]> log = rig.reader();
                Load load = rig.mesh(Workflows.FIVE, "\"x\"")) {
            String events = rig.cluster().names().events();
            List<TopicPartition> partitions = log.partitionsFor(events).stream()
                    .map(info -> new TopicPartition(events, info.partition()))
                    .toList();
            log.assign(partitions);
            log.seekToEnd(partitions);
            partitions.forEach(log::position);
            Instant begun = Instant.now();
            double took = load.burst(runs);
            accounts.settle(name(), load.tally());
            results.add(name() + ".runs_per_s", "/s", runs / (took / 1e3));
            add(log, begun, results);
        }
    }

    private void add(KafkaConsumer<byte[], byte[]> log, Instant begun, Results results) {
        Map<String, Instant> since = new HashMap<>();
        Times waits = new Times();
        Times durations = new Times();
        while (durations.size() < runs) {
            for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
                String runId = new String(record.key(), StandardCharsets.UTF_8);
                if (Envelope.isOfType(record.headers(), STARTED)) {
                    Instant at = time(record);
                    since.put(runId, at);
                    waits.add(Duration.between(begun, at).toNanos());
                } else if (Envelope.isOfType(record.headers(), COMPLETED) && since.containsKey(runId)) {
                    durations.add(
                            Duration.between(since.get(runId), time(record)).toNanos());
                }
            }
        }
        results.add(name() + ".wait.p50.ms", "ms", waits.quantile(0.5));
        results.add(name() + ".run.p50.ms", "ms", durations.quantile(0.5));
        results.add(name() + ".run.p99.ms", "ms", durations.quantile(0.99));
    }

    private static Instant time(ConsumerRecord<byte[], byte[]> record) {
        return Envelope.readFrom(record.headers()).orElseThrow().time();
    }
}
