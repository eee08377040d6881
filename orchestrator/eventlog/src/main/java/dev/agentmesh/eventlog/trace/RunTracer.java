package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Writes the trace of a run. Feed it the events in order. For one thread.
 *
 * <p>An event has the time of what it came from: a task is handed out at the time of the answer that made it due, so the time between
 * an answer and the next agent's beginning is that next stage's overhead. An agent's clock says when its answer was given: what is
 * computed here is as exact as the clocks agree.
 */
public final class RunTracer {
    private final String runId;
    private final SequencedMap<StepPath, StageDraft> stages = new LinkedHashMap<>();
    private final Rounds rounds = new Rounds();
    private final Map<StepPath, Instant> outside = new HashMap<>();
    private final Spans busy = new Spans();
    private final Spans waiting = new Spans();
    private String title = "";
    private String workflow = "";
    private Optional<Payload> input = Optional.empty();
    private Optional<Payload> output = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private UsageTotal usage = UsageTotal.ZERO;
    private UsageTotal coordination = UsageTotal.ZERO;

    public RunTracer(String runId) {
        this.runId = runId;
    }

    /** @param now the end of what has not ended */
    public static RunTrace of(String runId, List<LoggedEvent> events, Instant now) {
        RunTracer tracer = new RunTracer(runId);
        events.forEach(tracer::accept);
        return tracer.trace(now);
    }

    public void accept(LoggedEvent logged) {
        switch (logged.event()) {
            case Event.RunEvent event -> run(event, logged.at());
            case Event.TaskEvent event -> task(event, logged.at());
            case Event.StepEvent event -> step(event, logged.at());
            case OutsideEvent event -> outside(event, logged.at());
        }
    }

    private void run(Event.RunEvent event, Instant at) {
        switch (event) {
            case Event.RunStarted e -> {
                title = e.title();
                workflow = e.workflow().name() + "@" + e.workflow().version();
                input = Optional.of(e.input());
                startedAt = Optional.of(at);
            }
            case Event.RunRejected e -> {
                workflow = e.workflow();
                failure = Optional.of(e.failure());
                endedAt = Optional.of(at);
            }
            case Event.RunCompleted e -> {
                output = Optional.of(e.output());
                endedAt = Optional.of(at);
            }
            case Event.RunFailed e -> {
                failure = Optional.of(e.failure());
                endedAt = Optional.of(at);
            }
            case Event.RunCanceled _ -> endedAt = Optional.of(at);
            case Event.CommandRejected _, Event.TurnsPutOff _, Event.TurnsTakenUp _ -> {}
            case Event.RunPaused _, Event.RunResumed _, Event.TurnHeld _ -> {}
        }
    }

    private void task(Event.TaskEvent event, Instant at) {
        if (event instanceof Event.TaskDispatched first) {
            stages.put(
                    first.path(), new StageDraft(first.path(), agent(first.agent(), first.skill()), first.input(), at));
            rounds.task(first.path(), agent(first.agent(), first.skill()));
            return;
        }
        StageDraft stage = stages.get(event.path());
        if (stage == null) {
            return;
        }
        switch (event) {
            case Event.TaskDispatched _, Event.TaskDeadLettered _ -> {}
            case Event.TaskProgressed _, Event.BoardWritten _ -> {}
            case Event.TaskRetried e -> stage.handedOut(e.attempt(), at, waiting);
            case Event.TaskReassigned e -> {
                stage.handedTo(agent(e.agent(), e.skill()));
                stage.handedOut(e.attempt(), at, waiting);
            }
            case Event.TaskRedirected e -> {
                if (stage.isHandedOut()) {
                    stage.attemptOver(StageAttempt.Result.CANCELED, Optional.empty(), "", Optional.empty(), at, busy);
                }
                stage.handedTo(agent(e.agent(), e.skill()));
            }
            case Event.TaskRedriven e -> {
                e.input().ifPresent(stage::edited);
                stage.handedOut(e.attempt(), at, waiting);
            }
            case Event.AttemptEnded e -> {
                used(stage, e.usage());
                stage.attemptOver(
                        result(e.failure()), Optional.of(e.failure()), e.worker(), Optional.empty(), at, busy);
            }
            case Event.TaskCompleted e -> {
                used(stage, e.usage());
                stage.output = Optional.of(e.output());
                stage.attemptOver(
                        StageAttempt.Result.SUCCESS, Optional.empty(), e.worker(), Optional.of(e.took()), at, busy);
                stage.end(at, waiting);
            }
            case Event.TaskFailed _ -> stage.end(at, waiting);
            case Event.TaskCanceled _ -> {
                if (stage.isHandedOut()) {
                    stage.attemptOver(StageAttempt.Result.CANCELED, Optional.empty(), "", Optional.empty(), at, busy);
                }
                stage.end(at, waiting);
            }
            case Event.LateResultIgnored e -> used(stage, e.usage());
        }
    }

