package dev.agentmesh.topics.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.schema.BoardChange;
import dev.agentmesh.schema.BoardWritten;
import dev.agentmesh.schema.Event;
import dev.agentmesh.schema.Failure;
import dev.agentmesh.schema.LaneStarted;
import dev.agentmesh.schema.RunCompleted;
import dev.agentmesh.schema.TaskCompleted;
import dev.agentmesh.schema.TaskContext;
import dev.agentmesh.schema.TaskDispatched;
import dev.agentmesh.schema.TaskFailed;
import dev.agentmesh.schema.TaskReassigned;
import dev.agentmesh.schema.TaskRedirected;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.CommonCodec;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.registry.InMemoryRegistry;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an agent finds of a run, of the records the orchestrator writes. */
class HistoryCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String STEP = "talk[4]/talk._summarizer";

    private final RecordSerde serde = RecordSerde.open(Map.of("auto.register.schemas", "true"), new InMemoryRegistry());

    private Optional<HistoryEntry> read(Object body) throws UndecodableRecord {
        var event = new Event(CommonCodec.wire(new MessageHeader("r-1", 7, NOW, "test")), body);
        byte[] value = serde.format(Event.class).encode(new TopicNames("test").events(), event);
        return new HistoryCodec(serde).decode(value);
    }

    private static Optional<HistoryEntry> entry(String agent, String action, String step, String content) {
        return Optional.of(new HistoryEntry("r-1", 7, NOW, agent, action, step, content));
    }

    private static dev.agentmesh.schema.Payload json(String text) {
        return CommonCodec.wire(Payload.json(text));
    }

    private static TaskContext context() {
        return new TaskContext("layered", List.of(), List.of(), false);
    }

    @Test
    void what_an_agent_was_asked_and_what_it_gave() throws UndecodableRecord {
        assertThat(read(new TaskDispatched(STEP, "clerk", "sum-up", json("{\"topic\":\"tea\"}"), "k", NOW, context())))
                .isEqualTo(entry("clerk", "asked", STEP, "{\"topic\":\"tea\"}"));
        assertThat(read(new TaskCompleted(STEP, 1, json("\"all agree\""), List.of(), "clerk-1", 20L)))
                .isEqualTo(entry("", "completed", STEP, "\"all agree\""));
        assertThat(read(new RunCompleted(json("1")))).isEqualTo(entry("", "ended", "", "1"));
    }

    @Test
    void who_gets_a_task_instead_of_the_first() throws UndecodableRecord {
        assertThat(read(new TaskReassigned(STEP, 3, "scribe", "", NOW, context())))
                .isEqualTo(entry("scribe", "asked", STEP, "\"scribe\""));
        assertThat(read(new TaskRedirected(STEP, 3, "scribe", "sum-up", NOW, context(), "slow", "ana")))
                .isEqualTo(entry("scribe", "asked", STEP, "\"scribe/sum-up\""));
    }

    @Test
    void what_went_wrong() throws UndecodableRecord {
        assertThat(read(new TaskFailed(STEP, 1, new Failure("DECLINED", "NO_TIME", "later, \"maybe\""))))
                .isEqualTo(entry(
                        "",
                        "failed",
                        STEP,
                        "{\"kind\":\"DECLINED\",\"code\":\"NO_TIME\",\"message\":\"later, \\\"maybe\\\"\"}"));
    }

    @Test
    void what_was_written_on_the_blackboard() throws UndecodableRecord {
        var change = new BoardChange("messages", "history", "append", 2L, "said", json("{\"text\":\"tea\"}"));
        assertThat(read(new BoardWritten(STEP, 1, "clerk", List.of(change))))
                .isEqualTo(
                        entry(
                                "",
                                "wrote",
                                STEP,
                                "[{\"section\":\"messages\",\"key\":\"history\",\"mode\":\"append\",\"value\":{\"text\":\"tea\"}}]"));
    }

    @Test
    void what_only_moves_the_machinery_is_passed_over() throws UndecodableRecord {
        assertThat(read(new LaneStarted("talk[4]"))).isEmpty();
    }
}
