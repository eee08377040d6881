package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.LoopTarget;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One run that maps over many items, and what an item costs in a long map compared with a short one. */
public final class MapEach implements MeshPart {
    private static final int SHORT = 100;

    private final int items;
    private final Accounts accounts;

    /** @param items of the long map */
    public MapEach(int items, Accounts accounts) {
        this.items = items;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "map";
    }

    @Override
    public void round(Rig rig, Results results) {
        String figure = "map" + items;
        results.addFloor(figure + ".s", "s", burst(rig.floor(new LoopTarget(1)), items, 1) / 1e3);
        double whole = burst(rig.meshOnOnePartition(Workflows.MAP, list(items)), 1, 1);
        results.add(figure + ".s", "s", whole / 1e3);
        // As many items in short maps, as many of them open at a time, on the same partition: the same work but for the
        // length of each.
        int maps = items / SHORT;
        double parts = series(rig.meshOnOnePartition(Workflows.MAP, list(SHORT)), maps);
        results.add(figure + ".item.us", "us", whole * 1e3 / items);
        results.add("map" + SHORT + ".item.us", "us", parts * 1e3 / (maps * SHORT));
        results.add("map.item.ratio", "", whole / items / (parts / (maps * SHORT)));
    }

    private double burst(Load load, int atOnce, int times) {
        try (load) {
            double took = 0;
            for (int i = 0; i < times; i++) {
                took += load.burst(atOnce);
            }
            accounts.settle(name(), load.tally());
            return took / times;
        }
    }

    private double series(Load load, int maps) {
        try (load) {
            double took = load.series(maps, Math.max(1, Workflows.MAP_WIDTH / SHORT));
            accounts.settle(name(), load.tally());
            return took;
        }
    }

    /** The input of such a map, as JSON. */
    static String list(int size) {
        return IntStream.range(0, size).mapToObj(i -> "\"i" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
