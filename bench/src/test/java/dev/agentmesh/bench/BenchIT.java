package dev.agentmesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.bench.micro.PieceRun;
import dev.agentmesh.bench.report.Chart;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.report.ResultsJson;
import dev.agentmesh.bench.report.ResultsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bench in small: real processes, short windows, no opinion on how fast. */
class BenchIT {
    private static final Set<String> PARTS =
            Set.of("single", "inflight16", "fanout100", "depth3", "map", "disk", "memory", "micro");

    @TempDir
    private Path folder;

    @Test
    void a_small_bench_accounts_for_every_run_and_has_a_figure_for_every_part() {
        List<String> notes = new ArrayList<>();
        Bench bench = new Bench(options(), notes::add);

        Results results = bench.run();

        assertThat(bench.runs()).as(String.join("\n", notes)).isGreaterThan(500);
        JsonNode json = ResultsJson.of(results);
        assertThat(json.path("results")).isNotEmpty().allSatisfy(one -> {
            assertThat(one.properties())
                    .extracting(java.util.Map.Entry::getKey)
                    .containsExactly("name", "value", "unit", "min", "max", "floor", "ratio");
            assertThat(one.path("value").isNumber()).as(one.toString()).isTrue();
            assertThat(one.path("min").asDouble())
                    .isLessThanOrEqualTo(one.path("max").asDouble());
        });
        Set<String> names = new TreeSet<>();
        json.path("results").forEach(one -> names.add(one.path("name").asText()));
        assertThat(names)
                .contains(
                        "single.step.p50.ms",
                        "inflight16.runs_per_s",
                        "inflight16.steps_per_s",
                        "inflight16.cpu.step.orchestrator.us",
                        "clients.inflight16.steps_per_s",
                        "fanout100.p50.ms",
                        "depth3.p50.ms",
                        "map200.s",
                        "map.item.ratio",
                        "run.kept.bytes",
                        "run.kept.records",
                        "run.state.disk.bytes",
                        "map200.kept.disk.bytes",
                        "map200.kept.records",
                        "memory.orchestrator.mb",
                        "micro.decide.run5.us",
                        "micro.decide.outcome.us",
                        "micro.validate1000.ms");
        assertThat(results.find("inflight16.runs_per_s").orElseThrow().ratio()).isPresent();
        // A run of five steps: started, and at least handed out and completed five times, and completed.
        assertThat(results.find("run.log.records").orElseThrow().min()).isGreaterThanOrEqualTo(12);
        assertThat(ResultsTable.lines(results)).hasSize(names.size() + 1);
        assertThat(Chart.svg(results)).startsWith("<svg").contains("one run in flight");
    }

    private BenchOptions options() {
        return new BenchOptions(
                home(),
                folder.resolve("bench"),
                1,
                Duration.ofMillis(500),
                List.of(1, 16),
                200,
                List.of(10),
                PieceRun.Forks.NONE,
                PARTS,
                BenchOptions.Output.JSON,
                Optional.empty());
    }

    private static Path home() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .takeWhile(Objects::nonNull)
                .filter(folder -> Files.exists(folder.resolve("mesh")))
                .findFirst()
                .orElseThrow();
    }
}
