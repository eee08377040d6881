package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.loop;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.spec.FakeExpressions;
import dev.agentmesh.core.spec.RunInMemory;
import dev.agentmesh.core.spec.Steps.Shape;
import dev.agentmesh.core.spec.Teams;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a command costs, in cells asked for: it depends on where it stands, never on how much the run holds. */
class CostTest {
    private static final Decider DECIDER = new Decider(new FakeExpressions());

    private record Cost(int reads, int scans, int events, int changes) {}

    private static Cost cost(Workflow workflow, Command command) {
        Outline outline = new Outline(workflow);
        RunInMemory run = new RunInMemory(World.RUN);
        Command.StartRun start =
                new Command.StartRun(World.START, Payload.json("1"), Optional.empty(), Optional.empty(), "tester");
        run.apply(DECIDER.decide(outline, run, start).changes());
        int reads = run.reads();
        int scans = run.scans();
        Decision decision = DECIDER.decide(outline, run, command);
        return new Cost(
                run.reads() - reads,
                run.scans() - scans,
                decision.events().size(),
                decision.changes().size());
    }

    private static Command.ReportCompleted completed(String path) {
        return completed(path, "2");
    }

    private static Command.ReportCompleted completed(String path, String output) {
        return new Command.ReportCompleted(
                World.START, new StepPath(path), 1, Payload.json(output), List.of(), "worker", Duration.ZERO);
    }

    private static Command.ReportFailed failed(String path, FailureKind kind) {
        return new Command.ReportFailed(
                World.START, new StepPath(path), 1, new Failure(kind, "E1", "E1 happened"), List.of(), "worker");
    }

    private static Workflow mapOver(int items, Shape... steps) {
        return workflow(map("m", "range(" + items + ")", 50, SETTLED, steps));
    }

    @Test
    void an_outcome_in_a_map_of_10_000_items_costs_what_it_costs_in_one_of_100() {
        Command outcome = completed("m[7]/a");
        Cost few = cost(mapOver(100, agent("a"), agent("b")), outcome);
        assertThat(few.reads()).isPositive();
        assertThat(cost(mapOver(10_000, agent("a"), agent("b")), outcome)).isEqualTo(few);
    }

    @Test
    void the_end_of_an_item_costs_the_same_and_scans_nothing() {
        Command outcome = completed("m[7]/a");
        Cost few = cost(mapOver(100, agent("a").given("\"${item}\"")), outcome);
        assertThat(few.scans()).isZero();
        assertThat(few.events()).isEqualTo(4);
        assertThat(cost(mapOver(10_000, agent("a").given("\"${item}\"")), outcome))
                .isEqualTo(few);
    }

    @Test
    void failures_deadlines_and_late_words_cost_the_same() {
        for (Command command : List.of(
                failed("m[7]/a", FailureKind.TRANSIENT),
                failed("m[7]/a", FailureKind.POISON),
                failed("m[7]/a", FailureKind.DECLINED),
                new Command.TimerDue(World.START.plusSeconds(60), new Timer.AttemptDeadline(new StepPath("m[7]/a"), 1)),
                new Command.ForgedReport(World.START, new StepPath("m[7]/a"), 1, "mallory"),
                new Command.ReportProgress(World.START, new StepPath("m[7]/a"), 1, 0.5, "", "worker"))) {
            assertThat(cost(mapOver(10_000, agent("a")), command))
                    .as("%s", command)
                    .isEqualTo(cost(mapOver(100, agent("a")), command));
        }
    }

    @Test
    void a_map_of_all_that_waits_for_a_redrive_costs_the_same() {
        Command poison = failed("m[7]/a", FailureKind.POISON);
        assertThat(cost(workflow(map("m", "range(10000)", 50, ALL, agent("a"))), poison))
                .isEqualTo(cost(workflow(map("m", "range(100)", 50, ALL, agent("a"))), poison));
    }

    /** What the end of turn {@code turns - 1} costs. */
    private static Cost turn(int turns, String path, Workflow workflow) {
        return turns(turns, path::formatted, i -> "\"turn " + i + "\"", workflow);
    }

    private static Cost turn(int turns, String path, String output, Workflow workflow) {
        return turns(turns, path::formatted, _ -> output, workflow);
    }

