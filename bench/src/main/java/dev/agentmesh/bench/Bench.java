package dev.agentmesh.bench;

import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.LoopTarget;
import dev.agentmesh.bench.load.PingTarget;
import dev.agentmesh.bench.micro.PieceRun;
import dev.agentmesh.bench.part.Depth;
import dev.agentmesh.bench.part.FanOut;
import dev.agentmesh.bench.part.InFlight;
import dev.agentmesh.bench.part.MapEach;
import dev.agentmesh.bench.part.Memory;
import dev.agentmesh.bench.part.MeshPart;
import dev.agentmesh.bench.part.Micro;
import dev.agentmesh.bench.part.Mixes;
import dev.agentmesh.bench.part.Overload;
import dev.agentmesh.bench.part.Part;
import dev.agentmesh.bench.part.Pool;
import dev.agentmesh.bench.part.ReadSide;
import dev.agentmesh.bench.part.Restart;
import dev.agentmesh.bench.part.Shard;
import dev.agentmesh.bench.part.Startup;
import dev.agentmesh.bench.part.Volume;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.bench.setup.Workflows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything measured in one run, in rounds: a slow minute of the machine hits mesh and floor alike. */
public final class Bench {
    private static final int FAN_TIMES = 15;
    private static final int VOLUME_RUNS = 500;
    private static final int FEW = 8;
    private static final int WARM = 512;
    /** A dev server started and stopped takes a quarter of a minute, and varies little. */
    private static final int STARTS = 2;

    /** A window of the flood is so many repeats of a piece. */
    private static final int PIECES_A_WINDOW = 12;
    /** Orchestrator and agent are programs of ten thousand methods; their compilers are busy for some seconds. */
    private static final int MESH_WARM_WINDOWS = 5;

    private static final int MESH_WARM = 4_096;

    private final BenchOptions options;
    private final Consumer<String> notes;
    private final Accounts accounts = new Accounts();

    /** @param notes takes a line about the progress now and then */
    public Bench(BenchOptions options, Consumer<String> notes) {
        this.options = options;
        this.notes = notes;
    }

    /** Runs that were started by the bench and completed exactly once. */
    public long runs() {
        return accounts.runs();
    }

    /**
     * Measures.
     *
     * @throws dev.agentmesh.cli.error.CliException MESH-1060, MESH-1061 or MESH-1062
     */
    public Results run() {
        List<Part> parts = options.chosen(parts());
        Results results = new Results();
        List<MeshPart> onMesh = ofKind(MeshPart.class, parts);
        if (!onMesh.isEmpty()) {
            try (Rig rig = Rig.start(options.home(), options.data(), notes)) {
                warm(rig);
                rounds(
                        options.rounds(),
                        onMesh.stream().filter(part -> !part.isChilling()).toList(),
                        part -> part.round(rig, results));
                rounds(
                        options.rounds(),
                        onMesh.stream().filter(MeshPart::isChilling).toList(),
                        part -> part.round(rig, results));
            }
        }
        rounds(Math.min(STARTS, options.rounds()), ofKind(Startup.class, parts), part -> part.round(results));
        return results;
    }

    private static <P extends Part> List<P> ofKind(Class<P> kind, List<Part> parts) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <P extends Part> void rounds(int times, List<P> parts, Consumer<P> measure) {
        for (int round = 1; round <= times; round++) {
            for (P part : parts) {
                long begun = System.nanoTime();
                measure.accept(part);
                notes.accept(String.format(
                        Locale.ROOT,
                        " round %d of %d  %-14s %5.1f s",
                        round,
                        times,
                        part.name(),
                        (System.nanoTime() - begun) / 1e9));
            }
        }
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int level : options.levels()) {
            parts.add(new InFlight(level, options.window(), accounts));
        }
        parts.add(new FanOut(FAN_TIMES, accounts));
        parts.add(new Depth(FAN_TIMES, accounts));
        parts.add(new MapEach(options.mapItems(), accounts));
        parts.add(new Volume(VOLUME_RUNS, options.mapItems(), accounts));
        parts.add(new Memory());
        parts.add(new Micro(new PieceRun(options.window().dividedBy(PIECES_A_WINDOW), options.forks())));
        parts.add(new Startup(options.home(), options.data().resolve("startup")));
        parts.add(new Restart(options.openRuns(), options.window(), accounts));
        // Many more processes or minutes than the others need: only for those who ask for them.
        Stream.of(
                        new Overload(options.mapItems(), accounts),
                        new ReadSide(options.home(), options.window(), accounts),
                        new Pool(options.home(), accounts),
                        new Shard(options.home(), options.window(), accounts),
                        new Mixes(options.home(), accounts))
                .filter(part -> options.only().contains(part.name()))
                .forEach(parts::add);
        return parts;
    }

    /** Compilers warm up; what they do meanwhile is no figure. */
    private void warm(Rig rig) {
        long begun = System.nanoTime();
        Duration window = options.window();
        warm(rig.floor(new PingTarget(Workflows.STEPS)), WARM, window);
        warm(rig.floor(new LoopTarget(Workflows.STEPS)), WARM, window.multipliedBy(2));
        warm(rig.mesh(Workflows.FIVE, "\"x\""), WARM, window);
        // As many as the fullest part has: a compiler is told by how often something runs, not by how long.
        warm(rig.mesh(Workflows.FIVE, "\"x\""), MESH_WARM, window.multipliedBy(MESH_WARM_WINDOWS));
        // With few in flight programs take other ways, and the compilers begin again.
        warm(rig.mesh(Workflows.FIVE, "\"x\""), FEW, window);
        warm(rig.floor(new LoopTarget(Workflows.STEPS)), 1, window);
        warm(rig.mesh(Workflows.FIVE, "\"x\""), 1, window);
        notes.accept(String.format(Locale.ROOT, " warm          ok  %5.1f s", (System.nanoTime() - begun) / 1e9));
    }

    private void warm(Load load, int inFlight, Duration window) {
        try (load) {
            load.window(inFlight, window);
            accounts.settle("warming up", load.tally());
        }
    }
}
