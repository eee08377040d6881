package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import org.junit.jupiter.api.Test;

class FailPatternTest {
    @Test
    void it_fails_the_run_with_its_code_and_message() {
        var story = given(workflow(step("f", new Verb.Fail("E1", new Template("\"${input}\"")))))
                .started("\"too bad\"")
                .then("run started \"too bad\" until +24h", "f failed E1", "run failed at f: E1");
        assertThat(story.only(Event.RunFailed.class))
                .isEqualTo(new Event.RunFailed(new StepPath("f"), new Failure(FailureKind.WORKFLOW, "E1", "too bad")));
    }

    @Test
    void it_is_caught_like_any_other_failure() {
        given(workflow(block("d", fail("f", "E1")).caught(agent("a"))))
                .started("1")
                .thenEndsWith("d failed E1", "d opened catch 0 of E1", "d[catch0]/a#1 dispatched 1 until +1m");
    }

    @Test
    void a_message_without_a_value_fails_it_all_the_same() {
        given(workflow(step("f", new Verb.Fail("E1", new Template("\"${boom}\"")))))
                .started("1")
                .thenEndsWith("f failed TEST-0001", "run failed at f: TEST-0001");
    }

    @Test
    void it_leaves_no_dead_letter() {
        assertThat(given(workflow(fail("f", "E1"))).started("1").decision().effects())
                .noneMatch(Effect.WriteDeadLetter.class::isInstance);
    }
}
