package dev.agentmesh.bench.micro;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordSerde;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What JMH repeats: one piece, by its name. Codecs encode with the schemas of a mesh that runs, as every program does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PieceBenchmark {
    /** System properties that begin so say where the mesh is. */
    static final String CLUSTER = "bench.cluster.";

    static final String NAMESPACE = "bench.namespace";

    /** The names of {@link Pieces#work()}; {@link PieceRun} says which. */
    @Param("")
    public String piece = "";

    private Supplier<?> work = () -> "";
    private AutoCloseable registry = () -> {};

    @Setup
    public void find() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(CLUSTER))
                .forEach(name -> properties.put(name.substring(CLUSTER.length()), System.getProperty(name)));
        HttpSchemaRegistry schemas = HttpSchemaRegistry.from(properties);
        registry = schemas;
        Map<String, Supplier<?>> pieces = new Pieces(
                        RecordSerde.open(properties, schemas),
                        new TopicNames(System.getProperty(NAMESPACE, TopicNames.DEFAULT_NAMESPACE)))
                .work();
        work = Objects.requireNonNull(pieces.get(piece), piece);
    }

    @TearDown
    public void leave() throws Exception {
        registry.close();
    }

    @Benchmark
    public Object piece() {
        return work.get();
    }
}
