package dev.agentmesh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.bench.load.Account;
import dev.agentmesh.bench.part.Memory;
import dev.agentmesh.bench.part.Part;
import dev.agentmesh.bench.part.Startup;
import dev.agentmesh.cli.error.CliException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    private static final List<Part> PARTS = List.of(new Memory(), new Startup(Path.of(""), Path.of("data")));

    @Test
    void without_names_every_part_is_measured() {
        assertThat(BenchOptions.parse(List.of()).chosen(PARTS)).isEqualTo(PARTS);
    }

    @Test
    void named_parts_alone_are_measured() {
        assertThat(BenchOptions.parse(List.of("--only=startup")).chosen(PARTS))
                .extracting(Part::name)
                .containsExactly("startup");
    }

    @Test
    void an_unknown_part_is_refused_with_the_names_there_are() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--only=memroy")).chosen(PARTS))
                .isInstanceOfSatisfying(CliException.class, e -> {
                    assertThat(e.code()).isEqualTo("MESH-1062");
                    assertThat(e.error().cause()).contains("memory, startup");
                });
    }

    @Test
    void an_argument_without_a_value_is_refused() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--loud"))).hasMessageContaining("--loud");
    }

    @Test
    void a_bench_that_lost_a_run_has_no_figures() {
        assertThatThrownBy(() -> new Accounts().settle("64 in flight", new Account.Tally(10, 9, 0, 0)))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo("MESH-1061"));
    }

    @Test
    void a_run_that_ended_twice_is_one_too_many() {
        assertThatThrownBy(() -> new Accounts().settle("64 in flight", new Account.Tally(10, 10, 0, 1)))
                .hasMessageContaining("1 outcomes belong to no open run");
    }
}
