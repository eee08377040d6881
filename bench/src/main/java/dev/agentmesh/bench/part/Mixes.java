package dev.agentmesh.bench.part;

import dev.agentmesh.bench.Accounts;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.Times;
import dev.agentmesh.bench.load.WaitTarget;
import dev.agentmesh.bench.load.Window;
import dev.agentmesh.bench.measure.Executions;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The two ways to consume tasks, side by side: a consumer group with a ledger, and lanes of a share group. Tasks that take no time, a few
 * slow ones among quick ones, calls of a model; then a process that is killed, one that is replaced under load, and a costly agent's
 * process that is killed. In every second round the ways come in the other order.
 */
public final class Mixes implements MeshPart {
    private static final int WIDE = 64;
    private static final int NARROW = 50;
    private static final int MANY = 4;
    private static final int KILL_MILLIS = 300;
    private static final int ROLLING_MILLIS = 50;
    private static final int KILL_IN_FLIGHT = 32;
    private static final Duration WARM = Duration.ofMillis(2_000);
    private static final Duration WINDOW = Duration.ofMillis(2_500);
    private static final Duration LONG_WINDOW = Duration.ofMillis(6_000);
    private static final Duration QUIET = Duration.ofMillis(1_500);
    private static final Duration BEFORE = Duration.ofMillis(3_000);

    private final Path home;
    private final Accounts accounts;
    private int rounds;
    private int processes;

    /** @param home root of the installation */
    public Mixes(Path home, Accounts accounts) {
        this.home = home;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "mixes";
    }

    @Override
    public boolean isChilling() {
        return true;
    }

    @Override
    public void round(Rig rig, Results results) {
        if (rounds++ == 0) {
            Stream.of(Way.values())
                    .flatMap(way -> Stream.of(cheapAgent(way), costlyAgent(way)))
                    .forEach(agent -> rig.deploy(workflow(agent), source(agent)));
        }
        List<Way> ways = List.of(Way.values());
        List<Way> inTurn = rounds % 2 == 0 ? ways.reversed() : ways;
        inTurn.forEach(way -> new Turn(rig, results, way).wide());
        inTurn.forEach(way -> new Turn(rig, results, way).models());
        inTurn.forEach(way -> new Turn(rig, results, way).costly());
    }

    private static String cheapAgent(Way way) {
        return "waiter-" + way.word();
    }

    private static String costlyAgent(Way way) {
        return "waiter-costly-" + way.word();
    }

    private static String workflow(String agent) {
        return "bench-" + agent;
    }

    private static String source(String agent) {
        return "mesh: v1\nworkflow: " + workflow(agent) + "\nsteps:\n  - id: only\n    agent: " + agent
                + "\n    timeout: 15s\n";
    }

    /** What is done with one way before it is the other's turn. */
    private final class Turn {
        private final Rig rig;
        private final Results results;
        private final Way way;
        private final String round;

        Turn(Rig rig, Results results, Way way) {
            this.rig = rig;
            this.results = results;
            this.way = way;
            this.round = "-" + rounds + ".txt";
        }

        void wide() {
            try (Crew crew = crew(cheapAgent(way), WIDE, "wide").grow(1)) {
                seen(Mix.INSTANT, WIDE, WARM);
                results.add("mixes.idle." + way.word() + ".cpu.ms_per_s", "ms", crew.idle(QUIET) * 1e3);
                figures(Mix.INSTANT, way.word(), seen(Mix.INSTANT, WIDE, WINDOW));
                figures(Mix.TAIL, way.word(), seen(Mix.TAIL, WIDE, WINDOW));
                results.add("mixes.memory." + way.word() + ".mb", "MB", crew.megabytes());
            }
        }

        /** Lanes are at most 64 to a process, so that the calls of a model need four there; a group does them in one, and in four. */
        void models() {
            if (way == Way.GROUP) {
                try (Crew crew = crew(cheapAgent(way), MANY * NARROW, "one").grow(1)) {
                    figures(Mix.MODEL, way.word(), seen(Mix.MODEL, MANY * NARROW, LONG_WINDOW));
                    crew.shrink(0);
                }
            }
            try (Crew crew = crew(cheapAgent(way), NARROW, "four").grow(MANY)) {
                String column = way == Way.GROUP ? way.word() + MANY : way.word();
                figures(Mix.MODEL, column, seen(Mix.MODEL, MANY * NARROW, LONG_WINDOW));
                crew.shrink(2);
                rolling(crew);
                kill(crew);
            }
        }

