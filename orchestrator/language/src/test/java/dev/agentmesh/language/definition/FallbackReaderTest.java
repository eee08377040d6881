package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackReaderTest {
    private static ParsedWorkflow parse(String step) {
        String indented = "  - " + step.strip().replace("\n", "\n    ");
        return new WorkflowParser().parse("mesh: v1\nworkflow: w\nsteps:\n" + indented + "\n", "w.yaml");
    }

    private static List<Verb.AgentCall> fallback(String step) {
        return ((ParsedWorkflow.Valid) parse(step))
                .workflow()
                .steps()
                .getFirst()
                .modifiers()
                .fallback();
    }

    private static String problems(String step) {
        return ((ParsedWorkflow.Invalid) parse(step)).render();
    }

    @Test
    void it_is_one_agent_or_several_in_their_order() {
        assertThat(fallback("agent: a")).isEmpty();
        assertThat(fallback("agent: a\nfallback: b/careful")).containsExactly(new Verb.AgentCall("b", "careful"));
        assertThat(fallback("agent: a\nfallback: [b, a/slow]"))
                .containsExactly(new Verb.AgentCall("b", ""), new Verb.AgentCall("a", "slow"));
    }

    @Test
    void nobody_has_two_turns() {
        assertThat(problems("agent: a\nfallback: a")).contains("MESH-2032", "\"a\" is named twice");
        assertThat(problems("agent: a\nfallback: [b, b]")).contains("MESH-2032", "\"b\" is named twice");
    }

    @Test
    void there_are_one_to_five() {
        assertThat(problems("agent: a\nfallback: []")).contains("MESH-2014", "1 to 5 agents but has 0");
        assertThat(problems("agent: a\nfallback: [b, c, d, e, f, g]")).contains("MESH-2014", "has 6");
    }

    @Test
    void it_names_agents_and_belongs_to_an_agent() {
        assertThat(problems("agent: a\nfallback: No Agent")).contains("MESH-2018", "names no agent");
        assertThat(problems("do: [{ agent: a }]\nfallback: b"))
                .contains("\"fallback\" does not belong to a step with the verb \"do\"");
    }
}
