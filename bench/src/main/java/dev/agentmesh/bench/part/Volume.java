package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.measure.TopicVolume;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import dev.agentmesh.topics.catalogue.TopicNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What is left of a finished run of five steps and of a long map: records and bytes of their log and of the stores' changelogs on the broker,
 * and the orchestrator's own stores. Measured once: it is the same in every round.
 */
public final class Volume implements MeshPart {
    private static final Set<String> KEPT = Set.of("log", "changelog");

    private final int runs;
    private final int items;
    private final Accounts accounts;
    private boolean measured;

    /**
     * The part.
     *
     * @param runs to average over
     * @param items of the map
     */
    public Volume(int runs, int items, Accounts accounts) {
        this.runs = runs;
        this.items = items;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void round(Rig rig, Results results) {
        if (measured) {
            return;
        }
        measured = true;
        try (KafkaConsumer<byte[], byte[]> reader = rig.reader()) {
            TopicVolume volume = new TopicVolume(reader);
            Left left = new Left(rig, volume, results);
            left.measure("run", runs, () -> work(rig.mesh(Workflows.FIVE, "\"x\""), runs));
            left.measure("map" + items, 1, () -> work(rig.mesh(Workflows.MAP, MapEach.list(items)), 1));
            String outcomes = rig.cluster().names().outcomes();
            Map<TopicPartition, Long> beginning = new HashMap<>(volume.ends(outcomes));
            beginning.replaceAll((_, _) -> 0L);
            results.add(
                    "run.state.disk.bytes",
                    "B",
                    rig.stateBytes() / (double) volume.since(beginning).records());
        }
    }

    private void work(Load load, int times) {
        try (load) {
            load.burst(times);
            accounts.settle(name(), load.tally());
        }
    }

    /** What some work leaves on the broker. */
    private record Left(Rig rig, TopicVolume volume, Results results) {
        /** @param parts the work is made of, over which is averaged */
        void measure(String prefix, int parts, Runnable work) {
            Map<String, List<String>> groups = groups();
            Map<String, Map<TopicPartition, Long>> before = new LinkedHashMap<>();
            groups.values().forEach(topics -> topics.forEach(topic -> before.put(topic, volume.ends(topic))));
            double diskBefore = onDisk(rig, KEPT, groups);
            work.run();
            results.add(prefix + ".kept.disk.bytes", "B", (onDisk(rig, KEPT, groups) - diskBefore) / parts);
            double records = 0;
            double bytes = 0;
            for (Map.Entry<String, List<String>> group : groups.entrySet()) {
                Sum sum = sum(volume, group.getValue(), before);
                results.add(prefix + "." + group.getKey() + ".records", "", sum.records() / parts);
                results.add(prefix + "." + group.getKey() + ".bytes", "B", sum.bytes() / parts);
                if (KEPT.contains(group.getKey())) {
                    records += sum.records() / parts;
                    bytes += sum.bytes() / parts;
                }
            }
            results.add(prefix + ".kept.records", "", records);
            results.add(prefix + ".kept.bytes", "B", bytes);
        }

        private Map<String, List<String>> groups() {
            TopicNames names = rig.cluster().names();
            String application = names.namespace() + ".orchestrator";
            Map<String, List<String>> groups = new LinkedHashMap<>();
            groups.put("log", List.of(names.events()));
            groups.put("changelog", List.of(application + "-runs-changelog", application + "-timers-changelog"));
            groups.put("messages", List.of(names.commands(), names.tasks("noop"), names.results(), names.outcomes()));
            return groups;
        }
    }

    /** Segments as they lie there, compressed where they are. */
    private static double onDisk(Rig rig, Set<String> kept, Map<String, List<String>> groups) {
        Set<String> topics = groups.entrySet().stream()
                .filter(group -> kept.contains(group.getKey()))
                .flatMap(group -> group.getValue().stream())
                .collect(Collectors.toSet());
        return rig.segmentBytes(topics);
    }

    private record Sum(double records, double bytes) {}

    private static Sum sum(TopicVolume volume, List<String> topics, Map<String, Map<TopicPartition, Long>> before) {
        double records = 0;
        double bytes = 0;
        for (String topic : topics) {
            TopicVolume.Volume seen = volume.since(before.getOrDefault(topic, Map.of()));
            records += seen.records();
            bytes += seen.bytes();
        }
        return new Sum(records, bytes);
    }
}
