package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.append;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.wrote;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.FIRST;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.giving;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Inspection;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.FakeExpressions;
import dev.agentmesh.core.spec.RunInMemory;
import dev.agentmesh.core.spec.Steps.Shape;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwarmTest {
    private static final Shape WORK = agent("a").given("\"${item}\"");

    @Test
    void results_are_collected_as_items_complete_and_what_failed_is_known_to_the_step_behind() {
        Shape collect = agent("c").given("\"${item}\"");
        Shape report = agent("r")
                .given("\"${steps.m.errors}\"")
                .context(new ContextRule(ContextRule.Strategy.MINIMAL, List.of(), List.of("artifacts")));
        var story = given(workflow(map("m", "input", 3, SETTLED, WORK, collect), report))
                .started("[1,2,3]")
                .when(completed("m[1]/a", "5"))
                .thenEndsWith("m[1]/a#1 completed 5", "m[1]/c#1 dispatched 2 until +1m")
                .after(wrote("m[1]/c", "1", append("artifacts", "report", "\"two\"")))
                .after(failed("m[0]/a", DECLINED, "E1"))
                .after(completed("m[2]/a", "7"))
                .when(wrote("m[2]/c", "1", append("artifacts", "report", "\"three\"")));
        Effect.DispatchTask last = (Effect.DispatchTask) story.decision().effects().stream()
                .filter(Effect.DispatchTask.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(last.agent()).isEqualTo("agent-r");
        assertThat(last.input().text()).contains("\"lane\":\"0\"", "E1");
        assertThat(last.context().orElseThrow().text()).containsSubsequence("\"report\"", "two", "three");
    }

    @Test
    void what_an_item_finds_is_worked_on_as_well() {
        given(workflow(map("m", "input", 2, ALL, WORK).grow("output.more", 10)))
                .started("[1]")
                .when(completed("m[0]/a", "{\"more\":[2,3,4]}"))
                .then(
                        "m[0]/a#1 completed {\"more\":[2,3,4]}",
                        "m[0] lane completed from m[0]/a",
                        "m grows by 3 needs 4",
                        "m[1] started",
                        "m[2] started",
                        "m[1]/a#1 dispatched 2 until +1m",
                        "m[2]/a#1 dispatched 3 until +1m")
                .after(completed("m[1]/a", "{\"more\":[]}"), completed("m[2]/a", "{\"more\":[]}"))
                .when(completed("m[3]/a", "{\"more\":[]}"))
                .thenEndsWith(
                        "m completed from 4 lanes",
                        "run completed [{\"more\":[2,3,4]},{\"more\":[]},{\"more\":[]},{\"more\":[]}]");
    }

    @Test
    void what_is_beyond_the_bound_is_left_out_and_said_to_be() {
        given(workflow(map("m", "input", 1, ALL, WORK).grow("output", 3)))
                .started("[1]")
                .when(completed("m[0]/a", "[2,3,4,5]"))
                .thenContains("m grows by 2 needs 3, 2 left out")
                .when(completed("m[1]/a", "[6]"))
                .thenContains("m grows by 0 needs 3, 1 left out");
    }

    @Test
    void a_share_is_of_all_items_there_are() {
        given(workflow(map("m", "input", 9, new Join.Percent(50), WORK).grow("output", 9)))
                .started("[1,2]")
                .when(completed("m[0]/a", "[3,4,5,6]"))
                .thenContains("m[0] lane completed from m[0]/a", "m grows by 4 needs 3");
    }

    @Test
    void a_join_that_is_met_does_not_wait_for_what_was_found() {
        given(workflow(map("m", "input", 2, FIRST, WORK).grow("output", 9)))
                .started("[1,2]")
                .when(completed("m[0]/a", "[3]"))
                .thenContains("m grows by 1 needs 1", "m completed from 3 lanes");
    }

    @Test
    void an_item_whose_finds_cannot_be_read_fails_and_the_others_go_on() {
        given(workflow(map("m", "input", 2, SETTLED, WORK).grow("output.more", 9)))
                .started("[1,2]")
                .when(completed("m[0]/a", "{}"))
                .thenEndsWith("m[0] lane failed TEST-0001")
                .when(completed("m[1]/a", "{\"more\":[]}"))
                .thenEndsWith("m completed from 2 lanes", "run completed [null,{\"more\":[]}]");
    }

    @Test
    void more_than_a_record_can_hold_fails_the_item_with_MESH_4116() {
        given(workflow(map("m", "input", 1, SETTLED, WORK).grow("range(65537)", 65_536)))
                .started("[1]")
                .when(completed("m[0]/a", "1"))
                .thenContains("m[0] lane failed MESH-4116");
    }

    @Test
    void a_failed_item_adds_nothing() {
        given(workflow(map("m", "input", 1, SETTLED, WORK).grow("range(2)", 9)))
                .started("[1]")
                .when(failed("m[0]/a", DECLINED, "E1"))
                .thenEndsWith("m[0] lane failed E1", "m completed from 1 lanes", "run completed [null]");
    }

    /** A swarm of 50 workers on a heap of work that grows to 10,000, some of which fails, and some of that for good. */
    @Test
    void ten_thousand_items_over_fifty_workers_are_each_accounted_for_exactly_once() {
        Workflow workflow = giving(
                "1",
                workflow(map("m", "input", 50, SETTLED, WORK.retry(atOnce(2))).grow("output.found", 10_000)));
        Swarm swarm = new Swarm(workflow);
        swarm.work();
        assertThat(swarm.mostAtOnce).isEqualTo(50);
        assertThat(swarm.started).hasSize(10_000);
        assertThat(swarm.ended).isEqualTo(swarm.started);
        assertThat(swarm.itemsSeen).hasSize(10_000);
        assertThat(swarm.results().split("found", -1)).hasSize(swarm.completed + 1);
        assertThat(swarm.completed + swarm.lost).isEqualTo(10_000);
        assertThat(swarm.lost).isPositive();
        assertThat(swarm.mostEvents).isLessThan(20);
        assertThat(swarm.mostReads).as("cells read for one answer").isLessThan(60);
    }

    /** Workers who answer in any order; every answer finds three more items until there are enough. */
    private static final class Swarm {
        private final Decider decider = new Decider(new FakeExpressions());
        private final RunInMemory run = new RunInMemory(World.RUN);
        private final Random random = new Random(7);
        private final Outline outline;
        private final List<Effect.DispatchTask> open = new ArrayList<>();
        private final Set<StepPath> started = new HashSet<>();
        private final Set<StepPath> ended = new HashSet<>();
        private final Map<String, Integer> itemsSeen = new HashMap<>();
        private int next = 1;
        private int mostAtOnce;
        private int mostEvents;
        private int mostReads;
        private int completed;
        private int lost;

        Swarm(Workflow workflow) {
            this.outline = new Outline(workflow);
        }

        void work() {
            take(new Command.StartRun(World.START, Payload.json("[0]"), Optional.empty(), Optional.empty(), "tester"));
            while (!open.isEmpty()) {
                Effect.DispatchTask task = open.remove(random.nextInt(open.size()));
                if (random.nextInt(10) == 0) {
                    take(new Command.ReportFailed(
                            World.START,
                            task.path(),
                            task.attempt(),
                            new Failure(FailureKind.TRANSIENT, "E1", "again"),
                            List.of(),
                            "worker"));
                } else {
                    String found = "{\"found\":[" + next++ + "," + next++ + "," + next++ + "]}";
                    take(new Command.ReportCompleted(
                            World.START,
                            task.path(),
                            task.attempt(),
                            Payload.json(found),
                            List.of(),
                            "worker",
                            Duration.ZERO));
                }
            }
        }

        String results() {
            return Inspection.step(run, outline, new StepPath("m")).outputs().text();
        }

        private void take(Command command) {
            int before = run.reads();
            Decision decision = decider.decide(outline, run, command);
            boolean over = decision.events().getLast() instanceof Event.RunCompleted;
            if (!over && command instanceof Command.AttemptReport) {
                mostReads = Math.max(mostReads, run.reads() - before);
                mostEvents = Math.max(mostEvents, decision.events().size());
            }
            run.apply(decision.changes());
            for (Event event : decision.events()) {
                switch (event) {
                    case Event.LaneStarted e ->
                        assertThat(started.add(e.path())).isTrue();
                    case Event.LaneEnded e -> {
                        assertThat(ended.add(e.path())).isTrue();
                        completed += e.failure().isEmpty() ? 1 : 0;
                        lost += e.failure().isEmpty() ? 0 : 1;
                    }
                    case Event.TaskDispatched e -> itemsSeen.merge(e.input().text(), 1, Integer::sum);
                    default -> {}
                }
            }
            for (Effect effect : decision.effects()) {
                if (effect instanceof Effect.DispatchTask task) {
                    open.add(task);
                }
            }
            mostAtOnce = Math.max(mostAtOnce, open.size());
        }
    }
}
