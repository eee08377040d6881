package dev.agentmesh.bench.micro;

import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.serde.RecordSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH measure every piece. */
public final class PieceRun {
    private static final int WARM_UPS = 2;
    private static final int REPEATS = 3;

    private final Duration each;
    private final Forks forks;

    /** Where pieces are measured. */
    public enum Forks {
        /** All in this process, one after the other: soon over, and each meets what the compiler learnt from those before. */
        NONE,
        /** Each in a process of its own, as JMH wants it. */
        ONE_A_PIECE
    }

    /** @param each how long one of two warm-ups and of three repeats takes */
    public PieceRun(Duration each, Forks forks) {
        this.each = each;
        this.forks = forks;
    }

    /**
     * Nanoseconds by piece.
     *
     * @param log where JMH writes what it does
     */
    public Map<String, Double> nanos(ClusterSettings cluster, RecordSerde serde, Path log) {
        List<String> properties = new ArrayList<>();
        cluster.properties().forEach((name, value) -> properties.add(PieceBenchmark.CLUSTER + name + "=" + value));
        properties.add(PieceBenchmark.NAMESPACE + "=" + cluster.names().namespace());
        properties.forEach(property -> {
            int equals = property.indexOf('=');
            System.setProperty(property.substring(0, equals), property.substring(equals + 1));
        });
        TimeValue time = TimeValue.milliseconds(each.toMillis());
        var options = new OptionsBuilder()
                .include(PieceBenchmark.class.getName())
                .param(
                        "piece",
                        new Pieces(serde, cluster.names()).work().keySet().toArray(String[]::new))
                .forks(forks == Forks.NONE ? 0 : 1)
                .jvmArgsAppend(
                        properties.stream().map(property -> "-D" + property).toArray(String[]::new))
                .warmupIterations(WARM_UPS)
                .warmupTime(time)
                .measurementIterations(REPEATS)
                .measurementTime(time)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.NORMAL)
                .output(log.toString())
                .build();
        Map<String, Double> nanos = new LinkedHashMap<>();
        try {
            for (RunResult result : new Runner(options).run()) {
                nanos.put(
                        result.getParams().getParam("piece"),
                        result.getPrimaryResult().getScore());
            }
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH did not measure; see " + log, e);
        }
        return nanos;
    }
}
