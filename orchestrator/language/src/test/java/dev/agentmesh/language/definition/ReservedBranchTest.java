package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReservedBranchTest {
    @Test
    void a_branch_cannot_be_named_like_the_lane_of_a_catch() {
        ParsedWorkflow parsed = new WorkflowParser().parse("""
                mesh: v1
                workflow: w
                steps:
                  - id: both
                    parallel:
                      branches:
                        catch0: { agent: a }
                        catcher: { id: b, agent: b }
                    catch: [{ agent: c }]
                """, "w.yaml");

        assertThat(((ParsedWorkflow.Invalid) parsed).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("MESH-2018");
            assertThat(problem.line()).isEqualTo(7);
        });
    }
}
