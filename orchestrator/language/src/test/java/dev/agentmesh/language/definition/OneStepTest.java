package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneStepTest {
    @Test
    void a_task_is_a_workflow_of_one_step() {
        Workflow workflow = Parsing.valid(OneStep.source("code-critic", "review", Optional.empty()));

        assertThat(workflow.ref().name())
                .isEqualTo("task-code-critic-review")
                .isEqualTo(OneStep.name("code-critic", "review"));
        assertThat(workflow.steps())
                .containsExactly(new Step("task", new Verb.AgentCall("code-critic", "review"), Modifiers.NONE));
    }

    @Test
    void the_only_skill_needs_no_name() {
        Workflow workflow = Parsing.valid(OneStep.source("7", "", Optional.of(Duration.ofSeconds(90))));

        assertThat(workflow.ref().name()).isEqualTo("task-7");
        assertThat(workflow.steps().getFirst().verb()).isEqualTo(new Verb.AgentCall("7", ""));
        assertThat(workflow.steps().getFirst().modifiers().timeout()).contains(Duration.ofSeconds(90));
    }

    @Test
    void the_same_task_has_the_same_text() {
        assertThat(OneStep.source("a", "b", Optional.empty())).isEqualTo(OneStep.source("a", "b", Optional.empty()));
    }
}
