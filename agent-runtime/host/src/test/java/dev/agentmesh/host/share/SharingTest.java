package dev.agentmesh.host.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.agent.Board;
import dev.agentmesh.agent.History;
import dev.agentmesh.topics.history.HistoryEntry;
import dev.agentmesh.topics.message.BoardWrite;
import dev.agentmesh.topics.message.BoardWrite.Mode;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String CONTEXT = """
            {"strategy":"layered",
             "run":{"id":"r-1","title":"Brief: heat pumps","workflow":"brief","version":"1",
                    "startedAt":"2026-11-21T09:00:00Z","deadline":"2026-11-22T09:00:00Z"},
             "request":{"question":"heat pumps?"},
             "prior":[{"step":"search","output":["a","b"]},{"step":"draft","output":"text"}],
             "board":{"metadata":{"balance":{"version":3,"value":100}},
                      "messages":{"history":{"version":1,"entries":[{"agent":"chair","action":"opened","content":"hi","at":"2026-11-21T09:00:01Z"}]}}},
             "omitted":["board.artifacts"]}
            """;

    @Test
    void the_context_tells_the_run_the_request_and_prior_work() {
        GivenContext context = given(CONTEXT);

        assertThat(context.strategy()).isEqualTo("layered");
        assertThat(context.title()).isEqualTo("Brief: heat pumps");
        assertThat(context.workflow()).isEqualTo("brief");
        assertThat(context.startedAt()).hasValue(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(context.runDeadline()).hasValue(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(context.request(Map.class)).hasValue(Map.of("question", "heat pumps?"));
        assertThat(context.prior()).extracting(prior -> prior.step()).containsExactly("search", "draft");
        assertThat(context.output("draft", String.class)).hasValue("text");
        assertThat(context.output("nothing", String.class)).isEmpty();
        assertThat(context.omitted()).containsExactly("board.artifacts");
        assertThat(context.size()).isEqualTo(Payload.json(CONTEXT).size());
    }

    @Test
    void a_context_that_is_too_much_to_use_is_warned_of() {
        assertThat(given(CONTEXT).overload()).isEmpty();
        assertThat(given("{\"request\":\"" + "x".repeat(70_000) + "\"}").overload())
                .hasValueSatisfying(
                        warning -> assertThat(warning).startsWith("MESH-3029").contains("70014 bytes"));
    }

    @Test
    void a_request_that_is_the_tasks_input_travels_once() {
        assertThat(given("{\"requestIsInput\":true}").request(Integer.class)).hasValue(7);
    }

    @Test
    void a_task_without_context_has_an_empty_one() {
        GivenContext none = GivenContext.of(new TaskMessage.Execute("s", Payload.json("7"), NOW, "k"));

        assertThat(none.strategy()).isEmpty();
        assertThat(none.prior()).isEmpty();
        assertThat(none.request(Integer.class)).isEmpty();
        assertThat(none.startedAt()).isEmpty();
        assertThat(none.size()).isZero();
    }

    @Test
    void a_put_carries_the_version_it_is_based_on_and_is_read_back() {
        TaskBoard board = board();

        assertThat(board.get("metadata", "balance", Integer.class)).hasValue(100);
        board.put("metadata", "balance", 50);
        board.put("metadata", "balance", 40);

        assertThat(board.get("metadata", "balance", Integer.class)).hasValue(40);
        assertThat(board.seal())
                .containsExactly(new BoardWrite("metadata", "balance", Mode.PUT, 3, "", Payload.json("40")));
    }

    @Test
    void a_key_that_was_not_given_can_only_be_created() {
        TaskBoard board = board();

        board.put(Board.OWN, "draft", "text");
        board.putIf("artifacts", "report", 2, "x");

        assertThat(board.seal())
                .containsExactly(
                        new BoardWrite("writer", "draft", Mode.PUT, 0, "", Payload.json("\"text\"")),
                        new BoardWrite("artifacts", "report", Mode.PUT, 2, "", Payload.json("\"x\"")));
        assertThat(board.keys(Board.OWN)).containsExactly("draft");
    }

    @Test
    void entries_and_sums_show_what_stood_there_and_what_was_added() {
        TaskBoard board = board();

        board.record("reviewed", Map.of("score", 3));
        board.append("artifacts", "links", "u");
        board.add("metadata", "balance", -30);
        board.add("metadata", "balance", -20);

        assertThat(board.entries("messages", "history", Map.class))
                .extracting(entry -> entry.get("agent") + " " + entry.get("action"))
                .containsExactly("chair opened", "writer reviewed");
        assertThat(board.entries("artifacts", "links", String.class)).containsExactly("u");
        assertThat(board.get("metadata", "balance", Integer.class)).hasValue(50);
        assertThat(board.seal())
                .extracting(BoardWrite::mode)
                .containsExactly(Mode.APPEND, Mode.APPEND, Mode.ADD, Mode.ADD);
    }

    @Test
    void what_cannot_be_written_is_refused_at_once() {
        TaskBoard board = board();

        assertThatThrownBy(() -> board.put("critic", "x", 1)).hasMessageContaining("Board.OWN");
        assertThatThrownBy(() -> board.put("metadata", "no spaces", 1)).hasMessageContaining("board key");
        assertThatThrownBy(() -> board.add("metadata", "x", Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() ->
                        IntStream.range(0, 3).forEach(i -> board.append("artifacts", "big", "x".repeat(100_000))))
                .hasMessageContaining("MESH-3028");
    }

    @Test
    void after_the_end_nothing_is_written() {
        TaskBoard board = board();
        board.seal();

        board.put("metadata", "late", 1);

        assertThat(board.seal()).isEmpty();
    }

    @Test
    void history_is_found_by_topic_agent_and_age() {
        History history = history();

        assertThat(history.find("writer  PUMPS heat"))
                .extracting(History.Entry::seq)
                .containsExactly(3L);
        assertThat(history.find("heat death")).isEmpty();
        assertThat(history.find("HEAT")).extracting(History.Entry::seq).containsExactly(1L, 3L);
        assertThat(history.by("writer")).extracting(History.Entry::seq).containsExactly(3L);
        assertThat(history.recent(1)).extracting(History.Entry::action).containsExactly("ended");
        assertThat(history.request(String.class)).hasValue("heat pumps?");
    }

    @Test
    void a_digest_keeps_the_newest_in_full_and_fits() {
        String digest = history().digest(1, 10_000);
        assertThat(digest.lines()).hasSize(4).anyMatch(line -> line.endsWith("…"));
        assertThat(digest.lines().toList().getLast()).contains("run ended: \"all\"");

        String shorter = history().digest(1, 90);
        assertThat(shorter).startsWith("(3 earlier entries)");
        assertThat(shorter.length()).isLessThan(130);
    }

    private static History history() {
        return new LoggedHistory(() -> List.of(
                new HistoryEntry("r-1", 1, NOW, "", "requested", "", "\"heat pumps?\""),
                new HistoryEntry("r-1", 2, NOW, "", "asked", "draft", "\"" + "x".repeat(200) + "\""),
                new HistoryEntry("r-1", 3, NOW, "writer", "completed", "draft", "\"Heat pumps are\""),
                new HistoryEntry("r-1", 4, NOW, "", "ended", "", "\"all\"")));
    }

    private static GivenContext given(String json) {
        return GivenContext.of(
                new TaskMessage.Execute("s", Payload.json("7"), NOW, "k", Optional.of(Payload.json(json))));
    }

    private static TaskBoard board() {
        return new TaskBoard("writer", given(CONTEXT), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
