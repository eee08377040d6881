package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.choose;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.on;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.spec.Definitions;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private static final Workflow FLOW = workflow(
            block("d", parallel("p", ALL, branch("x", agent("a")), branch("y", agent("b"), agent("c")))),
            map("m", "input", 1, ALL, choose("s", on("true", agent("e")), on("true", agent("f")))),
            agent("g").caughtWhen("true", agent("h")).caught(agent("i")));

    private static List<String> sequence(String frame) {
        return new Outline(FLOW)
                .sequence(new StepPath(frame)).stream().map(Step::id).toList();
    }

    @Test
    void every_frame_has_its_sequence() {
        assertThat(sequence("")).containsExactly("d", "m", "g");
        assertThat(sequence("d")).containsExactly("p");
        assertThat(sequence("d/p[x]")).containsExactly("a");
        assertThat(sequence("d/p[y]")).containsExactly("b", "c");
        assertThat(sequence("m[17]")).containsExactly("s");
        assertThat(sequence("m[17]/s[1]")).containsExactly("f");
        assertThat(sequence("g[catch0]")).containsExactly("h");
        assertThat(sequence("g[catch1]")).containsExactly("i");
    }

    @Test
    void every_step_is_found_where_it_stands() {
        Outline outline = new Outline(FLOW);
        for (Step step : Definitions.steps(FLOW)) {
            assertThat(outline.find(step.id()).orElseThrow().step()).isEqualTo(step);
        }
        Outline.Node node = outline.node(new StepPath("d/p[y]/c"));
        assertThat(node.position()).isEqualTo(1);
        assertThat(node.owner()).contains("p");
        assertThat(node.lane()).contains("y");
        assertThat(outline.isCatch(new StepPath("g[catch1]"))).isTrue();
        assertThat(outline.isCatch(new StepPath("g[catch2]"))).isFalse();
        assertThat(outline.isCatch(new StepPath("d/p[x]"))).isFalse();
        assertThat(outline.isCatch(StepPath.ROOT)).isFalse();
    }

    @Test
    void a_step_that_is_not_there_is_a_broken_log() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Outline(FLOW).step(new StepPath("nowhere")))
                .withMessageContaining("nowhere");
        assertThatIllegalStateException().isThrownBy(() -> sequence("g[0]"));
    }

    @Test
    void an_id_stands_for_one_step() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outline(workflow(agent("a"), block("d", agent("a")))))
                .withMessageContaining("\"a\" twice");
    }

    @Test
    void a_branch_cannot_be_mistaken_for_a_catch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outline(workflow(
                        parallel("p", ALL, branch("catch0", agent("a"))).caught(agent("b")))))
                .withMessageContaining("catch0");
        assertThat(new Outline(workflow(parallel("p", ALL, branch("catch0", agent("a"))))).find("a"))
                .isPresent();
    }
}
