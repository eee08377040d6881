package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.pattern.AgentPattern;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Reported;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The one life every task has: attempts, their ends, the pause between them, the dead letters. */
final class TaskLife {
    private final Draft draft;
    private final Flow flow;
    private final Outline outline;

    TaskLife(Draft draft, Flow flow, Outline outline) {
        this.draft = draft;
        this.flow = flow;
        this.outline = outline;
    }

    void report(Command.AttemptReport report) {
        Optional<TaskCell> task = task(report.path());
        if (report instanceof Command.ForgedReport) {
            forged(report);
        } else if (task.isPresent() && isCurrent(task.get(), report.attempt())) {
            current(task.get(), report);
        } else {
            late(task, report);
        }
    }

    private static boolean isCurrent(TaskCell task, int attempt) {
        return task.phase() == TaskPhase.DISPATCHED && task.attempt() == attempt;
    }

    private void current(TaskCell task, Command.AttemptReport report) {
        switch (report) {
            case Command.ReportCompleted r -> completed(task, r);
            case Command.ReportFailed r -> attemptEnded(task, r.path(), r.failure(), r.usage(), r.worker());
            case Command.ReportProgress r ->
                draft.emit(new Event.TaskProgressed(r.path(), r.attempt(), r.part(), r.text()));
            case Command.ForgedReport r -> forged(r);
        }
    }

    private void completed(TaskCell task, Command.ReportCompleted report) {
        if (report.output().size() > Decider.MAX_PAYLOAD) {
            String why = Decider.tooLarge("output", report.output()).message();
            Failure failure = new Failure(FailureKind.INVALID_OUTPUT, "MESH-5003", why);
            attemptEnded(task, report.path(), failure, report.usage(), report.worker());
            return;
        }
        if (!report.writes().isEmpty()) {
            BoardDesk desk = new BoardDesk(draft, outline.workflow().board(), task.agent());
            Optional<Failure> refused = desk.refuse(report.writes());
            if (refused.isPresent()) {
                attemptEnded(task, report.path(), refused.get(), report.usage(), report.worker());
                return;
            }
            draft.emit(new Event.BoardWritten(report.path(), report.attempt(), task.agent(), desk.changes()));
        }
        draft.emit(new Event.TaskCompleted(
                report.path(), report.attempt(), report.output(), report.usage(), report.worker(), report.took()));
        flow.stepOver(report.path());
    }

    /** A report of an attempt that no longer counts: logged once for what it used, and known the second time. */
    private void late(Optional<TaskCell> task, Command.AttemptReport report) {
        Optional<EndedCell> ended = draft.get(CellKey.ended(report.path())).map(EndedCell.class::cast);
        int handedOut = task.map(TaskCell::attempt)
                .or(() -> ended.map(EndedCell::attempts))
                .orElse(0);
        if (report.attempt() < 1 || report.attempt() > handedOut) {
            Decider.reject(
                    draft,
                    report,
                    "MESH-4119",
                    "Attempt " + report.attempt() + " of \"" + report.path() + "\" was never handed out; "
                            + (handedOut == 0 ? "there is no such task" : "the last was " + handedOut));
            return;
        }
        long reported = task.map(TaskCell::reported)
                .or(() -> ended.map(EndedCell::reported))
                .orElse(0L);
        if (Reported.contains(reported, report.attempt())) {
            return;
        }
        switch (report) {
            case Command.ReportCompleted r -> ignored(r, "completed", r.usage());
            case Command.ReportFailed r when r.failure().kind() == FailureKind.LOST -> {
                // Somebody else's word: the worker's own, with what it used, may still come.
            }
            case Command.ReportFailed r -> ignored(r, "failed " + r.failure().code(), r.usage());
            case Command.ReportProgress _, Command.ForgedReport _ -> {}
        }
    }

    private void ignored(Command.AttemptReport report, String result, List<Usage> usage) {
        draft.emit(new Event.LateResultIgnored(report.path(), report.attempt(), result, usage, report.worker()));
    }

