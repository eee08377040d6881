package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.append;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.put;
import static dev.agentmesh.core.spec.Intents.retryDue;
import static dev.agentmesh.core.spec.Intents.wrote;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.ContextRule.Strategy;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.spec.Story;
import dev.agentmesh.core.value.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextTest {
    private static final ContextRule MINIMAL = new ContextRule(Strategy.MINIMAL, List.of(), List.of());
    private static final ContextRule FULL = new ContextRule(Strategy.FULL, List.of(), List.of());

    private static ContextRule including(Strategy strategy, List<String> steps, String... sections) {
        return new ContextRule(strategy, steps, List.of(sections));
    }

    @Test
    void the_run_its_limits_and_the_request_come_along_always() {
        Json context =
                context(given(workflow(agent("a").given("7").context(MINIMAL))).started("{\"q\":1}"));

        assertThat(text(context, "run", "id")).isEqualTo("\"r1\"");
        assertThat(text(context, "run", "deadline")).isEqualTo("\"2026-01-02T00:00:00Z\"");
        assertThat(text(context, "request")).isEqualTo("{\"q\":1}");
        assertThat(text(context, "strategy")).isEqualTo("\"minimal\"");
        assertThat(context.field("prior")).isEmpty();
    }

    @Test
    void layered_brings_the_work_right_before_and_nothing_older() {
        Story story = given(workflow(agent("a"), agent("b"), agent("c").given("1")))
                .started("1")
                .after(completed("a", "\"old\""))
                .when(completed("b", "\"new\""));

        assertThat(text(context(story), "prior")).isEqualTo("[{\"step\":\"b\",\"output\":\"new\"}]");
    }

    @Test
    void after_branches_each_of_them_comes_along_and_inside_them_what_came_before() {
        Workflow flow = workflow(
                agent("a"),
                parallel("both", new Join.All(), branch("x", agent("p")), branch("y", agent("q"))),
                agent("c").given("1"));
        Story story = given(flow).started("1").when(completed("a", "0"));
        assertThat(text(context(story), "prior")).isEqualTo("[{\"step\":\"a\",\"output\":0}]");

        story.after(completed("both[x]/p", "1")).when(completed("both[y]/q", "2"));
        assertThat(text(context(story), "prior"))
                .isEqualTo("[{\"step\":\"both[x]\",\"output\":1},{\"step\":\"both[y]\",\"output\":2}]");
    }

    @Test
    void named_steps_come_instead_of_those_before() {
        Story story = given(workflow(
                        agent("a"),
                        agent("b"),
                        agent("c").given("1").context(including(Strategy.LAYERED, List.of("a")))))
                .started("1")
                .after(completed("a", "\"old\""))
                .when(completed("b", "\"new\""));

        assertThat(text(context(story), "prior")).isEqualTo("[{\"step\":\"a\",\"output\":\"old\"}]");
    }

    @Test
    void full_brings_all_outputs_and_the_whole_board() {
        Story story = given(
                        workflow(agent("a"), agent("b"), agent("c").given("1").context(FULL)))
                .started("1")
                .after(wrote("a", "1", put("metadata", "x", 0, "5"), append("messages", "history", "\"hi\"")))
                .when(wrote("b", "2", put("agent-b", "mine", 0, "6")));

        Json context = context(story);
        assertThat(text(context, "prior")).isEqualTo("[{\"step\":\"a\",\"output\":1},{\"step\":\"b\",\"output\":2}]");
        assertThat(text(context, "board", "metadata")).isEqualTo("{\"x\":{\"version\":1,\"value\":5}}");
        assertThat(text(context, "board", "agent-b")).isEqualTo("{\"mine\":{\"version\":1,\"value\":6}}");
        assertThat(text(context, "board", "messages")).contains("\"entries\":[{\"agent\":\"agent-a\"");
    }

    @Test
    void sections_come_along_when_the_step_or_the_workflow_names_them() {
        Story story = given(workflow(
                        agent("a"), agent("b").given("1").context(including(Strategy.MINIMAL, List.of(), "metadata"))))
                .started("1")
                .when(wrote("a", "1", put("metadata", "x", 0, "5"), put("artifacts", "y", 0, "6")));
        assertThat(text(context(story), "board")).isEqualTo("{\"metadata\":{\"x\":{\"version\":1,\"value\":5}}}");

        Workflow plain = workflow(agent("a"), agent("b").given("1"));
        SequencedMap<String, BoardRules.Section> sections = new LinkedHashMap<>();
        sections.put("artifacts", new BoardRules.Section(Optional.empty(), BoardRules.Mode.VERSIONED));
        Story declared = given(new Workflow(
                        plain.ref(),
                        plain.about(),
                        plain.title(),
                        plain.inputSchema(),
                        plain.output(),
                        plain.timeLimit(),
                        plain.steps(),
                        new BoardRules(sections)))
                .started("1")
                .when(wrote("a", "1", put("metadata", "x", 0, "5"), put("artifacts", "y", 0, "6")));
        assertThat(text(context(declared), "board")).isEqualTo("{\"artifacts\":{\"y\":{\"version\":1,\"value\":6}}}");
    }

    @Test
    void a_further_attempt_is_given_what_stands_there_by_then() {
        Workflow flow = workflow(parallel(
                "both",
                new Join.All(),
                branch("x", agent("p").context(including(Strategy.LAYERED, List.of(), "metadata"))),
                branch("y", agent("q"))));
        Story story = given(flow)
                .started("1")
                .after(wrote("both[y]/q", "1", put("metadata", "n", 0, "1")))
                .after(wrote("both[x]/p", "1", put("metadata", "n", 0, "1")))
                .when(due(retryDue("both[x]/p", 2)));

        assertThat(text(context(story), "board", "metadata")).isEqualTo("{\"n\":{\"version\":1,\"value\":1}}");
    }

    @Test
    void what_is_large_does_not_come_unasked_and_is_named() {
        String large = "\"" + "x".repeat(ContextDocument.PUSHED) + "\"";
        Story story = given(workflow(
                        agent("a"),
                        agent("b").given("1"),
                        agent("c").given("1").context(including(Strategy.LAYERED, List.of("a")))))
                .started(large)
                .when(completed("a", large));
        Json unasked = context(story);
        assertThat(text(unasked, "omitted")).isEqualTo("[\"request\",\"a\"]");
        assertThat(unasked.field("prior")).isEmpty();

        story.when(completed("b", "1"));
        Json asked = context(story);
        assertThat(text(asked, "omitted")).isEqualTo("[\"request\"]");
        assertThat(text(asked, "prior")).contains(large);
    }

    @Test
    void of_a_long_conversation_the_newest_entries_come_along() {
        Story story = given(
                        workflow(agent("a"), agent("b").context(including(Strategy.LAYERED, List.of(), "messages"))))
                .started("1")
                .when(wrote(
                        "a",
                        "1",
                        IntStream.range(0, 80)
                                .mapToObj(i -> append("messages", "history", Integer.toString(i)))
                                .toArray(dev.agentmesh.core.run.BoardWrite[]::new)));

        String history = text(context(story), "board", "messages", "history");
        assertThat(history).startsWith("{\"version\":80,").contains("\"content\":79", "\"content\":30");
        assertThat(history).doesNotContain("\"content\":29,");
    }

    private static Json context(Story story) {
        return story.decision().effects().stream()
                .filter(Effect.DispatchTask.class::isInstance)
                .map(effect -> ((Effect.DispatchTask) effect).context().orElseThrow())
                .reduce((first, last) -> last)
                .flatMap(Json::of)
                .orElseThrow();
    }

    private static String text(Json json, String... names) {
        Json at = json;
        for (String name : names) {
            at = at.field(name).orElseThrow(() -> new AssertionError(name + " is not in " + json.write()));
        }
        return at.write();
    }
}
