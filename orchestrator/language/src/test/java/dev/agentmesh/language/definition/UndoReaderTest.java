package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Undo;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndoReaderTest {
    private static ParsedWorkflow parse(String step) {
        String indented = "  - " + step.strip().replace("\n", "\n    ");
        return new WorkflowParser().parse("mesh: v1\nworkflow: w\nsteps:\n" + indented + "\n", "w.yaml");
    }

    private static String problems(String step) {
        return ((ParsedWorkflow.Invalid) parse(step)).render();
    }

    @Test
    void it_names_the_agent_and_reads_the_steps_own_output() {
        var parsed = (ParsedWorkflow.Valid) parse("""
                agent: cms/publish
                undo: { agent: cms/unpublish, with: { url: "${output.url}", was: "${steps.cms.output}" } }
                """);
        assertThat(parsed.workflow().steps().getFirst().modifiers().undo())
                .contains(new Undo(
                        new Verb.AgentCall("cms", "unpublish"),
                        Optional.of(new Template("{\"url\":\"${output.url}\",\"was\":\"${steps.cms.output}\"}"))));
    }

    @Test
    void without_an_agent_it_says_what_is_missing() {
        assertThat(problems("agent: a\nundo: { with: 1 }")).contains("MESH-2015", "\"undo\" needs an \"agent\"");
    }

    @Test
    void a_key_it_does_not_have_is_refused() {
        assertThat(problems("agent: a\nundo: { agent: b, retry: 3 }")).contains("unknown key \"retry\" in undo");
    }

    @Test
    void a_step_without_effect_has_nothing_to_take_back() {
        assertThat(problems("set: { x: 1 }\nundo: { agent: b }"))
                .contains("\"undo\" does not belong to a step with the verb \"set\"");
    }

    @Test
    void a_branch_cannot_have_the_name_of_the_undoing_lane() {
        assertThat(problems("parallel:\n  branches:\n    undo: { agent: a }\nundo: { agent: b }"))
                .contains("cannot have a branch named \"undo\"");
    }

    @Test
    void output_is_a_name_inside_undo_only() {
        assertThat(problems("agent: a\nwith: { x: \"${output.y}\" }\nundo: { agent: b }"))
                .contains("there is no name \"output\" here");
    }
}