    private void forged(Command.AttemptReport report) {
        Decider.reject(
                draft,
                report,
                "MESH-4120",
                "Worker \"" + report.worker() + "\" reported on attempt " + report.attempt() + " of \"" + report.path()
                        + "\" with a lease the orchestrator did not make");
    }

    void timedOut(StepPath path, int attempt) {
        Optional<TaskCell> task = task(path);
        if (task.isPresent()
                && isCurrent(task.get(), attempt)
                && !draft.at().isBefore(task.get().due())) {
            Failure failure = new Failure(
                    FailureKind.TIMEOUT,
                    "MESH-4102",
                    "Attempt " + attempt + " of \"" + path + "\" passed its deadline");
            attemptEnded(task.get(), path, failure, List.of(), "");
        }
    }

    private void attemptEnded(TaskCell task, StepPath path, Failure failure, List<Usage> usage, String worker) {
        FailureCounts counts = RetryRule.count(task.failures(), failure);
        Modifiers modifiers = outline.step(path).modifiers();
        boolean paused = flow.agenda().isPaused();
        if (RetryRule.again(modifiers.retry(), counts, failure.kind())) {
            Instant due = draft.at()
                    .plus(RetryRule.delay(modifiers.retry(), counts, failure.kind(), draft.runId() + "/" + path));
            draft.emit(new Event.AttemptEnded(path, task.attempt(), failure, Optional.of(due), usage, worker));
            if (!due.isAfter(draft.at()) && !paused) {
                retry(path, task.attempt() + 1);
            }
        } else if (paused && fallback(task, path, failure.kind()).isPresent()) {
            // The next agent's turn comes when the run goes on: the timer is held back then like that of any pause.
            draft.emit(new Event.AttemptEnded(path, task.attempt(), failure, Optional.of(draft.at()), usage, worker));
        } else {
            draft.emit(new Event.AttemptEnded(path, task.attempt(), failure, Optional.empty(), usage, worker));
            outOfAttempts(task, path, failure);
        }
    }

    /** Goes on after the last attempt of the task's agent. */
    void outOfAttempts(TaskCell task, StepPath path, Failure failure) {
        Optional<Verb.AgentCall> next = fallback(task, path, failure.kind());
        if (next.isPresent()) {
            reassign(path, task.attempt() + 1, next.get());
        } else {
            giveUp(path, task.attempt(), failure);
        }
    }

    /** The agent whose turn it is when that of {@code task} is out of attempts. */
    Optional<Verb.AgentCall> fallback(TaskCell task, StepPath path, FailureKind kind) {
        Step step = outline.step(path);
        if (!RetryRule.anotherMay(kind) || step.modifiers().fallback().isEmpty()) {
            return Optional.empty();
        }
        List<Verb.AgentCall> others = step.modifiers().fallback();
        int next = others.lastIndexOf(new Verb.AgentCall(task.agent(), task.skill())) + 1;
        return next < others.size() ? Optional.of(others.get(next)) : Optional.empty();
    }

    private void reassign(StepPath path, int attempt, Verb.AgentCall to) {
        flow.handOut(
                new Event.TaskReassigned(
                        path,
                        attempt,
                        to.agent(),
                        to.skill(),
                        deadline(path),
                        flow.context(
                                path, to.agent(), outline.step(path).modifiers().context())),
                to.agent());
    }

    private void giveUp(StepPath path, int attempt, Failure failure) {
        boolean undo = outline.isUndo(path.frame());
        if (failure.kind() == FailureKind.DECLINED && !undo) {
            failTask(path, attempt, failure);
            return;
        }
        Failure real = failure.kind() == FailureKind.LOST
                ? new Failure(
                        FailureKind.LOST,
                        "MESH-4121",
                        "Every worker that took this task vanished; it is suspected of killing them")
                : failure;
        Failure last = undo ? Undoing.gaveUp(path.frame().step(), real) : real;
        boolean handled = flow.handlers().handles(path, last);
        String id = deadLetterId(draft.runId(), path, attempt);
        draft.emit(new Event.TaskDeadLettered(path, attempt, id, last, !handled));
        if (handled) {
            failTask(path, attempt, last);
        }
    }

