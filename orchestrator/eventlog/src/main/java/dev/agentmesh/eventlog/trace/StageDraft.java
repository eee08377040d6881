package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage while events are still read. */
final class StageDraft {
    final StepPath path;
    UsageTotal usage = UsageTotal.ZERO;
    Optional<Payload> output = Optional.empty();
    private final Instant startedAt;
    private final List<StageAttempt> over = new ArrayList<>();
    private Payload input;
    private String agent;
    private int attempt = 1;
    private Optional<Instant> handedOut;
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Instant> idleSince = Optional.empty();

    StageDraft(StepPath path, String agent, Payload input, Instant at) {
        this.path = path;
        this.agent = agent;
        this.input = input;
        this.startedAt = at;
        this.handedOut = Optional.of(at);
    }

    void handedOut(int number, Instant at, Spans waiting) {
        idleSince.ifPresent(since -> waiting.add(since, at));
        idleSince = Optional.empty();
        attempt = number;
        handedOut = Optional.of(at);
    }

    void handedTo(String other) {
        agent = other;
    }

    void edited(Payload changed) {
        input = changed;
    }

    String agent() {
        return agent;
    }

    void used(List<Usage> used) {
        usage = usage.plus(used);
    }

    /** @param took what the worker says; empty when nobody did */
    void attemptOver(
            StageAttempt.Result result,
            Optional<Failure> failure,
            String worker,
            Optional<Duration> took,
            Instant at,
            Spans busy) {
        Instant from = handedOut.orElse(at);
        Duration most = Duration.between(from, at);
        Duration work = took.filter(said -> said.compareTo(most) <= 0).orElse(most);
        busy.add(at.minus(work), at);
        over.add(new StageAttempt(attempt, agent, worker, from, Optional.of(at), work, result, failure));
        handedOut = Optional.empty();
        idleSince = Optional.of(at);
    }

    void end(Instant at, Spans waiting) {
        idleSince.ifPresent(since -> waiting.add(since, at));
        idleSince = Optional.empty();
        endedAt = Optional.of(at);
    }

    /** Up to {@code now} when it has not ended. */
    void settle(Instant now, Spans busy, Spans waiting) {
        if (endedAt.isEmpty()) {
            handedOut.ifPresent(from -> busy.add(from, now));
            idleSince.ifPresent(since -> waiting.add(since, now));
        }
    }

    Stage finished(Instant now) {
        List<StageAttempt> attempts = new ArrayList<>(over);
        if (endedAt.isEmpty()) {
            handedOut.ifPresent(from -> attempts.add(new StageAttempt(
                    attempt,
                    agent,
                    "",
                    from,
                    Optional.empty(),
                    Duration.between(from, now),
                    StageAttempt.Result.OPEN,
                    Optional.empty())));
        }
        return new Stage(path, agent, input, output, startedAt, endedAt, attempts, usage, Coordinators.contains(path));
    }

    boolean isHandedOut() {
        return handedOut.isPresent();
    }
}