        private void rolling(Crew crew) {
            Executions before = Executions.in(diary(cheapAgent(way), "four"));
            try (Load load = rig.mesh(waits(cheapAgent(way), ROLLING_MILLIS))) {
                CompletableFuture<Void> replaced = CompletableFuture.runAsync(
                        crew::replaceOne, task -> Thread.ofPlatform().start(task));
                Times times = load.windowWhile(WIDE, () -> !replaced.isDone());
                replaced.join();
                accounts.settle(name() + ", rolling, " + way.word(), load.tally());
                Executions after = Executions.in(diary(cheapAgent(way), "four"));
                String prefix = "mixes.rolling." + way.word();
                results.add(prefix + ".redelivered", "", after.beyondTasks() - before.beyondTasks());
                results.add(prefix + ".p50.ms", "ms", times.quantile(0.5));
                results.add(prefix + ".p99.ms", "ms", times.quantile(0.99));
                results.add(prefix + ".max.ms", "ms", times.quantile(1));
            }
        }

        private void kill(Crew crew) {
            try (Load load = rig.mesh(waits(cheapAgent(way), KILL_MILLIS))) {
                double took = load.windowUntil(KILL_IN_FLIGHT, BEFORE, crew::killOne);
                accounts.settle(name() + ", kill, " + way.word(), load.tally());
                results.add("mixes.kill." + way.word() + ".s", "s", (took - KILL_MILLIS) / 1e3);
            }
        }

        void costly() {
            try (Crew crew = crew(costlyAgent(way), KILL_IN_FLIGHT, "two").grow(2);
                    Load load = rig.mesh(waits(costlyAgent(way), KILL_MILLIS))) {
                double took = load.windowUntil(KILL_IN_FLIGHT, BEFORE, crew::killOne);
                long failed = accounts.settleEnded(name() + ", costly, " + way.word(), load.tally());
                Executions seen = Executions.in(diary(costlyAgent(way), "two"));
                String prefix = "mixes.costly." + way.word();
                results.add(prefix + ".s", "s", (took - KILL_MILLIS) / 1e3);
                results.add(prefix + ".duplicates", "", seen.beyondAttempts());
                results.add(prefix + ".lost", "", seen.lost());
                results.add(prefix + ".failed", "", failed);
            }
        }

        private Crew crew(String agent, int width, String what) {
            return new Crew(rig, home, agent, way, width, () -> ++processes, diary(agent, what));
        }

        private Path diary(String agent, String what) {
            return rig.data().resolve(agent + "-" + what + round);
        }

        private WaitTarget waits(String agent, int millis) {
            return rig.waits(workflow(agent), _ -> millis, 0);
        }

        private Seen seen(Mix mix, int inFlight, Duration length) {
            WaitTarget target = rig.waits(workflow(cheapAgent(way)), mix::millis, inFlight);
            try (Load load = rig.mesh(target)) {
                Window window = load.window(inFlight, length);
                accounts.settle(name() + ", " + mix.word() + ", " + way.word(), load.tally());
                return new Seen(window, target.pickups());
            }
        }

        private void figures(Mix mix, String column, Seen seen) {
            String prefix = "mixes." + mix.word() + "." + column;
            Window window = seen.window();
            results.add(prefix + ".steps_per_s", "/s", window.runsPerSecond());
            results.add(prefix + ".pickup.p50.ms", "ms", seen.pickups().quantile(0.5));
            results.add(prefix + ".pickup.p99.ms", "ms", seen.pickups().quantile(0.99));
            results.add(prefix + ".cpu.step.agent.us", "us", Crew.cpuSeconds(window) * 1e6 / window.runs());
            results.add(prefix + ".cpu.step.us", "us", window.cpuMillisPerRun() * 1e3);
        }
    }

    /** One window of a mix. */
    private record Seen(Window window, Times pickups) {}
}
