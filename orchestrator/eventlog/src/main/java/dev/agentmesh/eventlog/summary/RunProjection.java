package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One run's summary while its events are read. Keeps at most {@value #TRACKED} open tasks and counts the others, so a run of any
 * size takes little room, and none but its line once it is over. For one thread.
 */
public final class RunProjection {
    /** The most open tasks that are kept one by one. */
    public static final int TRACKED = 1_000;

    private final String runId;
    private final SequencedMap<StepPath, OpenTask> tracked = new LinkedHashMap<>();
    private final OpenWaits waits = new OpenWaits();
    private Optional<ParentLink> parent = Optional.empty();
    private String title = "";
    private String workflow = "";
    private String version = "";
    private RunPhase end = RunPhase.RUNNING;
    private boolean undoing;
    /** Who paused it and why, while it is. */
    private Optional<Why> paused = Optional.empty();

    private int open;
    private int attempts;
    private long events;
    private UsageTotal usage = UsageTotal.ZERO;
    private Instant startedAt = Instant.EPOCH;
    private Instant lastEventAt = Instant.EPOCH;
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Why> why = Optional.empty();

    public RunProjection(String runId) {
        this.runId = runId;
    }

    /** Goes on where another left off: what follows is folded as if that one had read it. */
    public static RunProjection resumed(RunSummary stored) {
        RunProjection run = new RunProjection(stored.runId());
        stored.openTasks().forEach(task -> run.tracked.put(task.path(), task));
        run.waits.resume(stored.around());
        run.parent = stored.around().parent();
        run.title = stored.title();
        run.workflow = stored.workflow();
        run.version = stored.version();
        run.end = stored.phase().isOver() ? stored.phase() : RunPhase.RUNNING;
        run.undoing = stored.phase() == RunPhase.UNDOING;
        run.open = stored.open();
        run.attempts = stored.attempts();
        run.events = stored.events();
        run.usage = stored.usage();
        run.startedAt = stored.startedAt();
        run.lastEventAt = stored.lastEventAt();
        run.endedAt = stored.endedAt();
        run.why = stored.phase().isOver() ? stored.why() : Optional.empty();
        return run;
    }

    public void accept(LoggedEvent logged) {
        if (events == 0) {
            startedAt = logged.at();
        }
        events++;
        lastEventAt = logged.at();
        switch (logged.event()) {
            case Event.RunEvent event -> acceptRun(event, logged.at());
            case Event.TaskEvent event -> acceptTask(event, logged.at());
            case Event.UndoStarted(StepPath path, var _, int _) when path.isRoot() -> undoing = true;
            case Event.StepEvent event -> waits.accept(event);
            case OutsideEvent event -> waits.accept(event, logged.at());
        }
    }

    /** The run after the events so far. */
    public RunSummary summary() {
        RunPhase phase = phase();
        return new RunSummary(
                runId,
                title,
                workflow,
                version,
                phase,
                List.copyOf(tracked.values()),
                open,
                startedAt,
                endedAt,
                lastEventAt,
                events,
                attempts,
                usage,
                why(phase),
                new RunSurroundings(parent, waits.children(), waits.open(), waits.humans()));
    }

    private void acceptRun(Event.RunEvent event, Instant at) {
        switch (event) {
            case Event.RunStarted e -> {
                parent = e.parent();
                title = e.title();
                workflow = e.workflow().name();
                version = e.workflow().version();
                startedAt = at;
                endedAt = Optional.empty();
                why = Optional.empty();
                end = RunPhase.RUNNING;
            }
            case Event.RunRejected e -> {
                workflow = e.workflow();
                over(RunPhase.REJECTED, at, Optional.of(because(StepPath.ROOT, e.failure())));
            }
            case Event.RunCompleted _ -> over(RunPhase.COMPLETED, at, Optional.empty());
            case Event.RunFailed e ->
                over(
                        e.rollback().happened() ? RunPhase.ROLLED_BACK : RunPhase.FAILED,
                        at,
                        Optional.of(because(e.path(), e.failure())));
            case Event.RunCanceled e -> {
                String text = Why.said("canceled", e.by(), e.reason());
                over(RunPhase.CANCELED, at, Optional.of(new Why(StepPath.ROOT, "", text)));
            }
            case Event.RunPaused e ->
                paused = Optional.of(new Why(StepPath.ROOT, "", Why.said("paused", e.by(), e.reason())));
            case Event.RunResumed _ -> paused = Optional.empty();
            case Event.CommandRejected _, Event.TurnsPutOff _, Event.TurnsTakenUp _, Event.TurnHeld _ -> {}
        }
    }

