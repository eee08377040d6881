package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.add;
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
import dev.agentmesh.core.definition.BoardRules.Mode;
import dev.agentmesh.core.definition.BoardRules.Section;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Cell.BoardCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.spec.Story;
import dev.agentmesh.core.value.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static Workflow twoAtOnce() {
        return workflow(
                agent("open"),
                parallel("both", new Join.All(), branch("minus50", agent("fifty")), branch("minus30", agent("thirty"))),
                agent("show").given("{\"balance\":\"${board.metadata.balance}\"}"));
    }

    private static Story opened() {
        return given(twoAtOnce()).started("1").after(wrote("open", "1", put("metadata", "balance", 0, "100")));
    }

    @Test
    void what_is_written_takes_effect_with_the_completion_and_is_read_by_expressions() {
        given(workflow(agent("a"), agent("b").given("\"${board.metadata.x}\"")))
                .started("1")
                .when(wrote("a", "9", put("metadata", "x", 0, "\"seen\"")))
                .then("a#1 wrote metadata.x v1 \"seen\"", "a#1 completed 9", "b#1 dispatched \"seen\" until +1m");
    }

    @Test
    void a_hundred_less_fifty_and_thirty_at_once_is_twenty_because_MESH_4170_is_tried_again() {
        Story story = opened().after(wrote("both[minus50]/fifty", "1", put("metadata", "balance", 1, "50")))
                .when(wrote("both[minus30]/thirty", "1", put("metadata", "balance", 1, "70")))
                .then("both[minus30]/thirty#1 ended CONFLICT MESH-4170, again")
                .when(due(retryDue("both[minus30]/thirty", 2)));
        assertThat(story.decision().effects().toString())
                .as("the retry is given nothing unless the workflow declares it")
                .contains("DispatchTask");

        story.when(wrote("both[minus30]/thirty", "1", put("metadata", "balance", 2, "20")))
                .thenContains(
                        "both[minus30]/thirty#2 wrote metadata.balance v3 20", "both[minus30]/thirty#2 completed 1");
        assertThat(balance(story)).isEqualTo("20");
    }

    @Test
    void nothing_of_an_attempt_is_written_when_one_of_its_writes_is_stale() {
        Story story = opened().after(wrote("both[minus50]/fifty", "1", put("metadata", "balance", 1, "50")))
                .when(wrote(
                        "both[minus30]/thirty",
                        "1",
                        append("artifacts", "log", "1"),
                        put("metadata", "balance", 1, "70")));

        assertThat(story.world().run().cells()).doesNotContainKey(CellKey.board("artifacts", "log"));
        assertThat(balance(story)).isEqualTo("50");
    }

    @Test
    void sums_and_entries_never_collide() {
        Story story = opened().after(wrote(
                        "both[minus50]/fifty",
                        "1",
                        add("metadata", "balance", "-50"),
                        append("messages", "history", "\"a\"")))
                .when(wrote(
                        "both[minus30]/thirty",
                        "1",
                        add("metadata", "balance", "-30"),
                        append("messages", "history", "\"b\"")));

        assertThat(balance(story)).isEqualTo("20");
        assertThat(new BoardView(story.world().run()).value("messages", "history"))
                .hasValueSatisfying(
                        entries -> assertThat(entries.text())
                                .isEqualTo(
                                        "[{\"agent\":\"agent-fifty\",\"action\":\"said\",\"content\":\"a\",\"at\":\"2026-01-01T00:00:00Z\"},"
                                                + "{\"agent\":\"agent-thirty\",\"action\":\"said\",\"content\":\"b\",\"at\":\"2026-01-01T00:00:00Z\"}]"));
    }

    @Test
    void fifty_writers_in_any_order_lose_no_update() {
        var branches = IntStream.range(0, 50)
                .mapToObj(i -> branch("b" + i, agent("w" + i)))
                .toArray(dev.agentmesh.core.spec.Steps.Branch[]::new);
        Story story = given(workflow(parallel("all", new Join.All(), branches))).started("1");
        Random random = new Random(7);
        for (int turn = 0; turn < 10_000 && !story.world().status().equals(Optional.of(RunStatus.COMPLETED)); turn++) {
            // Everybody works on what stands there at the beginning of the round; only one of them can be first.
            BoardCell stands = (BoardCell) story.world().run().cells().get(CellKey.board("metadata", "n"));
            long version = stands == null ? 0 : stands.version();
            String next = Long.toString(version + 1);
            List<Integer> order =
                    new java.util.ArrayList<>(IntStream.range(0, 50).boxed().toList());
            java.util.Collections.shuffle(order, random);
            int reported = 0;
            for (int i : order) {
                String path = "all[b" + i + "]/w" + i;
                boolean out = story.world()
                        .task(path)
                        .map(task -> task.phase() == dev.agentmesh.core.run.Cell.TaskPhase.DISPATCHED)
                        .orElse(false);
                if (out && reported++ < 4) {
                    story.when(wrote(path, "1", put("metadata", "n", version, next)));
                }
            }
            List<dev.agentmesh.core.run.Timer> retries = story.world().timers().keySet().stream()
                    .filter(dev.agentmesh.core.run.Timer.RetryDue.class::isInstance)
                    .toList();
            retries.forEach(timer -> story.when(due(timer)));
        }
        assertThat(story.world().status()).hasValue(RunStatus.COMPLETED);
        assertThat(new BoardView(story.world().run()).value("metadata", "n")).hasValue(Payload.json("50"));
    }

    @Test
    void a_section_named_like_an_agent_is_that_agents_alone_MESH_4171() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .after(wrote("a", "1", put("agent-a", "note", 0, "1")))
                .when(wrote("b", "1", put("agent-a", "note", 1, "2")))
                .then("b#1 ended INVALID_OUTPUT MESH-4171, again");
    }

    @Test
    void a_shared_section_is_written_by_whom_the_workflow_names() {
        Workflow flow = board("metadata", new Section(Optional.of(List.of("agent-a")), Mode.VERSIONED));

        given(flow)
                .started("1")
                .after(wrote("a", "1", put("metadata", "x", 0, "1")))
                .when(wrote("b", "1", put("metadata", "x", 1, "2")))
                .then("b#1 ended INVALID_OUTPUT MESH-4171, again");
    }

    @Test
    void what_is_appended_to_is_never_replaced_MESH_4172() {
        Workflow flow = board("artifacts", new Section(Optional.empty(), Mode.APPEND));

        given(flow)
                .started("1")
                .when(wrote("a", "1", put("artifacts", "x", 0, "1")))
                .then("a#1 ended INVALID_OUTPUT MESH-4172, again");
        given(flow)
                .started("1")
                .when(wrote("a", "1", put("messages", "history", 0, "1")))
                .then("a#1 ended INVALID_OUTPUT MESH-4172, again");
        given(flow)
                .started("1")
                .after(wrote("a", "1", append("metadata", "list", "1")))
                .when(wrote("b", "1", put("metadata", "list", 1, "1")))
                .then("b#1 ended INVALID_OUTPUT MESH-4172, again");
    }

    @Test
    void only_numbers_are_added_to() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .after(wrote("a", "1", put("metadata", "x", 0, "\"text\"")))
                .when(wrote("b", "1", add("metadata", "x", "1")))
                .then("b#1 ended INVALID_OUTPUT MESH-4172, again");
        given(workflow(agent("a")))
                .started("1")
                .when(wrote("a", "1", add("metadata", "x", "0.1"), add("metadata", "x", "0.2")))
                .thenContains("a#1 wrote metadata.x v1 0.1, metadata.x v2 0.3");
    }

    @Test
    void a_write_costs_what_it_touches_and_not_what_the_board_holds() {
        assertThat(readsOfOneMoreEntryAfter(1_000)).isEqualTo(readsOfOneMoreEntryAfter(10));
    }

    private static int readsOfOneMoreEntryAfter(int entries) {
        Story story = given(workflow(agent("a"), agent("b"), agent("c"))).started("1");
        story.after(wrote(
                "a",
                "1",
                IntStream.range(0, entries)
                        .mapToObj(i -> append("messages", "history", Integer.toString(i)))
                        .toArray(dev.agentmesh.core.run.BoardWrite[]::new)));
        int before = story.world().run().reads() + story.world().run().scans();
        story.when(wrote("b", "1", append("messages", "history", "1")));
        return story.world().run().reads() + story.world().run().scans() - before;
    }

    @Test
    void the_fold_of_the_log_has_the_same_board() {
        Story story = opened().after(wrote("both[minus50]/fifty", "1", add("metadata", "balance", "-50")))
                .when(completed("both[minus30]/thirty", "1"));

        assertThat(balance(story)).isEqualTo("50");
    }

    private static Workflow board(String section, Section rule) {
        Workflow flow = workflow(agent("a"), agent("b"));
        SequencedMap<String, Section> sections = new LinkedHashMap<>();
        sections.put(section, rule);
        return new Workflow(
                flow.ref(),
                flow.about(),
                flow.title(),
                flow.inputSchema(),
                flow.output(),
                flow.timeLimit(),
                flow.steps(),
                new BoardRules(sections));
    }

    private static String balance(Story story) {
        return new BoardView(story.world().run())
                .value("metadata", "balance")
                .orElseThrow()
                .text();
    }
}
