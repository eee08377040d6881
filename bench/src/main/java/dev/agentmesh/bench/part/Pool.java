package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.agent.SleepingAgent;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.cli.dev.AgentLaunch;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A map over items that wait, done by one instance of their agent, then by four and by sixteen: what a pool gains by its size. */
public final class Pool implements MeshPart {
    private static final List<Integer> SIZES = List.of(1, 4, 16);
    private static final int MOST = 16;
    /** For each instance: about a second of work for all of them. */
    private static final int ITEMS = 1_000 / SleepingAgent.MILLIS * SleepingAgent.WIDTH;

    private static final String WORKFLOW = "bench-pool";
    private static final String AGENT = "sleeper";

    private final Path home;
    private final Accounts accounts;

    /** @param home root of the installation */
    public Pool(Path home, Accounts accounts) {
        this.home = home;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "pool";
    }

    @Override
    public boolean isChilling() {
        return true;
    }

    @Override
    public void round(Rig rig, Results results) {
        deploy(rig);
        Deque<Started> pool = new ArrayDeque<>();
        try {
            double one = 0;
            for (int size : SIZES) {
                while (pool.size() < size) {
                    pool.push(start(rig, pool.size()));
                }
                double rate = rate(rig, size * ITEMS);
                one = size == 1 ? rate : one;
                results.add("pool" + size + ".items_per_s", "/s", rate);
                results.add("pool" + size + ".gain", "x", rate / one);
            }
        } finally {
            pool.forEach(Started::close);
        }
    }

    /** Once to warm up and to let the group settle, then measured. */
    private double rate(Rig rig, int items) {
        String input =
                IntStream.range(0, items).mapToObj(i -> "\"i" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        try (Load load = rig.mesh(WORKFLOW, input)) {
            load.burst(1);
            double took = load.burst(1);
            accounts.settle(name(), load.tally());
            return items / (took / 1e3);
        }
    }

    private Started start(Rig rig, int number) {
        ProcessBuilder program = new AgentLaunch(
                        home, Rig.ownClasses(), rig.cluster(), Optional.of(AGENT), Optional.of(AGENT + "-" + number))
                .program();
        program.environment().put("MESH_AGENT_PARTITIONS", Integer.toString(MOST));
        program.environment().put("JAVA_TOOL_OPTIONS", "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return Started.when(
                AGENT + "-" + number, program, "{\"ready\":true", rig.data().resolve(AGENT + "-" + number + ".log"));
    }

    private static void deploy(Rig rig) {
        rig.deploy(WORKFLOW, """
                mesh: v1
                workflow: %s
                steps:
                  - id: each
                    map:
                      over: input
                      as: item
                      width: 1000
                      do:
                        - agent: %s
                          with: ${item}
                output: ${size(steps.each.outputs)}
                """.formatted(WORKFLOW, AGENT));
    }
}
