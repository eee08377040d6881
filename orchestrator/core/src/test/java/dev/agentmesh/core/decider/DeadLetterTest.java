package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.LOST;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void nothing_handles_it_so_the_run_waits_for_a_redrive() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .when(failed("a", POISON, "E1"))
                .then("a#1 ended POISON E1, over", "a#1 dead-lettered POISON E1, held")
                .thenEffects("clear deadline of a#1 +1m", "dead letter a#1 of agent-a 1 POISON E1, held");
    }

    @Test
    void a_catch_handles_it_and_the_dead_letter_is_written_all_the_same() {
        given(workflow(agent("a").caught(agent("c"))))
                .started("1")
                .when(failed("a", POISON, "E1"))
                .then(
                        "a#1 ended POISON E1, over",
                        "a#1 dead-lettered POISON E1, handled",
                        "a#1 failed POISON E1",
                        "a opened catch 0 of E1",
                        "a[catch0]/c#1 dispatched 1 until +1m")
                .thenEffects(
                        "clear deadline of a#1 +1m",
                        "dead letter a#1 of agent-a 1 POISON E1, handled",
                        "dispatch a[catch0]/c#1 to agent-c 1 key r1/a[catch0]/c until +1m",
                        "set deadline of a[catch0]/c#1 +1m");
    }

    @Test
    void a_catch_further_out_handles_it() {
        given(workflow(block("d", map("m", "input", 1, ALL, agent("a"))).caught(agent("c"))))
                .started("[1]")
                .when(failed("d/m[0]/a", POISON, "E1"))
                .then(
                        "d/m[0]/a#1 ended POISON E1, over",
                        "d/m[0]/a#1 dead-lettered POISON E1, handled",
                        "d/m[0]/a#1 failed POISON E1",
                        "d/m[0] lane failed E1",
                        "d/m failed E1",
                        "d failed E1",
                        "d opened catch 0 of E1",
                        "d[catch0]/c#1 dispatched [1] until +1m");
    }

    @Test
    void a_catch_whose_condition_does_not_hold_handles_nothing() {
        given(workflow(block("d", agent("a")).caughtWhen("error.code == \"E2\"", agent("c"))))
                .started("1")
                .when(failed("d/a", POISON, "E1"))
                .then("d/a#1 ended POISON E1, over", "d/a#1 dead-lettered POISON E1, held");
    }

    @Test
    void a_catch_whose_condition_has_no_value_handles_nothing() {
        given(workflow(agent("a").caughtWhen("boom", agent("c")).caughtWhen("huge", agent("d"))))
                .started("1")
                .when(failed("a", POISON, "E1"))
                .then("a#1 ended POISON E1, over", "a#1 dead-lettered POISON E1, held");
    }

    @Test
    void a_catch_does_not_handle_what_fails_inside_itself() {
        given(workflow(agent("a").caught(agent("c"))))
                .started("1")
                .after(failed("a", POISON, "E1"))
                .when(failed("a[catch0]/c", POISON, "E2"))
                .then("a[catch0]/c#1 ended POISON E2, over", "a[catch0]/c#1 dead-lettered POISON E2, held")
                .when(redriven("a[catch0]/c"))
                .then("a[catch0]/c#2 redriven until +1m")
                .when(completed("a[catch0]/c", "3"))
                .then("a[catch0]/c#2 completed 3", "a completed from a[catch0]/c", "run completed 3");
    }

    @Test
    void a_catch_around_a_catch_handles_what_fails_inside_it() {
        given(workflow(block("d", agent("a").caught(agent("c"))).caught(agent("e"))))
                .started("1")
                .after(failed("d/a", POISON, "E1"))
                .when(failed("d/a[catch0]/c", POISON, "E2"))
                .then(
                        "d/a[catch0]/c#1 ended POISON E2, over",
                        "d/a[catch0]/c#1 dead-lettered POISON E2, handled",
                        "d/a[catch0]/c#1 failed POISON E2",
                        "d/a failed E2",
                        "d failed E2",
                        "d opened catch 0 of E2",
                        "d[catch0]/e#1 dispatched 1 until +1m");
    }

    @Test
    void a_tolerant_join_handles_it() {
        given(workflow(map("m", "input", 2, SETTLED, agent("a"))))
                .started("[1,2]")
                .when(failed("m[0]/a", POISON, "E1"))
                .then(
                        "m[0]/a#1 ended POISON E1, over",
                        "m[0]/a#1 dead-lettered POISON E1, handled",
                        "m[0]/a#1 failed POISON E1",
                        "m[0] lane failed E1");
    }

    @Test
    void a_redrive_hands_it_out_again_with_the_input_it_had() {
        given(workflow(agent("a").given("[\"${input}\"]"), agent("b")))
                .started("1")
                .after(failed("a", POISON, "E1"))
                .when(redriven("a"))
                .then("a#2 redriven until +1m")
                .thenEffects("dispatch a#2 to agent-a [1] key r1/a until +1m", "set deadline of a#2 +1m")
                .when(completed("a", "2"))
                .then("a#2 completed 2", "b#1 dispatched 1 until +1m");
    }

    @Test
    void a_redrive_may_edit_the_input_and_further_attempts_keep_it() {
        given(workflow(agent("a").retry(atOnce(2))))
                .started("1")
                .after(failed("a", POISON, "E1"))
                .when(redriven("a", "\"mended\""))
                .then("a#2 redriven \"mended\" until +1m")
                .thenEffectsContain("dispatch a#2 to agent-a \"mended\" key r1/a until +1m")
                .when(failed("a", TRANSIENT, "E2"))
                .thenEffectsContain("dispatch a#3 to agent-a \"mended\" key r1/a until +1m")
                .when(failed("a", TRANSIENT, "E3"))
                .thenEffectsContain("dead letter a#3 of agent-a \"mended\" TRANSIENT E3, held");
    }

    @Test
    void a_redrive_begins_the_count_of_attempts_anew() {
        given(workflow(agent("a").retry(atOnce(2))))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"), failed("a", TRANSIENT, "E2"), redriven("a"))
                .when(failed("a", TRANSIENT, "E3"))
                .then("a#3 ended TRANSIENT E3, again", "a#4 retried until +1m");
    }

    @Test
    void a_redrive_that_fails_is_a_dead_letter_of_its_own() {
        var story = given(workflow(agent("a"))).started("1").when(failed("a", POISON, "E1"));
        String first = story.only(Event.TaskDeadLettered.class).deadLetterId();
        story.after(redriven("a")).when(failed("a", POISON, "E1"));
        assertThat(story.only(Event.TaskDeadLettered.class).deadLetterId()).isNotEqualTo(first);
    }

    @Test
    void a_redrive_of_what_is_not_held_is_refused_with_MESH_4115() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .when(redriven("a"))
                .then("refused RedriveTask MESH-4115")
                .thenEffects()
                .when(redriven("b"))
                .then("refused RedriveTask MESH-4115")
                .when(redriven("nowhere"))
                .then("refused RedriveTask MESH-4115")
                .after(failed("a", TRANSIENT, "E1"))
                .when(redriven("a"))
                .then("refused RedriveTask MESH-4115");
    }

    @Test
    void a_redrive_given_twice_is_refused_the_second_time() {
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", POISON, "E1"), redriven("a"))
                .when(redriven("a"))
                .then("refused RedriveTask MESH-4115");
    }

    @Test
    void a_redrive_after_the_end_of_the_run_is_refused() {
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", POISON, "E1"), canceled(""))
                .when(redriven("a"))
                .then("refused RedriveTask MESH-4115");
    }

    @Test
    void an_edited_input_that_does_not_fit_into_a_record_is_refused_with_MESH_5003() {
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", POISON, "E1"))
                .when(redriven("a", "\"" + "x".repeat(262_143) + "\""))
                .then("refused RedriveTask MESH-5003")
                .when(redriven("a", "\"" + "x".repeat(262_142) + "\""))
                .thenEffectsContain("set deadline of a#2 +1m");
    }

    @Test
    void a_held_task_ends_with_the_deadline_of_the_run() {
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", POISON, "E1"))
                .when(due(runDeadline()))
                .then("a#1 canceled: the run failed", "run failed at the run: MESH-4118")
                .thenEffects("clear run deadline +24h", "outcome failed MESH-4118");
    }

    @Test
    void the_letter_says_what_is_needed_to_understand_it() {
        var story = given(workflow(agent("a").given("[\"${input}\"]")))
                .started("1")
                .after(passed(Duration.ofSeconds(3)), failed("a", LOST, "E0"))
                .when(failed("a", POISON, "E1"));
        var letter = story.decision().effects().stream()
                .filter(Effect.WriteDeadLetter.class::isInstance)
                .map(Effect.WriteDeadLetter.class::cast)
                .toList()
                .getFirst();
        assertThat(letter.deadLetterId()).matches("d-[0-9a-f]{12}");
        assertThat(letter.attempt()).isEqualTo(2);
        assertThat(letter.input().text()).isEqualTo("[1]");
        assertThat(letter.failure().message()).isEqualTo("E1 happened");
        assertThat(letter.firstAt()).isEqualTo(World.START);
    }
}
