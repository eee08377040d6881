package dev.agentmesh.bench.part;

import dev.agentmesh.bench.agent.WaitingAgents;
import dev.agentmesh.bench.load.Window;
import dev.agentmesh.bench.setup.Rig;
import dev.agentmesh.cli.dev.AgentLaunch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * The processes of one waiting agent, all of one width and with one way to consume. Their code is compiled once and not again: what a
 * compiler does in a window of seconds would be the figure otherwise.
 */
final class Crew implements AutoCloseable {
    private static final String PROCESS = "crew-";

    private final Rig rig;
    private final Path home;
    private final String agent;
    private final Way way;
    private final int width;
    private final Path diary;
    private final List<Started> processes = new ArrayList<>();
    private final IntSupplier numbers;

    /**
     * A crew of nobody yet.
     *
     * @param numbers tells its processes and their logs from all others
     * @param diary takes a line for each execution; what an earlier bench left there is removed
     */
    Crew(Rig rig, Path home, String agent, Way way, int width, IntSupplier numbers, Path diary) {
        this.rig = rig;
        this.home = home;
        this.agent = agent;
        this.way = way;
        this.width = width;
        this.numbers = numbers;
        this.diary = diary;
        try {
            Files.deleteIfExists(diary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot begin a diary anew", e);
        }
    }

    /** Returns when there are so many and all are ready. */
    Crew grow(int count) {
        List<Thread> starts = IntStream.range(processes.size(), count)
                .mapToObj(_ -> numbers.getAsInt())
                .map(number -> Thread.ofPlatform().start(() -> add(number)))
                .toList();
        try {
            for (Thread start : starts) {
                start.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while agents were started", e);
        }
        if (processes.size() != count) {
            throw new IllegalStateException("of " + count + " processes of " + agent + ", " + processes.size()
                    + " are ready; see the logs in " + rig.data());
        }
        IntStream.range(0, count)
                .forEach(i -> rig.meshProcesses()
                        .put(PROCESS + i, processes.get(i).process().pid()));
        return this;
    }

    private void add(int number) {
        Started process = start(number);
        synchronized (processes) {
            processes.add(process);
        }
    }

    private Started start(int number) {
        String instance = agent + "-" + number;
        ProcessBuilder program = new AgentLaunch(
                        home, Rig.ownClasses(), rig.cluster(), Optional.of(agent), Optional.of(instance))
                .program();
        // A first start records what it loads, and takes seconds for that when it ends.
        program.command().removeIf(word -> word.startsWith("-XX:AOT"));
        program.environment().put("MESH_AGENT_CONSUMPTION", way.word());
        program.environment().put("MESH_WIDTH", Integer.toString(width));
        program.environment().put(WaitingAgents.DIARY, diary.toString());
        program.environment().put("JAVA_TOOL_OPTIONS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return Started.when(instance, program, "{\"ready\":true", rig.data().resolve(instance + ".log"));
    }

    /** Ends, in order, all but so many. */
    void shrink(int count) {
        while (processes.size() > count) {
            processes.removeLast().close();
        }
    }

    /** Kills one without a word. */
    void killOne() {
        processes.removeLast().process().destroyForcibly();
    }

    /** Ends one in order and starts another. */
    void replaceOne() {
        int count = processes.size();
        shrink(count - 1);
        grow(count);
    }

    /** CPU of all its processes in the window, in seconds. */
    static double cpuSeconds(Window window) {
        return window.cpuSeconds().entrySet().stream()
                .filter(process -> process.getKey().startsWith(PROCESS))
                .mapToDouble(process -> process.getValue())
                .sum();
    }

    /** CPU seconds a second that its processes and the broker take while nothing is asked of them. */
    double idle(Duration length) {
        double before = spent();
        long begun = System.nanoTime();
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nothing happened", e);
        }
        return (spent() - before) / ((System.nanoTime() - begun) / 1e9);
    }

    private double spent() {
        return rig.meshProcesses().cpuSeconds().entrySet().stream()
                .filter(process ->
                        process.getKey().startsWith(PROCESS) || process.getKey().equals("broker"))
                .mapToDouble(process -> process.getValue())
                .sum();
    }

    /** Resident megabytes of the first of them. */
    double megabytes() {
        return rig.meshProcesses().megabytes(PROCESS + 0).orElse(Double.NaN);
    }

    @Override
    public void close() {
        shrink(0);
    }
}
