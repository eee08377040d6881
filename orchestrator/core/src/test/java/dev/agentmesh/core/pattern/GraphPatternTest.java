package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.done;
import static dev.agentmesh.core.spec.Teams.doneWhen;
import static dev.agentmesh.core.spec.Teams.edge;
import static dev.agentmesh.core.spec.Teams.graph;
import static dev.agentmesh.core.spec.Teams.node;

import dev.agentmesh.core.definition.Verb.Reducer;
import dev.agentmesh.core.spec.Steps.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class GraphPatternTest {
    private static LinkedHashMap<String, Reducer> state(Object... pairs) {
        var state = new LinkedHashMap<String, Reducer>();
        for (int i = 0; i < pairs.length; i += 2) {
            state.put((String) pairs[i], (Reducer) pairs[i + 1]);
        }
        return state;
    }

    private static Shape ring(int max) {
        return graph(
                "g",
                max,
                "a",
                node(agent("a"), edge("output == 1", "b"), done()),
                node(agent("b").given("\"${steps.a.output}\""), edge("a")));
    }

    @Test
    void it_goes_where_the_edges_lead() {
        given(workflow(ring(9)))
                .started("0")
                .then(
                        "run started 0 until +24h",
                        "g opened turns of 9",
                        "g[0] started",
                        "g[0]/a#1 dispatched 0 until +1m")
                .when(completed("g[0]/a", "1"))
                .then(
                        "g[0]/a#1 completed 1",
                        "g keeps visit:a=0",
                        "g[0] lane completed from g[0]/a",
                        "g[1] started",
                        "g[1]/b#1 dispatched 1 until +1m")
                .when(completed("g[1]/b", "5"))
                .thenEndsWith("g[2] started", "g[2]/a#1 dispatched 0 until +1m")
                .when(completed("g[2]/a", "7"))
                .thenEndsWith("g[2] lane completed from g[2]/a", "g completed from g[2]", "run completed 7");
    }

    @Test
    void a_cycle_is_bounded() {
        given(workflow(ring(3)))
                .started("0")
                .after(completed("g[0]/a", "1"), completed("g[1]/b", "1"))
                .when(completed("g[2]/a", "1"))
                .thenEndsWith("g[2] lane completed from g[2]/a", "g failed MESH-4148", "run failed at g: MESH-4148");
    }

    @Test
    void a_node_that_no_edge_takes_on_fails_it() {
        given(workflow(graph("g", 3, "a", node(agent("a"), doneWhen("output == 1")))))
                .started("0")
                .when(completed("g[0]/a", "2"))
                .thenEndsWith("g[0] lane completed from g[0]/a", "g failed MESH-4147", "run failed at g: MESH-4147");
    }

    @Test
    void state_is_reduced_and_is_the_result() {
        given(workflow(graph(
                        "g",
                        9,
                        "a",
                        state(
                                "list",
                                Reducer.APPEND,
                                "last",
                                Reducer.LAST,
                                "sum",
                                Reducer.SUM,
                                "all",
                                Reducer.MERGE,
                                "most",
                                Reducer.MAX,
                                "least",
                                Reducer.MIN,
                                "never",
                                Reducer.APPEND),
                        node(agent("a").given("\"${state}\""), edge("graph.visits < 2", "a"), done()))))
                .started("0")
                .thenEndsWith(
                        "g[0]/a#1 dispatched {\"list\":[],\"last\":null,\"sum\":0,\"all\":{},\"most\":null,\"least\":null,"
                                + "\"never\":[]} until +1m")
                .when(completed(
                        "g[0]/a",
                        "{\"list\":[1,2],\"last\":\"x\",\"sum\":2,\"all\":{\"a\":1,\"b\":1},\"most\":3,\"least\":3}"))
                .thenContains(
                        "g[0] keeps list=[1,2]",
                        "g keeps last=\"x\" sum=2 all={\"a\":1,\"b\":1} most=3 least=3 visit:a=0")
                .thenEndsWith(
                        "g[1]/a#1 dispatched {\"list\":[1,2],\"last\":\"x\",\"sum\":2,\"all\":{\"a\":1,\"b\":1},\"most\":3,"
                                + "\"least\":3,\"never\":[]} until +1m")
                .when(completed(
                        "g[1]/a",
                        "{\"list\":3,\"last\":null,\"sum\":0.5,\"all\":{\"b\":2},\"most\":1,\"least\":1,\"other\":1}"))
                .thenEndsWith(
                        "run completed {\"list\":[1,2,3],\"last\":\"x\",\"sum\":2.5,\"all\":{\"a\":1,\"b\":2},\"most\":3,"
                                + "\"least\":1,\"never\":[]}");
    }

    @Test
    void a_value_that_does_not_fit_its_reducer_fails_it() {
        given(workflow(graph("g", 9, "a", state("sum", Reducer.SUM), node(agent("a"), done()))))
                .started("0")
                .when(completed("g[0]/a", "{\"sum\":\"x\"}"))
                .thenEndsWith("g[0] lane canceled", "g failed MESH-4149", "run failed at g: MESH-4149");
        given(workflow(graph("g", 9, "a", state("all", Reducer.MERGE), node(agent("a"), done()))))
                .started("0")
                .when(completed("g[0]/a", "{\"all\":1}"))
                .thenEndsWith("g failed MESH-4149", "run failed at g: MESH-4149");
    }

    @Test
    void a_node_can_be_any_verb_and_what_is_in_it_is_read_as_of_its_last_visit() {
        given(workflow(
                        graph(
                                "g",
                                9,
                                "d",
                                node(block("d", agent("x")), edge("b")),
                                node(agent("b").given("\"${steps.x.output}\""), edge("output == 1", "d"), done())),
                        agent("z").given("\"${steps.x.output}\"")))
                .started("0")
                .when(completed("g[0]/d/x", "5"))
                .thenEndsWith("g[1]/b#1 dispatched 5 until +1m")
                .after(completed("g[1]/b", "1"), completed("g[2]/d/x", "6"))
                .when(completed("g[3]/b", "2"))
                .thenEndsWith("g completed from g[3]", "z#1 dispatched 6 until +1m");
    }

    @Test
    void a_node_that_is_skipped_is_followed_by_what_its_edges_say() {
        given(workflow(graph(
                        "g",
                        9,
                        "a",
                        node(agent("a").when("false"), edge("output == null", "b")),
                        node(agent("b"), done()))))
                .started("0")
                .thenEndsWith(
                        "g[0]/a skipped",
                        "g keeps visit:a=0",
                        "g[0] lane completed",
                        "g[1] started",
                        "g[1]/b#1 dispatched 0 until +1m");
    }

    @Test
    void a_node_that_fails_fails_it_unless_it_catches() {
        given(workflow(graph("g", 9, "a", node(agent("a"), done())).caught(agent("c"))))
                .started("0")
                .when(failed("g[0]/a", DECLINED, "NO"))
                .thenEndsWith(
                        "g[0] lane failed NO",
                        "g failed NO",
                        "g opened catch 0 of NO",
                        "g[catch0]/c#1 dispatched 0 until +1m");
        given(workflow(graph("g", 9, "a", node(agent("a").caught(agent("c")), done()))))
                .started("0")
                .after(failed("g[0]/a", DECLINED, "NO"))
                .when(completed("g[0]/a[catch0]/c", "4"))
                .thenEndsWith("g[0] lane completed from g[0]/a", "g completed from g[0]", "run completed 4");
    }

    @Test
    void its_timeout_ends_the_visit() {
        given(workflow(ring(3).timeout(Duration.ofSeconds(3))))
                .started("0")
                .when(due(stepDeadline("g")))
                .then(
                        "g[0]/a#1 canceled: the time of \"g\" is over",
                        "g[0] lane canceled",
                        "g failed MESH-4102",
                        "run failed at g: MESH-4102");
    }
}