    private void over(RunPhase how, Instant at, Optional<Why> because) {
        end = how;
        endedAt = Optional.of(at);
        why = because;
        tracked.clear();
        waits.clear();
        open = 0;
    }

    private void acceptTask(Event.TaskEvent event, Instant at) {
        switch (event) {
            case Event.TaskDispatched e -> {
                attempts++;
                open++;
                if (tracked.size() < TRACKED) {
                    tracked.put(e.path(), opened(e, at));
                }
            }
            case Event.TaskRetried e -> {
                attempts++;
                tracked.computeIfPresent(e.path(), (_, task) -> task.handedOut(e.attempt(), at, e.deadline()));
            }
            case Event.TaskReassigned e -> {
                attempts++;
                tracked.computeIfPresent(
                        e.path(),
                        (_, task) -> task.reassigned(e.agent(), e.skill()).handedOut(e.attempt(), at, e.deadline()));
            }
            case Event.TaskRedirected e ->
                tracked.computeIfPresent(
                        e.path(),
                        (_, task) -> task.reassigned(e.agent(), e.skill()).waiting(at, e.retryAt()));
            case Event.TaskRedriven e -> {
                attempts++;
                tracked.computeIfPresent(e.path(), (_, task) -> task.handedOut(e.attempt(), at, e.deadline()));
            }
            case Event.AttemptEnded e -> {
                usage = usage.plus(e.usage());
                tracked.computeIfPresent(e.path(), (_, task) -> task.pausing(e.failure(), at, e.retryAt()));
            }
            case Event.TaskDeadLettered e -> {
                if (e.held()) {
                    tracked.computeIfPresent(e.path(), (_, task) -> task.held(e.deadLetterId(), e.failure(), at));
                }
            }
            case Event.TaskCompleted e -> {
                usage = usage.plus(e.usage());
                closed(e.path());
            }
            case Event.TaskFailed e -> closed(e.path());
            case Event.TaskCanceled e -> closed(e.path());
            case Event.LateResultIgnored e -> usage = usage.plus(e.usage());
            case Event.TaskProgressed _, Event.BoardWritten _ -> {}
        }
    }

    private static OpenTask opened(Event.TaskDispatched e, Instant at) {
        return new OpenTask(
                e.path(),
                e.agent(),
                e.skill(),
                1,
                OpenTask.State.HANDED_OUT,
                at,
                Optional.of(e.deadline()),
                Optional.empty(),
                Optional.empty());
    }

    private void closed(StepPath path) {
        tracked.remove(path);
        open--;
    }

    private RunPhase phase() {
        if (end.isOver()) {
            return end;
        }
        if (undoing) {
            return RunPhase.UNDOING;
        }
        if (paused.isPresent()) {
            return RunPhase.PAUSED;
        }
        if (tracked.values().stream().anyMatch(task -> task.state() == OpenTask.State.HELD)) {
            return RunPhase.STALLED;
        }
        if (tracked.values().stream().anyMatch(OpenTask::isRetrying)) {
            return RunPhase.RETRYING;
        }
        return open == 0 ? RunPhase.WAITING : RunPhase.RUNNING;
    }

    private Optional<Why> why(RunPhase phase) {
        return switch (phase) {
            case STALLED -> lastFailure(OpenTask.State.HELD);
            case PAUSED -> paused;
            case RETRYING -> lastFailure(OpenTask.State.PAUSING).or(() -> lastFailure(OpenTask.State.HANDED_OUT));
            case RUNNING, WAITING, UNDOING, COMPLETED, FAILED, ROLLED_BACK, CANCELED, REJECTED -> why;
        };
    }

    private Optional<Why> lastFailure(OpenTask.State state) {
        return tracked.values().stream()
                .filter(task -> task.state() == state)
                .filter(task -> task.lastFailure().isPresent())
                .findFirst()
                .map(task -> because(task.path(), task.lastFailure().get()));
    }

    private static Why because(StepPath step, Failure failure) {
        return new Why(step, failure.code(), failure.message());
    }
}
