package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.answer;
import static dev.agentmesh.core.spec.Intents.answered;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.pendingDue;
import static dev.agentmesh.core.spec.Intents.shown;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.plan;
import static dev.agentmesh.core.spec.Steps.replan;
import static dev.agentmesh.core.spec.Steps.reviewed;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.spec.Intents.Intent;
import dev.agentmesh.core.spec.Story;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanPatternTest {
    private static Story story() {
        return given(workflow(plan("p", 5, Optional.empty(), "writer", "critic")))
                .started("1");
    }

    private static Story thoughtOver(String when, int max) {
        return given(workflow(plan("p", 5, replan(when, max), "writer", "critic")))
                .started("1");
    }

    /** A plan of steps written as {@code id agent need need}. */
    private static String steps(String... steps) {
        return Stream.of(steps)
                .map(step -> step.split(" "))
                .map(words -> "{\"id\":\"" + words[0] + "\",\"agent\":\"" + words[1] + "\",\"task\":\"do " + words[0]
                        + "\",\"needs\":["
                        + Stream.of(words)
                                .skip(2)
                                .map(need -> "\"" + need + "\"")
                                .collect(Collectors.joining(","))
                        + "]}")
                .collect(Collectors.joining(",", "{\"steps\":[", "]}"));
    }

    /** What the last task handed out was given. */
    private static String input(Story story) {
        return story.decision().events().stream()
                .filter(Event.TaskDispatched.class::isInstance)
                .map(event -> ((Event.TaskDispatched) event).input().text())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void the_planner_is_told_the_goal_the_members_and_the_bound() {
        story().then(
                        "run started 1 until +24h",
                        "p opened team",
                        "p[0] started",
                        "p keeps planning={\"revision\":0,\"asked\":1,\"refused\":0,\"replans\":0,\"asking\":true}",
                        "p[0]/p._planner#1 dispatched {\"goal\":\"reach it\",\"members\":[\"writer\",\"critic\"],"
                                + "\"max\":5,\"revision\":1} until +1m")
                .thenEffectsContain("dispatch p[0]/p._planner#1 to planner {\"goal\":\"reach it\","
                        + "\"members\":[\"writer\",\"critic\"],\"max\":5,\"revision\":1}"
                        + " key r1/p[0]/p._planner until +1m");
    }

    @Test
    void steps_that_need_nothing_begin_at_once_and_the_others_with_the_results_they_need() {
        story().when(completed("p[0]/p._planner", steps("a writer", "b critic", "c writer a b")))
                .thenContains(
                        "p notes plan-adopted {\"revision\":1,\"steps\":3}",
                        "p[a] started",
                        "p[a]/p.writer#1 dispatched {\"goal\":\"reach it\",\"task\":\"do a\"} until +1m",
                        "p[b] started",
                        "p[b]/p.critic#1 dispatched {\"goal\":\"reach it\",\"task\":\"do b\"} until +1m")
                .when(completed("p[b]/p.critic", "\"bb\""))
                .then("p[b]/p.critic#1 completed \"bb\"", "p[b] lane completed from p[b]/p.critic")
                .when(completed("p[a]/p.writer", "\"aa\""))
                .thenEndsWith(
                        "p[c] started",
                        "p[c]/p.writer#1 dispatched {\"goal\":\"reach it\",\"task\":\"do c\","
                                + "\"context\":{\"a\":\"aa\",\"b\":\"bb\"}} until +1m")
                .when(completed("p[c]/p.writer", "\"cc\""))
                .thenEndsWith(
                        "p completed from 4 lanes",
                        "run completed {\"plan\":{\"revision\":1,\"steps\":["
                                + "{\"id\":\"a\",\"agent\":\"writer\",\"task\":\"do a\",\"needs\":[]},"
                                + "{\"id\":\"b\",\"agent\":\"critic\",\"task\":\"do b\",\"needs\":[]},"
                                + "{\"id\":\"c\",\"agent\":\"writer\",\"task\":\"do c\",\"needs\":[\"a\",\"b\"]}]},"
                                + "\"results\":{\"a\":\"aa\",\"b\":\"bb\",\"c\":\"cc\"}}");
    }

    @Test
    void an_input_of_the_planners_own_is_the_agents_input() {
        story().when(completed(
                        "p[0]/p._planner",
                        "{\"steps\":[{\"id\":\"a\",\"agent\":\"writer\",\"with\":{\"text\":\"x\"}}]}"))
                .thenContains("p[a]/p.writer#1 dispatched {\"text\":\"x\"} until +1m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"just do it\"|A plan is an object with a list \"steps\", but the answer has none",
                "{\"steps\":[]}|The plan has no steps; it needs at least one",
                "{\"steps\":[{}]}|Step 1 of the plan needs an \"id\": a letter, then letters, digits, _ and -, at most 64",
                "a writer;a critic|Two steps of the plan have the id \"a\"",
                "a painter|Step \"a\" names agent \"painter\", who is no member; members: writer, critic",
                "a writer z|Step \"a\" needs \"z\", which the plan does not have",
                "x critic;a writer c;b writer a;c critic b|The plan goes in a circle: a needs c needs b needs a",
                "a writer a|The plan goes in a circle: a needs a",
                "a writer;b writer;c writer;d writer;e writer;f writer|The plan has 6 steps; at most 5 are allowed",
                "{\"steps\":[{\"id\":\"a\",\"agent\":\"writer\"}]}|Step \"a\" needs either \"task\", a text, or \"with\", the agent's input",
                "{\"steps\":[{\"id\":\"a\",\"agent\":\"writer\",\"task\":\"t\",\"needs\":\"b\"}]}|Step \"a\" has \"needs\" that are no list of step ids"
            })
    void what_is_no_plan_goes_back_with_the_reason(String answer, String why) {
        String json = answer.startsWith("{") || answer.startsWith("\"") ? answer : steps(answer.split(";"));
        Story story = story().when(completed("p[0]/p._planner", json));
        String quoted = dev.agentmesh.core.value.JsonText.quote(why);
        assertThat(story.events())
                .anyMatch(event -> event.startsWith("p notes plan-refused"))
                .contains("p[1] started");
        assertThat(input(story)).contains("\"refused\":{\"code\":\"MESH-4108\",\"message\":" + quoted + ",\"answer\":");
    }

    @Test
    void three_answers_that_are_no_plan_fail_it() {
        story().after(completed("p[0]/p._planner", "1"), completed("p[1]/p._planner", "2"))
                .when(completed("p[2]/p._planner", "3"))
                .thenEndsWith("p failed MESH-4108", "run failed at p: MESH-4108");
    }

    @Test
    void a_step_that_fails_fails_the_plan_and_the_others_are_canceled() {
        given(workflow(plan("p", 5, Optional.empty(), "writer", "critic").caught(agent("z"))))
                .started("1")
                .after(completed("p[0]/p._planner", steps("a writer", "b critic")))
                .when(failed("p[a]/p.writer", DECLINED, "E1"))
                .thenContains(
                        "p[a] lane failed E1", "p[b]/p.critic#1 canceled: the plan of \"p\" failed", "p failed E1")
                .thenEndsWith("z#1 dispatched 1 until +1m".replace("z#1", "p[catch0]/z#1"));
    }

    @Test
    void without_anything_that_takes_the_failure_a_step_is_held_as_any_other_task() {
        story().after(completed("p[0]/p._planner", steps("a writer")))
                .when(failed("p[a]/p.writer", POISON, "E1"))
                .thenEndsWith("p[a]/p.writer#1 dead-lettered POISON E1, held");
    }

    @Test
    void a_failed_step_is_planned_around_when_the_plan_may_be_thought_over() {
        Story story = thoughtOver("step.failed", 1)
                .after(completed("p[0]/p._planner", steps("a writer", "b critic", "c writer a b")))
                .after(completed("p[b]/p.critic", "\"bb\""))
                .when(failed("p[a]/p.writer", POISON, "E1"))
                .thenContains("p[a] lane failed E1", "p[1] started");
        assertThat(input(story))
                .isEqualTo("{\"goal\":\"reach it\",\"members\":[\"writer\",\"critic\"],"
                        + "\"max\":5,\"revision\":2,\"plan\":{\"revision\":1,\"steps\":["
                        + "{\"id\":\"a\",\"agent\":\"writer\",\"task\":\"do a\",\"needs\":[]},"
                        + "{\"id\":\"b\",\"agent\":\"critic\",\"task\":\"do b\",\"needs\":[]},"
                        + "{\"id\":\"c\",\"agent\":\"writer\",\"task\":\"do c\",\"needs\":[\"a\",\"b\"]}]},"
                        + "\"results\":[{\"id\":\"a\",\"agent\":\"writer\",\"failed\":true,"
                        + "\"error\":{\"code\":\"E1\",\"message\":\"E1 happened\"}},"
                        + "{\"id\":\"b\",\"agent\":\"critic\",\"failed\":false,\"output\":\"bb\"}],"
                        + "\"running\":[],\"after\":\"a\"}");
        story.when(completed("p[1]/p._planner", steps("a2 critic", "c writer a2 b")))
                .thenContains("p notes plan-adopted {\"revision\":2,\"steps\":4}", "p[a2] started")
                .after(completed("p[a2]/p.critic", "\"again\""))
                .when(completed("p[c]/p.writer", "\"cc\""))
                .thenContains("p completed from 6 lanes");
    }

    @Test
    void what_failed_cannot_be_needed_or_begin_again_under_its_name() {
        thoughtOver("step.failed", 1)
                .after(
                        completed("p[0]/p._planner", steps("a writer", "b critic a")),
                        failed("p[a]/p.writer", DECLINED, "E1"))
                .when(completed("p[1]/p._planner", steps("b critic a")))
                .thenContains("p notes plan-refused {\"revision\":2,\"message\":"
                        + "\"Step \\\"b\\\" needs \\\"a\\\", which has failed\"}")
                .when(completed("p[2]/p._planner", steps("a critic")))
                .thenContains("p notes plan-refused {\"revision\":2,\"message\":"
                        + "\"Step \\\"a\\\" has failed; what is to be done again needs another id\"}");
    }

    @Test
    void nothing_more_to_do_is_an_answer_to_thinking_it_over() {
        thoughtOver("step.id == \"a\"", 1)
                .after(completed("p[0]/p._planner", steps("a writer", "b critic a")))
                .after(completed("p[a]/p.writer", "\"aa\""))
                .when(completed("p[1]/p._planner", "{\"steps\":[]}"))
                .thenEndsWith(
                        "p completed from 3 lanes",
                        "run completed {\"plan\":{\"revision\":2,\"steps\":["
                                + "{\"id\":\"a\",\"agent\":\"writer\",\"task\":\"do a\",\"needs\":[]}]},"
                                + "\"results\":{\"a\":\"aa\"}}");
    }

    @Test
    void what_runs_meanwhile_goes_on_and_nothing_begins_until_the_planner_has_answered() {
        thoughtOver("step.id == \"a\"", 1)
                .after(completed("p[0]/p._planner", steps("a writer", "b critic", "c writer b")))
                .after(completed("p[a]/p.writer", "1"))
                .when(completed("p[b]/p.critic", "2"))
                .then("p[b]/p.critic#1 completed 2", "p[b] lane completed from p[b]/p.critic")
                .when(completed("p[1]/p._planner", steps("a writer", "b critic", "c critic b")))
                .thenContains("p[c]/p.critic#1 dispatched {\"goal\":\"reach it\",\"task\":\"do c\","
                        + "\"context\":{\"b\":2}} until +1m");
    }

    @Test
    void a_failure_the_planner_did_not_know_of_is_thought_over_next_or_fails_the_plan() {
        thoughtOver("true", 1)
                .after(completed("p[0]/p._planner", steps("a writer", "b critic")))
                .after(completed("p[a]/p.writer", "1"), failed("p[b]/p.critic", DECLINED, "E1"))
                .when(completed("p[1]/p._planner", steps("c writer")))
                .thenEndsWith("p failed E1", "run failed at p[b]/p.critic: E1");
    }

    @Test
    void a_planner_that_fails_fails_the_plan() {
        story().when(failed("p[0]/p._planner", DECLINED, "NO"))
                .thenEndsWith("p failed NO", "run failed at p[0]/p._planner: NO");
    }

    @Test
    void a_canceled_run_ends_all_of_it() {
        story().after(completed("p[0]/p._planner", steps("a writer", "b critic")))
                .when(canceled("enough"))
                .thenContains(
                        "p[a]/p.writer#1 canceled: enough", "p[b]/p.critic#1 canceled: enough", "p canceled: enough");
    }

    private static Story proposed() {
        return given(workflow(reviewed(plan("p", 5, Optional.empty(), "writer", "critic"), Person.anybody())))
                .started("1")
                .when(completed("p[0]/p._planner", steps("a writer", "b critic a")));
    }

    private static Intent edited(String question, String form) {
        return world -> answer(question, "edit", "ana", shown(world, question), Optional.of(form))
                .happen(world);
    }

    @Test
    void a_person_accepts_the_plan_before_it_is_carried_out() {
        Story story = proposed();
        OutsideEvent.ApprovalRequested asked = story.only(OutsideEvent.ApprovalRequested.class);
        assertThat(asked.path().text()).isEqualTo("p[_review1]/p._person");
        assertThat(asked.question().choices()).containsExactly("accept", "edit", "refuse");
        assertThat(asked.question().show().text()).contains("\"goal\":\"reach it\"", "\"revision\":1", "\"id\":\"a\"");
        assertThat(story.decision().events()).noneMatch(Event.TaskDispatched.class::isInstance);
        story.when(answered("p[_review1]/p._person", "accept"))
                .thenContains("p notes plan-adopted {\"revision\":1,\"steps\":2}", "p[a] started")
                .after(completed("p[a]/p.writer", "1"))
                .when(completed("p[b]/p.critic", "2"))
                .thenContains("p completed from 4 lanes");
    }

    @Test
    void a_person_edits_the_plan_and_is_told_what_cannot_be() {
        Story story = proposed()
                .when(edited("p[_review1]/p._person", "{\"steps\":[{\"id\":\"x\",\"agent\":\"nobody\"}]}"))
                .thenContains("p[_review2] started");
        assertThat(story.only(OutsideEvent.ApprovalRequested.class)
                        .question()
                        .show()
                        .text())
                .contains("\"problem\":\"", "needs either");
        story.when(edited("p[_review2]/p._person", steps("only critic")))
                .thenContains(
                        "p notes plan-edited {\"revision\":1,\"steps\":[{\"id\":\"only\",\"agent\":\"critic\",\"task\":\"do only\",\"needs\":[]}]}",
                        "p notes plan-adopted {\"revision\":1,\"steps\":1}",
                        "p[only] started");
    }

    @Test
    void a_plan_that_a_person_refuses_goes_back_to_the_planner() {
        Story story = proposed().when(answered("p[_review1]/p._person", "refuse"));
        assertThat(input(story))
                .contains("\"refused\":{\"code\":\"MESH-4108\",\"message\":\"\\\"ana\\\" refused the plan\"");
        story.when(completed("p[1]/p._planner", steps("c writer")))
                .after(answered("p[_review2]/p._person", "refuse"))
                .when(completed("p[2]/p._planner", steps("d writer")))
                .when(answered("p[_review3]/p._person", "refuse"))
                .thenEndsWith("p failed MESH-4108", "run failed at p: MESH-4108");
    }

    @Test
    void silence_about_a_plan_fails_it() {
        Person hasty =
                new Person(Optional.empty(), Optional.of(Duration.ofHours(2)), Optional.empty(), new Overdue.Fail());
        given(workflow(reviewed(plan("p", 5, Optional.empty(), "writer"), hasty)))
                .started("1")
                .after(completed("p[0]/p._planner", steps("a writer")))
                .when(due(pendingDue("p[_review1]/p._person")))
                .thenEndsWith("p failed MESH-8003", "run failed at p[_review1]/p._person: MESH-8003");
    }
}
