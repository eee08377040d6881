package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.FIRST;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.choose;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.giving;
import static dev.agentmesh.core.spec.Steps.list;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.on;
import static dev.agentmesh.core.spec.Steps.otherwise;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.spec.Steps.Shape;
import dev.agentmesh.core.spec.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapPatternTest {
    private static final Shape ITEM = agent("a").given("\"${item}\"");

    @Test
    void width_items_run_at_once_and_the_next_begins_when_one_ends() {
        given(workflow(map("m", "input", 2, ALL, ITEM)))
                .started("[\"x\",\"y\",\"z\"]")
                .then(
                        "run started [\"x\",\"y\",\"z\"] until +24h",
                        "m opened map of 3 needs 3",
                        "m[0] started",
                        "m[1] started",
                        "m[0]/a#1 dispatched \"x\" until +1m",
                        "m[1]/a#1 dispatched \"y\" until +1m")
                .when(completed("m[1]/a", "2"))
                .then(
                        "m[1]/a#1 completed 2",
                        "m[1] lane completed from m[1]/a",
                        "m[2] started",
                        "m[2]/a#1 dispatched \"z\" until +1m");
    }

    @Test
    void the_output_is_in_the_order_of_the_items() {
        given(workflow(map("m", "input", 3, ALL, ITEM)))
                .started("[1,2,3]")
                .after(completed("m[2]/a", "\"c\""), completed("m[0]/a", "\"a\""))
                .when(completed("m[1]/a", "\"b\""))
                .thenEndsWith("m completed from 3 lanes", "run completed [\"a\",\"b\",\"c\"]");
    }

    @Test
    void the_output_is_in_the_order_of_the_items_beyond_ten_and_beyond_a_chunk() {
        given(workflow(map(
                        "m", "range(70)", 3, ALL, set("s", "v", "\"${index}\""), choose("c", on("index == 69", ITEM)))))
                .started("1")
                .when(completed("m[69]/c[0]/a", "\"last\""))
                .thenEndsWith("m completed from 70 lanes", "run completed [" + "null,".repeat(69) + "\"last\"]");
    }

    @Test
    void no_items_complete_it_at_once() {
        for (Join join : List.of(ALL, SETTLED, FIRST, new Join.Percent(50))) {
            given(workflow(map("m", "input", 2, join, ITEM)))
                    .started("[]")
                    .then(
                            "run started [] until +24h",
                            "m opened map of 0 needs 0",
                            "m completed from 0 lanes",
                            "run completed []");
        }
    }

    @Test
    void no_items_cannot_meet_a_count() {
        given(workflow(map("m", "input", 2, new Join.Count(1), ITEM)))
                .started("[]")
                .thenEndsWith("m opened map of 0 needs 1", "m failed MESH-4104", "run failed at m: MESH-4104");
    }

    @Test
    void fewer_items_than_the_join_needs_fail_it_before_any_begins() {
        given(workflow(map("m", "input", 2, new Join.Count(3), ITEM)))
                .started("[1,2]")
                .thenEndsWith("m opened map of 2 needs 3", "m failed MESH-4104", "run failed at m: MESH-4104");
    }

    @Test
    void items_of_items_see_their_own_and_the_outer_names() {
        var inner = new Verb.MapEach(
                new Expression("item"),
                "word",
                2,
                ALL,
                Late.CANCEL,
                list(agent("a").given("[\"${word}\",\"${index}\",\"${item}\"]")));
        given(workflow(map("m", "input", 1, ALL, step("n", inner))))
                .started("[[\"x\",\"y\"]]")
                .thenEndsWith(
                        "m[0]/n[0]/a#1 dispatched [\"x\",0,[\"x\",\"y\"]] until +1m",
                        "m[0]/n[1]/a#1 dispatched [\"y\",1,[\"x\",\"y\"]] until +1m");
    }

    @Test
    void steps_are_those_of_the_same_item() {
        given(workflow(map("m", "input", 2, ALL, agent("a"), agent("b").given("\"${steps.a.output}\""))))
                .started("[1,2]")
                .after(completed("m[1]/a", "\"one\""))
                .when(completed("m[0]/a", "\"zero\""))
                .thenEndsWith("m[0]/b#1 dispatched \"zero\" until +1m");
    }

    @Test
    void a_switch_inside_sees_its_item_and_the_steps_before_it() {
        given(workflow(map(
                        "m",
                        "input",
                        2,
                        ALL,
                        agent("a"),
                        choose(
                                "s",
                                on("item == 2", agent("b").given("\"${steps.a.output}\"")),
                                otherwise(agent("c").given("\"${item}\""))))))
                .started("[1,2]")
                .when(completed("m[0]/a", "\"zero\""))
                .thenEndsWith("m[0]/s opened switch 1", "m[0]/s[1]/c#1 dispatched 1 until +1m")
                .when(completed("m[1]/a", "\"one\""))
                .thenEndsWith("m[1]/s opened switch 0", "m[1]/s[0]/b#1 dispatched \"one\" until +1m");
    }

    @Test
    void from_outside_the_steps_of_an_item_are_not_seen() {
        given(giving("\"${steps.a.status}\"", workflow(map("m", "input", 1, ALL, agent("a")))))
                .started("[1]")
                .when(completed("m[0]/a", "2"))
                .thenEndsWith("run completed \"none\"");
    }

    @Test
    void a_failed_item_fails_all_and_cancels_the_others() {
        given(workflow(map("m", "input", 2, ALL, ITEM)))
                .started("[1,2,3]")
                .when(failed("m[0]/a", DECLINED, "E1"))
                .thenEndsWith(
                        "m[0] lane failed E1",
                        "m[1]/a#1 canceled: another lane of \"m\" failed",
                        "m[1] lane canceled",
                        "m failed E1",
                        "run failed at m[0]/a: E1");
    }

    @Test
    void a_failed_item_is_caught_by_the_catch_of_the_map_which_starts_no_further_item() {
        given(workflow(map("m", "input", 1, ALL, ITEM).caught(agent("c"))))
                .started("[1,2,3]")
                .when(failed("m[0]/a", DECLINED, "E1"))
                .thenEndsWith(
                        "m[0] lane failed E1",
                        "m failed E1",
                        "m opened catch 0 of E1",
                        "m[catch0]/c#1 dispatched [1,2,3] until +1m")
                .when(completed("m[catch0]/c", "4"))
                .thenEndsWith("m completed from m[catch0]/c", "run completed 4");
    }

    @Test
    void settled_gives_null_for_failed_items_and_lists_their_errors() {
        given(giving(
                        "[\"${steps.m.output}\",\"${steps.m.outputs}\",\"${steps.m.errors}\"]",
                        workflow(map("m", "input", 3, SETTLED, ITEM))))
                .started("[1,2,3]")
                .after(failed("m[1]/a", DECLINED, "E1"), completed("m[2]/a", "\"c\""))
                .when(completed("m[0]/a", "\"a\""))
                .thenEndsWith("run completed [[\"a\",null,\"c\"],[\"a\",\"c\"],"
                        + "[{\"lane\":\"1\",\"code\":\"E1\",\"message\":\"E1 happened\"}]]");
    }

    @Test
    void first_starts_no_item_after_it_is_met() {
        given(workflow(map("m", "input", 1, FIRST, ITEM)))
                .started("[1,2,3]")
                .when(completed("m[0]/a", "\"a\""))
                .thenEndsWith("m completed from 3 lanes", "run completed [\"a\",null,null]");
    }

    @Test
    void a_share_goes_on_past_failures_while_it_can_be_met() {
        given(workflow(map("m", "input", 1, new Join.Percent(50), ITEM)))
                .started("[1,2,3]")
                .when(failed("m[0]/a", DECLINED, "E1"))
                .thenEndsWith("m[0] lane failed E1", "m[1] started", "m[1]/a#1 dispatched 2 until +1m")
                .when(failed("m[1]/a", DECLINED, "E2"))
                .thenEndsWith("m[1] lane failed E2", "m failed MESH-4104", "run failed at m: MESH-4104");
    }

    @Test
    void kept_items_run_on_and_no_further_item_begins() {
        given(workflow(map("m", "input", 2, FIRST, Late.KEEP, ITEM), agent("next")))
                .started("[1,2,3]")
                .when(completed("m[0]/a", "\"a\""))
                .thenEndsWith("m completed from 3 lanes", "next#1 dispatched [1,2,3] until +1m")
                .when(completed("m[1]/a", "\"b\""))
                .then("m[1]/a#1 completed \"b\"", "m[1] lane completed from m[1]/a");
    }

    @Test
    void an_item_whose_body_is_empty_completes() {
        given(workflow(map("m", "input", 2, ALL)))
                .started("[1,2]")
                .thenEndsWith("m completed from 2 lanes", "run completed [null,null]");
    }

    @Test
    void its_timeout_ends_the_items_that_run() {
        given(workflow(map("m", "input", 1, ALL, ITEM).timeout(Duration.ofSeconds(5))))
                .started("[1,2]")
                .when(due(stepDeadline("m")))
                .then(
                        "m[0]/a#1 canceled: the time of \"m\" is over",
                        "m[0] lane canceled",
                        "m failed MESH-4102",
                        "run failed at m: MESH-4102");
    }

    /** Everything that was put off, until nothing is. */
    private static List<Event> goOn(World world) {
        while (world.timers().containsKey(new Timer.TurnsDue())) {
            due(new Timer.TurnsDue()).happen(world);
        }
        return world.log();
    }

    @Test
    void ten_thousand_items_with_a_synchronous_body_end_in_slices_without_deep_recursion() {
        var story = given(workflow(map("m", "range(10000)", 1, ALL, block("d", set("s", "v", "\"${item}\"")))))
                .started("1");
        assertThat(story.decision().events()).hasSizeBetween(Decider.SLICE, Decider.SLICE + 10);
        List<Event> log = goOn(story.world());
        assertThat(log.getLast()).isInstanceOf(Event.RunCompleted.class);
        assertThat(log).filteredOn(Event.LaneEnded.class::isInstance).hasSize(10_000);
    }

    @Test
    void ten_thousand_items_that_fail_at_once_end_in_slices() {
        var story = given(workflow(map("m", "range(10000)", 1000, SETTLED, fail("f", "E1"))))
                .started("1");
        assertThat(goOn(story.world()).getLast()).isInstanceOf(Event.RunCompleted.class);
    }

    @Test
    void ten_thousand_joins_inside_ten_thousand_items_end_in_slices() {
        var story = given(workflow(map(
                        "m",
                        "range(10000)",
                        1,
                        ALL,
                        parallel("p", FIRST, branch("x", set("s", "v", "1")), branch("y", set("t", "v", "2"))))))
                .started("1");
        assertThat(goOn(story.world()).getLast()).isInstanceOf(Event.RunCompleted.class);
    }

    @Test
    void what_was_put_off_is_forgotten_with_what_it_stood_in() {
        var story = given(workflow(block("d", map("m", "range(5000)", 1, ALL, set("s", "v", "1")))
                        .timeout(Duration.ofSeconds(5))
                        .caught(agent("c"))))
                .started("1")
                .when(due(stepDeadline("d")))
                .thenEndsWith("d opened catch 0 of MESH-4102", "d[catch0]/c#1 dispatched 1 until +1m5s")
                .when(due(new Timer.TurnsDue()))
                .then("took up what was put off");
        assertThat(story.world().timers()).doesNotContainKey(new Timer.TurnsDue());
    }

    @Test
    void a_canceled_run_goes_on_with_nothing() {
        var story = given(workflow(map("m", "range(5000)", 1, ALL, set("s", "v", "1"))))
                .started("1")
                .when(canceled("enough"))
                .thenEndsWith("run canceled: enough by tester")
                .thenEffectsContain("clear what was put off +0.001s", "outcome canceled");
        assertThat(story.world().timers()).isEmpty();
    }

    @Test
    void more_items_than_the_limit_fail_it_with_MESH_4116() {
        given(workflow(map("m", "range(65537)", 1, ALL, ITEM)))
                .started("1")
                .then("run started 1 until +24h", "m failed MESH-4116", "run failed at m: MESH-4116");
    }

    @Test
    void as_many_items_as_the_limit_are_opened() {
        given(workflow(map("m", "range(65536)", 1, FIRST, ITEM)))
                .started("1")
                .thenContains("m opened map of 65536 needs 1", "m[0]/a#1 dispatched 0 until +1m");
    }

    @Test
    void items_of_more_bytes_than_the_limit_fail_it_with_MESH_4116() {
        String big = "\"" + "x".repeat(200_000) + "\"";
        given(workflow(map("m", "range(3)", 3, ALL, agent("a")), map("n", "steps.m.outputs", 1, ALL, agent("b"))))
                .started("1")
                .after(completed("m[0]/a", big), completed("m[1]/a", big))
                .when(completed("m[2]/a", big))
                .thenEndsWith("m completed from 3 lanes", "n failed MESH-4116", "run failed at n: MESH-4116");
    }

    @Test
    void a_list_without_a_value_fails_it() {
        given(workflow(map("m", "boom", 1, ALL, ITEM)))
                .started("1")
                .then("run started 1 until +24h", "m failed TEST-0001", "run failed at m: TEST-0001");
        given(workflow(map("m", "input", 1, ALL, ITEM)))
                .started("1")
                .then("run started 1 until +24h", "m failed TEST-0001", "run failed at m: TEST-0001");
        given(workflow(map("m", "huge", 1, ALL, ITEM)))
                .started("1")
                .then("run started 1 until +24h", "m failed MESH-4117", "run failed at m: MESH-4117");
    }
}