    private void failTask(StepPath path, int attempt, Failure failure) {
        draft.emit(new Event.TaskFailed(path, attempt, failure));
        flow.stepFailed(path, path, failure);
    }

    void retry(StepPath path, int attempt) {
        Optional<TaskCell> task = task(path);
        boolean waiting = task.isPresent()
                && task.get().phase() == TaskPhase.AWAITING_RETRY
                && task.get().attempt() + 1 == attempt
                && !draft.at().isBefore(task.get().due());
        if (!waiting) {
            return;
        }
        if (flow.agenda().isPaused()) {
            flow.agenda().add(new Turn.GoOn(path));
            return;
        }
        Optional<Verb.AgentCall> next = insteadOf(task.get(), path);
        if (next.isPresent()) {
            reassign(path, attempt, next.get());
        } else {
            flow.handOut(
                    new Event.TaskRetried(path, attempt, deadline(path)),
                    task.get().agent());
        }
    }

    /** The agent that is to go on with a task whose own ran out of attempts while the run was paused. */
    private Optional<Verb.AgentCall> insteadOf(TaskCell task, StepPath path) {
        return task.lastFailure()
                .map(Failure::kind)
                .filter(kind -> kind != FailureKind.CIRCUIT_OPEN
                        && !RetryRule.again(outline.step(path).modifiers().retry(), task.failures(), kind))
                .flatMap(kind -> fallback(task, path, kind));
    }

    /** Another attempt had fallen due while the run was paused. */
    void goOn(StepPath path) {
        task(path).ifPresent(task -> retry(path, task.attempt() + 1));
    }

    void redrive(Command.RedriveTask command) {
        if (flow.agenda().isPaused()) {
            Decider.reject(
                    draft,
                    command,
                    "MESH-4182",
                    "Run " + draft.runId() + " is paused, and nothing is handed out until it is resumed");
            return;
        }
        Optional<TaskCell> task = task(command.path());
        if (task.isEmpty() || task.get().phase() != TaskPhase.HELD) {
            String state = task.map(open -> open.phase().name()).orElse("not open");
            Decider.reject(
                    draft,
                    command,
                    "MESH-4115",
                    "Task \"" + command.path() + "\" of run " + draft.runId() + " does not wait for a redrive: it is "
                            + state + "; start a new run to do the work again");
            return;
        }
        if (command.input().isPresent() && command.input().get().size() > Decider.MAX_PAYLOAD) {
            Failure large = Decider.tooLarge("edited input", command.input().get());
            Decider.reject(draft, command, large.code(), large.message());
            return;
        }
        Optional<Failure> rejected = flow.rejection(task.get().agent());
        if (rejected.isPresent()) {
            Decider.reject(draft, command, rejected.get().code(), rejected.get().message());
            return;
        }
        flow.handOut(
                new Event.TaskRedriven(
                        command.path(),
                        task.get().attempt() + 1,
                        command.input(),
                        deadline(command.path()),
                        command.by(),
                        command.reason()),
                task.get().agent());
    }

    private Instant deadline(StepPath path) {
        Modifiers modifiers = outline.step(path).modifiers();
        return outline.isUndo(path.frame())
                ? Undoing.deadline(draft.at(), modifiers)
                : AgentPattern.deadline(flow, modifiers);
    }

    private Optional<TaskCell> task(StepPath path) {
        return draft.get(CellKey.task(path)).map(TaskCell.class::cast);
    }

    /** The same for the same attempt on every machine, and short enough to type. */
    private static String deadLetterId(String runId, StepPath path, int attempt) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((runId + "/" + path + "#" + attempt).getBytes(StandardCharsets.UTF_8));
            return "d-" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
