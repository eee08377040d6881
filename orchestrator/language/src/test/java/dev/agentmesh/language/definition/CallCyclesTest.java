package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Workflow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallCyclesTest {
    private static Workflow calling(String name, String... called) {
        var source = new StringBuilder("mesh: v1\nworkflow: " + name + "\nsteps:\n  - do:\n      - agent: a\n");
        Arrays.stream(called)
                .forEach(other ->
                        source.append("      - workflow: ").append(other).append('\n'));
        return Parsing.valid(source.toString());
    }

    @Test
    void a_ring_is_found_once() {
        List<Workflow> ring = List.of(calling("a", "b"), calling("b", "c"), calling("c", "a", "d"), calling("d"));
        assertThat(CallCycles.among(ring)).containsExactly(List.of("a", "b", "c", "a"));
        assertThat(CallCycles.CODE).isEqualTo("MESH-2041");
    }

    @Test
    void two_ways_to_one_workflow_are_no_cycle() {
        assertThat(CallCycles.among(
                        List.of(calling("a", "b", "c"), calling("b", "d"), calling("c", "d"), calling("d"))))
                .isEmpty();
    }

    @Test
    void a_version_does_not_hide_a_cycle() {
        assertThat(CallCycles.among(List.of(calling("a", "b@2"), calling("b", "a@1"))))
                .containsExactly(List.of("a", "b", "a"));
    }

    @Test
    void who_leads_into_a_ring_is_no_part_of_it() {
        assertThat(CallCycles.among(List.of(calling("x", "a"), calling("a", "b"), calling("b", "a"))))
                .containsExactly(List.of("a", "b", "a"));
    }

    @Test
    void what_is_not_there_calls_nothing() {
        assertThat(CallCycles.among(List.of(calling("a", "elsewhere")))).isEmpty();
    }
}