    private void used(StageDraft stage, List<dev.agentmesh.core.value.Usage> used) {
        stage.used(used);
        usage = usage.plus(used);
        if (Coordinators.contains(stage.path)) {
            coordination = coordination.plus(used);
        }
        rounds.used(stage.path, used);
    }

    private static StageAttempt.Result result(Failure failure) {
        return switch (failure.kind()) {
            case TIMEOUT -> StageAttempt.Result.TIMEOUT;
            case CIRCUIT_OPEN -> StageAttempt.Result.CIRCUIT_OPEN;
            case TRANSIENT, INVALID_OUTPUT, INVALID_INPUT, POISON, DECLINED, LOST, CONFLICT, WORKFLOW ->
                StageAttempt.Result.ERROR;
        };
    }

    private static String agent(String agent, String skill) {
        return skill.isEmpty() ? agent : agent + "/" + skill;
    }

    private void step(Event.StepEvent event, Instant at) {
        switch (event) {
            case Event.ScopeOpened e -> {
                if (e.scope() instanceof Scope.TurnsScope) {
                    rounds.turning(e.path());
                }
            }
            case Event.LaneStarted e -> rounds.started(e.path(), at);
            case Event.LaneEnded e -> rounds.ended(e.path(), at);
            case Event.StepCompleted e -> waitedFor(e.path(), at);
            case Event.StepFailed e -> waitedFor(e.path(), at);
            case Event.StepCanceled e -> waitedFor(e.path(), at);
            case Event.ItemsAdded _,
                    Event.StepSkipped _,
                    Event.VariablesSet _,
                    Event.StateSet _,
                    Event.StepNoted _ -> {}
            case Event.UndoEvent _ -> {}
        }
    }

    private void outside(OutsideEvent event, Instant at) {
        switch (event) {
            case OutsideEvent.ApprovalRequested e -> outside.put(e.path(), at);
            case OutsideEvent.WaitStarted e -> outside.put(e.path(), at);
            case OutsideEvent.ChildStarted e -> {
                if (!e.detached()) {
                    outside.put(e.path(), at);
                }
            }
            case OutsideEvent.SignalReceived e -> waitedFor(e.path(), at);
            case OutsideEvent.SignalTaken e -> waitedFor(e.path(), at);
            case OutsideEvent.ChildEnded e -> waitedFor(e.path(), at);
            case OutsideEvent.ApprovalAnswered _,
                    OutsideEvent.ApprovalReminded _,
                    OutsideEvent.ApprovalEscalated _,
                    OutsideEvent.ApprovalExpired _,
                    OutsideEvent.SignalKept _,
                    OutsideEvent.MessagePublished _,
                    OutsideEvent.ChildRefused _ -> {}
        }
    }

    private void waitedFor(StepPath path, Instant at) {
        Optional.ofNullable(outside.remove(path)).ifPresent(since -> waiting.add(since, at));
    }

    /** The run as far as it has gone; {@code now} is the end of what has not ended. */
    public RunTrace trace(Instant now) {
        Instant end = endedAt.orElse(now);
        return new RunTrace(
                runId,
                title,
                workflow,
                input,
                output,
                failure,
                startedAt,
                endedAt,
                stages.values().stream().map(stage -> stage.finished(end)).toList(),
                rounds.all(),
                timing(end),
                usage,
                coordination);
    }

    private Timing timing(Instant end) {
        Duration total = startedAt.map(from -> Duration.between(from, end)).orElse(Duration.ZERO);
        Spans working = new Spans();
        working.addAll(busy);
        Spans either = new Spans();
        either.addAll(waiting);
        stages.values().forEach(stage -> stage.settle(end, working, either));
        outside.values().forEach(since -> either.add(since, end));
        either.addAll(working);
        Duration busyTime = working.covered();
        Duration covered = either.covered();
        Duration work = stages.values().stream()
                .map(stage -> stage.finished(end).work())
                .reduce(Duration.ZERO, Duration::plus);
        return new Timing(total, work, busyTime, covered.minus(busyTime), total.minus(covered));
    }
}
