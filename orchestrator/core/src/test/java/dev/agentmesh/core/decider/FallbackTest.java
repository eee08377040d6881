package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.INVALID_OUTPUT;
import static dev.agentmesh.core.spec.Intents.LOST;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.StepPath;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class FallbackTest {
    private static Timer deadline(int attempt) {
        return new Timer.AttemptDeadline(new StepPath("a"), attempt);
    }

    @Test
    void what_one_agent_could_not_do_another_is_given() {
        given(workflow(agent("a").retry(atOnce(2)).fallback("spare"), agent("b")))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(failed("a", TRANSIENT, "E2"))
                .then("a#2 ended TRANSIENT E2, over", "a#3 reassigned to spare until +1m")
                .thenEffects(
                        "clear deadline of a#2 +1m",
                        "dispatch a#3 to spare 1 key r1/a until +1m",
                        "set deadline of a#3 +1m")
                .when(completed("a", "2"))
                .then("a#3 completed 2", "b#1 dispatched 1 until +1m");
    }

    @Test
    void an_agent_that_nobody_serves_is_replaced_when_its_attempts_have_timed_out() {
        given(workflow(agent("a").retry(atOnce(4)).fallback("spare")))
                .started("1")
                .after(due(deadline(1)))
                .when(due(deadline(2)))
                .then("a#2 ended TIMEOUT MESH-4102, over", "a#3 reassigned to spare until +3m")
                .thenEffectsContain(
                        "cancel a#2 of agent-a: Attempt 2 of \"a\" passed its deadline",
                        "dispatch a#3 to spare 1 key r1/a until +3m");
    }

    @Test
    void workers_that_vanish_and_answers_that_break_the_schema_count_as_well() {
        given(workflow(agent("a").fallback("spare")))
                .started("1")
                .after(failed("a", LOST, "E1"), failed("a", LOST, "E1"))
                .when(failed("a", LOST, "E1"))
                .thenEndsWith("a#4 reassigned to spare until +1m");
        given(workflow(agent("a").retry(atOnce(1)).fallback("spare")))
                .started("1")
                .when(failed("a", INVALID_OUTPUT, "E1"))
                .thenEndsWith("a#2 reassigned to spare until +1m");
    }

    @Test
    void what_says_something_about_the_task_is_not_handed_on() {
        given(workflow(agent("a").fallback("spare")))
                .started("1")
                .when(failed("a", POISON, "E1"))
                .then("a#1 ended POISON E1, over", "a#1 dead-lettered POISON E1, held");
        given(workflow(agent("a").fallback("spare").caught(agent("c"))))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .then(
                        "a#1 ended DECLINED E1, over",
                        "a#1 failed DECLINED E1",
                        "a opened catch 0 of E1",
                        "a[catch0]/c#1 dispatched 1 until +1m");
    }

    @Test
    void each_in_the_list_has_its_turn_and_the_attempts_of_the_step() {
        given(workflow(agent("a").retry(atOnce(2)).fallback("spare", "last")))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"), failed("a", TRANSIENT, "E1"))
                .when(failed("a", TRANSIENT, "E2"))
                .then("a#3 ended TRANSIENT E2, again", "a#4 retried until +1m")
                .thenEffectsContain("dispatch a#4 to spare 1 key r1/a until +1m")
                .when(failed("a", TRANSIENT, "E2"))
                .then("a#4 ended TRANSIENT E2, over", "a#5 reassigned to last until +1m")
                .after(failed("a", TRANSIENT, "E3"))
                .when(failed("a", TRANSIENT, "E3"))
                .then("a#6 ended TRANSIENT E3, over", "a#6 dead-lettered TRANSIENT E3, held")
                .thenEffectsContain("dead letter a#6 of last 1 TRANSIENT E3, held");
    }

    @Test
    void the_catch_runs_when_the_last_has_given_up() {
        given(workflow(agent("a").retry(atOnce(1)).fallback("spare").caught(agent("c"))))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(failed("a", TRANSIENT, "E2"))
                .then(
                        "a#2 ended TRANSIENT E2, over",
                        "a#2 dead-lettered TRANSIENT E2, handled",
                        "a#2 failed TRANSIENT E2",
                        "a opened catch 0 of E2",
                        "a[catch0]/c#1 dispatched 1 until +1m");
    }

    @Test
    void a_late_answer_of_the_first_agent_changes_nothing() {
        given(workflow(agent("a").retry(atOnce(1)).fallback("spare")))
                .started("1")
                .after(due(deadline(1)))
                .when(completed("a", 1, "9"))
                .then("a#1 late: completed")
                .when(completed("a", "2"))
                .then("a#2 completed 2", "run completed 2");
    }

    @Test
    void a_redrive_goes_to_the_agent_that_failed_last() {
        given(workflow(agent("a").retry(atOnce(1)).fallback("spare")))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"), failed("a", TRANSIENT, "E2"))
                .when(redriven("a"))
                .thenEffectsContain("dispatch a#3 to spare 1 key r1/a until +1m")
                .when(failed("a", TRANSIENT, "E3"))
                .thenEndsWith("a#3 dead-lettered TRANSIENT E3, held");
    }

    @Test
    void canceling_reaches_the_agent_that_has_it_now() {
        given(workflow(agent("a").retry(atOnce(1)).fallback("spare")))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(canceled("enough"))
                .thenEffectsContain("cancel a#2 of spare: enough");
    }

    @Test
    void the_other_agent_gets_its_own_context() {
        Workflow plain = workflow(agent("a").retry(atOnce(1)).fallback("spare"));
        SequencedMap<String, BoardRules.Section> sections = new LinkedHashMap<>();
        sections.put("artifacts", new BoardRules.Section(Optional.empty(), BoardRules.Mode.VERSIONED));
        var story = given(new Workflow(
                        plain.ref(),
                        plain.about(),
                        plain.title(),
                        plain.inputSchema(),
                        plain.output(),
                        plain.timeLimit(),
                        plain.steps(),
                        new BoardRules(sections)))
                .started("1")
                .when(failed("a", TRANSIENT, "E1"));
        assertThat(story.only(Event.TaskReassigned.class).context().sections()).containsExactly("artifacts", "spare");
    }
}
