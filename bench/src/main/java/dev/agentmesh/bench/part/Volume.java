package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.measure.TopicVolume;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import dev.agentmesh.topics.catalogue.TopicNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What a finished run of five steps leaves on the broker: records and bytes of its log and of the stores' changelogs. */
public final class Volume implements MeshPart {
    private static final Set<String> KEPT = Set.of("log", "changelog");

    private final int runs;
    private final Accounts accounts;
    private boolean measured;

    /** @param runs to average over */
    public Volume(int runs, Accounts accounts) {
        this.runs = runs;
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
        TopicNames names = rig.cluster().names();
        String application = names.namespace() + ".orchestrator";
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("log", List.of(names.events()));
        groups.put("changelog", List.of(application + "-runs-changelog", application + "-timers-changelog"));
        groups.put("messages", List.of(names.commands(), names.tasks("noop"), names.results(), names.outcomes()));
        Map<String, Map<TopicPartition, Long>> before = new LinkedHashMap<>();
        try (KafkaConsumer<byte[], byte[]> reader = rig.reader()) {
            TopicVolume volume = new TopicVolume(reader);
            groups.values().forEach(topics -> topics.forEach(topic -> before.put(topic, volume.ends(topic))));
            double diskBefore = onDisk(rig, KEPT, groups);
            work(rig);
            double disk = onDisk(rig, KEPT, groups) - diskBefore;
            results.add("run.kept.disk.bytes", "B", disk / runs);
            double records = 0;
            double bytes = 0;
            for (Map.Entry<String, List<String>> group : groups.entrySet()) {
                Sum sum = sum(volume, group.getValue(), before);
                results.add("run." + group.getKey() + ".records", "", sum.records() / runs);
                results.add("run." + group.getKey() + ".bytes", "B", sum.bytes() / runs);
                if (KEPT.contains(group.getKey())) {
                    records += sum.records() / runs;
                    bytes += sum.bytes() / runs;
                }
            }
            results.add("run.kept.records", "", records);
            results.add("run.kept.bytes", "B", bytes);
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

    private void work(Rig rig) {
        try (Load load = rig.mesh(Workflows.FIVE, "\"x\"")) {
            load.burst(runs);
            accounts.settle(name(), load.tally());
        }
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
