package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.StepNode.Kind;
import dev.agentmesh.eventlog.summary.StepNode.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A node while events are still read. */
final class NodeDraft {
    final StepPath path;
    final String label;
    final Instant startedAt;
    Kind kind;
    State state = State.RUNNING;
    String agent = "";
    int attempts;
    String worker = "";
    String note = "";
    UsageTotal usage = UsageTotal.ZERO;
    Optional<Failure> failure = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();

    NodeDraft(StepPath path, String label, Kind kind, Instant startedAt) {
        this.path = path;
        this.label = label;
        this.kind = kind;
        this.startedAt = startedAt;
    }

    NodeDraft(StepNode kept) {
        this(kept.path(), kept.label(), kept.kind(), kept.startedAt());
        state = kept.state();
        agent = kept.agent();
        attempts = kept.attempts();
        worker = kept.worker();
        note = kept.note();
        usage = kept.usage();
        failure = kept.failure();
        endedAt = kept.endedAt();
    }

    void handedOut(int attempt) {
        attempts = attempt;
        state = State.RUNNING;
        note = "";
    }

    void end(State how, Instant at) {
        state = how;
        endedAt = Optional.of(at);
    }

    /** A catch runs: the step goes on. */
    void reopen() {
        state = State.RUNNING;
        endedAt = Optional.empty();
    }

    StepNode finished() {
        return new StepNode(
                path, label, kind, state, agent, startedAt, endedAt, attempts, worker, note, usage, failure, List.of());
    }
}
