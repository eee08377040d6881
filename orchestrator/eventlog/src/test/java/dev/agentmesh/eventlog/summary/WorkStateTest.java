package dev.agentmesh.eventlog.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.run.BoardChange;
import dev.agentmesh.core.run.BoardWrite.Mode;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final StepPath DRAFT = new StepPath("draft");
    private static final StepPath CHECK = new StepPath("check");

    private final WorkState state = new WorkState();
    private long seq;

    @Test
    void it_tells_what_is_done_what_is_in_progress_who_found_what_and_why() {
        take(new Event.RunStarted(new WorkflowRef("w", "1", "h"), "w", Payload.json("7"), NOW, "ana"));
        take(new Event.TaskDispatched(DRAFT, "writer", "", Payload.json("7"), "k", NOW));
        take(new Event.BoardWritten(
                DRAFT, 1, "writer", List.of(change("n", Mode.PUT, 1, "1"), change("n", Mode.ADD, 2, "3"))));
        take(new Event.TaskCompleted(DRAFT, 1, Payload.json("\"text\""), List.of(), "w-1", Duration.ofSeconds(1)));
        take(new Event.ScopeOpened(new StepPath("route"), Optional.empty(), new Scope.SwitchScope(1)));
        take(new Event.TaskDispatched(CHECK, "critic", "", Payload.json("7"), "k", NOW));

        assertThat(state.request()).hasValue(Payload.json("7"));
        assertThat(state.completed()).containsExactly(DRAFT);
        assertThat(state.inProgress()).containsExactly(CHECK);
        assertThat(state.findings()).containsOnlyKeys("writer");
        assertThat(state.findings())
                .containsEntry("writer", List.of(new WorkState.Finding(DRAFT, NOW, Payload.json("\"text\""))));
        assertThat(state.decisions()).extracting(WorkState.Choice::text).containsExactly("case 1 holds");
        assertThat(state.board()).isEqualTo(Map.of("metadata", Map.of("n", List.of(change("n", Mode.ADD, 2, "3")))));
    }

    @Test
    void what_went_wrong_stands_by_the_agent_it_went_wrong_for_and_further_attempts_are_counted() {
        Failure slow = new Failure(FailureKind.TIMEOUT, "MESH-4102", "too slow");
        take(new Event.TaskDispatched(DRAFT, "writer", "", Payload.json("7"), "k", NOW));
        take(new Event.AttemptEnded(DRAFT, 1, slow, Optional.of(NOW), List.of(), ""));
        take(new Event.TaskRetried(DRAFT, 2, NOW));
        take(new Event.AttemptEnded(DRAFT, 2, slow, Optional.empty(), List.of(), ""));
        take(new Event.TaskReassigned(
                DRAFT,
                3,
                "spare",
                "",
                NOW,
                new TaskContext(ContextRule.Strategy.MINIMAL, List.of(), List.of(), false)));
        take(new Event.TaskCompleted(DRAFT, 3, Payload.json("1"), List.of(), "w-1", Duration.ofSeconds(1)));

        assertThat(state.issues()).containsOnlyKeys("writer");
        assertThat(state.issues().get("writer"))
                .extracting(WorkState.Issue::failure)
                .containsExactly(slow, slow);
        assertThat(state.retries()).isEqualTo(2);
        assertThat(state.findings()).containsOnlyKeys("spare");
        assertThat(state.decisions())
                .extracting(WorkState.Choice::text)
                .containsExactly("handed to spare: writer is out of attempts");
    }

    @Test
    void entries_add_up() {
        take(new Event.BoardWritten(
                DRAFT, 1, "writer", List.of(change("log", Mode.APPEND, 1, "1"), change("log", Mode.APPEND, 2, "2"))));

        assertThat(state.board().toString()).contains("[BoardChange", "version=1", "version=2");
    }

    private static BoardChange change(String key, Mode mode, long version, String value) {
        return new BoardChange("metadata", key, mode, version, "", Payload.json(value));
    }

    private void take(Event event) {
        state.accept(new LoggedEvent("r-1", ++seq, NOW, "test", EventHash.NONE, event));
    }
}
