package dev.agentmesh.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void a_ratio_is_the_median_of_the_rounds_own_ratios() {
        Results results = new Results();
        double[][] rounds = {{100, 50}, {10, 4}, {30, 10}};
        for (double[] round : rounds) {
            results.add("a", "ms", round[0]);
            results.addFloor("a", "ms", round[1]);
        }
        Series series = results.find("a").orElseThrow();
        assertThat(series.value()).isEqualTo(30);
        assertThat(series.min()).isEqualTo(10);
        assertThat(series.max()).isEqualTo(100);
        assertThat(series.floor()).hasValue(10);
        assertThat(series.ratio().orElseThrow()).isEqualTo(2.5, within(1e-9));
    }

    @Test
    void a_figure_without_a_floor_has_no_ratio() {
        Results results = new Results();
        results.add("a", "MB", 312.3456);
        assertThat(ResultsJson.of(results).toString())
                .isEqualTo("{\"results\":[{\"name\":\"a\",\"value\":312.3,\"unit\":\"MB\",\"min\":312.3,"
                        + "\"max\":312.3,\"floor\":null,\"ratio\":null}]}");
    }

    @Test
    void a_floor_alone_is_no_figure() {
        Results results = new Results();
        results.addFloor("a", "ms", 1);
        assertThat(results.all()).isEmpty();
    }

    @Test
    void the_table_has_a_line_per_figure_below_its_head() {
        Results results = new Results();
        results.add("inflight64.runs_per_s", "/s", 1234.5);
        assertThat(ResultsTable.lines(results)).hasSize(2).last().asString().contains("1,23", "/s");
    }
}
