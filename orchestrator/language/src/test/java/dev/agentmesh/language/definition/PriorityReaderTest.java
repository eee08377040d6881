package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorityReaderTest {
    private static ParsedWorkflow parse(String header, String steps) {
        return new WorkflowParser().parse("mesh: v1\nworkflow: w\n" + header + "steps:\n" + steps, "w.yaml");
    }

    private static List<Step> steps(String header, String steps) {
        return ((ParsedWorkflow.Valid) parse(header, steps)).workflow().steps();
    }

    private static String problems(String steps) {
        return ((ParsedWorkflow.Invalid) parse("", steps)).render();
    }

    @Test
    void a_step_says_its_own_and_the_file_that_of_the_others() {
        List<Step> steps = steps(
                "defaults: { priority: 3 }\n", "  - { agent: a, priority: 9 }\n  - agent: b\n  - set: { x: 1 }\n");
        assertThat(steps.get(0).modifiers().priority()).contains(9);
        assertThat(steps.get(1).modifiers().priority()).contains(3);
        assertThat(steps.get(2).modifiers().priority()).isEmpty();
        assertThat(steps("", "  - agent: a\n").getFirst().modifiers().priority())
                .isEmpty();
    }

    @Test
    void a_verb_that_calls_agents_has_one_too() {
        assertThat(steps("", "  - vote: { voters: [a, b, c], ballot: output }\n    priority: 7\n")
                        .getFirst()
                        .modifiers()
                        .priority())
                .contains(7);
    }

    @Test
    void it_is_a_whole_number_from_one_to_nine() {
        assertThat(problems("  - { agent: a, priority: 10 }\n")).contains("MESH-2014");
        assertThat(problems("  - { agent: a, priority: high }\n")).contains("priority");
    }

    @Test
    void it_belongs_to_steps_that_call_agents() {
        assertThat(problems("  - do: [{ agent: a }]\n    priority: 9\n"))
                .contains("\"priority\" does not belong to a step with the verb \"do\"");
    }
}