    private static Cost turns(int turns, IntFunction<String> path, IntFunction<String> output, Workflow workflow) {
        Outline outline = new Outline(workflow);
        RunInMemory run = new RunInMemory(World.RUN);
        run.apply(DECIDER.decide(
                        outline,
                        run,
                        new Command.StartRun(
                                World.START, Payload.json("1"), Optional.empty(), Optional.empty(), "tester"))
                .changes());
        Decision decision = Decision.NOTHING;
        int reads = 0;
        int scans = 0;
        for (int i = 0; i < turns; i++) {
            reads = run.reads();
            scans = run.scans();
            decision = DECIDER.decide(outline, run, completed(path.apply(i), output.apply(i)));
            reads = run.reads() - reads;
            scans = run.scans() - scans;
            run.apply(decision.changes());
        }
        return new Cost(
                reads, scans, decision.events().size(), decision.changes().size());
    }

    @Test
    void turn_1_000_costs_what_turn_10_costs() {
        Workflow loop =
                workflow(loop("l", 2_000, "steps.a.output == 3", agent("a").given("\"${steps.a.status}\"")));
        Cost few = turn(10, "l[%d]/a", loop);
        assertThat(few.scans()).isZero();
        assertThat(few.events()).isEqualTo(4);
        assertThat(turn(1_000, "l[%d]/a", loop)).isEqualTo(few);
    }

    @Test
    void the_1_000th_turn_of_a_chat_costs_what_the_20th_costs() {
        Workflow chat = workflow(step("c", Teams.until("chat.turns == 5000", Teams.chat(Teams.inTurn(), 2_000, "x"))));
        Cost few = turn(20, "c[%d]/c.x", chat);
        assertThat(few.scans()).isZero();
        assertThat(turn(1_000, "c[%d]/c.x", chat)).isEqualTo(few);
    }

    @Test
    void the_1_000th_visit_of_a_graph_costs_what_the_10th_costs() {
        var state = new LinkedHashMap<String, Verb.Reducer>();
        state.put("n", Verb.Reducer.SUM);
        state.put("all", Verb.Reducer.APPEND);
        Workflow graph = workflow(Teams.graph(
                "g",
                2_000,
                "a",
                state,
                Teams.node(
                        agent("a").given("\"${steps.a.status}\""),
                        Teams.edge("graph.visits < 5000", "a"),
                        Teams.done())));
        Cost few = turn(10, "g[%d]/a", graph);
        assertThat(few.scans()).isZero();
        assertThat(turn(1_000, "g[%d]/a", graph)).isEqualTo(few);
    }

    @Test
    void the_1_000th_hop_of_a_handoff_costs_what_the_10th_costs() {
        Workflow ring = workflow(step("h", Teams.handoff(2_000, Optional.empty(), "x", "x: x")));
        Cost few = turn(10, "h[%d]/h.x", "{\"handoff\":{\"to\":\"x\",\"context\":{\"k\":1}}}", ring);
        assertThat(few.scans()).isZero();
        assertThat(turn(1_000, "h[%d]/h.x", "{\"handoff\":{\"to\":\"x\",\"context\":{\"k\":1}}}", ring))
                .isEqualTo(few);
    }

    @Test
    void the_1_000th_turn_of_a_debate_costs_what_the_20th_costs() {
        Workflow debate = workflow(step("d", Teams.debate(2_000, Optional.empty())));
        Cost few = debated(20, debate);
        assertThat(few.scans()).isZero();
        assertThat(debated(1_000, debate)).isEqualTo(few);
    }

    private static Cost debated(int turns, Workflow debate) {
        return turns(turns, i -> "d[" + i + "]/d." + (i % 2 == 0 ? "for" : "against"), i -> "" + i, debate);
    }

    @Test
    void every_level_of_depth_adds_the_same() {
        int one = nested(1);
        int two = nested(2);
        int three = nested(3);
        int ten = nested(10);
        assertThat(three - two).isEqualTo(two - one);
        assertThat(ten - one).isEqualTo(9 * (two - one));
    }

    /** The reads of an outcome that ends {@code depth} blocks around it. */
    private static int nested(int depth) {
        Shape inner = agent("a");
        String path = "a";
        for (int i = 0; i < depth; i++) {
            inner = block("d" + i, inner);
            path = "d" + i + "/" + path;
        }
        return cost(workflow(inner, agent("last")), completed(path)).reads();
    }
}
