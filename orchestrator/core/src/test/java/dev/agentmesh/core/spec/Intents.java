package dev.agentmesh.core.spec;

import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.run.BoardWrite;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.ChildRunId;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can happen to a run, in a word each. Reports are of the task's current attempt unless they name one. */
public final class Intents {
    public static final Usage USED = new Usage("model", 10, 20, 0.5);

    public static final FailureKind TRANSIENT = FailureKind.TRANSIENT;
    public static final FailureKind TIMEOUT = FailureKind.TIMEOUT;
    public static final FailureKind INVALID_OUTPUT = FailureKind.INVALID_OUTPUT;
    public static final FailureKind INVALID_INPUT = FailureKind.INVALID_INPUT;
    public static final FailureKind POISON = FailureKind.POISON;
    public static final FailureKind DECLINED = FailureKind.DECLINED;
    public static final FailureKind LOST = FailureKind.LOST;

    private Intents() {}

    /** Something that happens in a world, at its time. */
    @FunctionalInterface
    public interface Intent {
        Decision happen(World world);
    }

    private static int current(World world, String path) {
        return world.task(path)
                .orElseThrow(() -> new IllegalArgumentException("Expected an open task at " + path))
                .attempt();
    }

    public static Intent started(String input) {
        return world -> world.send(
                new Command.StartRun(world.now(), Payload.json(input), Optional.empty(), Optional.empty(), "tester"));
    }

    public static Intent completed(String path, String output) {
        return world -> completed(path, current(world, path), output).happen(world);
    }

    public static Intent completed(String path, int attempt, String output) {
        return world -> world.send(new Command.ReportCompleted(
                world.now(),
                new StepPath(path),
                attempt,
                Payload.json(output),
                List.of(USED),
                "worker",
                Duration.ofSeconds(1)));
    }

    /** Completes with {@code output} and changes the blackboard. */
    public static Intent wrote(String path, String output, BoardWrite... writes) {
        return world -> world.send(new Command.ReportCompleted(
                world.now(),
                new StepPath(path),
                current(world, path),
                Payload.json(output),
                List.of(USED),
                "worker",
                Duration.ofSeconds(1),
                List.of(writes)));
    }

    public static BoardWrite put(String section, String key, long version, String value) {
        return new BoardWrite(section, key, BoardWrite.Mode.PUT, version, "", Payload.json(value));
    }

    public static BoardWrite append(String section, String key, String value) {
        return new BoardWrite(section, key, BoardWrite.Mode.APPEND, 0, "said", Payload.json(value));
    }

    public static BoardWrite add(String section, String key, String amount) {
        return new BoardWrite(section, key, BoardWrite.Mode.ADD, 0, "", Payload.json(amount));
    }

    public static Intent failed(String path, FailureKind kind, String code) {
        return world -> failed(path, current(world, path), kind, code).happen(world);
    }

    public static Intent failed(String path, int attempt, FailureKind kind, String code) {
        return world -> world.send(new Command.ReportFailed(
                world.now(),
                new StepPath(path),
                attempt,
                new Failure(kind, code, code + " happened"),
                List.of(USED),
                "worker"));
    }

    public static Intent progressed(String path, int attempt, double part) {
        return world -> world.send(
                new Command.ReportProgress(world.now(), new StepPath(path), attempt, part, "on it", "worker"));
    }

    public static Intent forged(String path, int attempt) {
        return world -> world.send(new Command.ForgedReport(world.now(), new StepPath(path), attempt, "mallory"));
    }

    public static Intent canceled(String reason) {
        return world -> world.send(new Command.CancelRun(world.now(), reason, "tester"));
    }

    public static Intent paused() {
        return world -> world.send(new Command.PauseRun(world.now(), "wait", "tester"));
    }

    public static Intent resumed() {
        return world -> world.send(new Command.ResumeRun(world.now(), "go", "tester"));
    }

    /** @param to agent or agent/skill */
    public static Intent redirected(String path, String to) {
        int slash = to.indexOf('/');
        return world -> world.send(new Command.RedirectTask(
                world.now(),
                new StepPath(path),
                slash < 0 ? to : to.substring(0, slash),
                slash < 0 ? Optional.empty() : Optional.of(to.substring(slash + 1)),
                "better there",
                "tester"));
    }

    public static Intent redriven(String path) {
        return world -> world.send(
                new Command.RedriveTask(world.now(), new StepPath(path), Optional.empty(), "mended", "tester"));
    }

    public static Intent redriven(String path, String input) {
        return world -> world.send(new Command.RedriveTask(
                world.now(), new StepPath(path), Optional.of(Payload.json(input)), "mended", "tester"));
    }

    public static Intent refused(String workflow, String code) {
        return world -> world.send(new Command.RefuseStart(
                world.now(), workflow, new Failure(FailureKind.WORKFLOW, code, "no such start")));
    }

    /** Ana, an editor, answers what is asked. */
    public static Intent answered(String path, String choice) {
        return answered(path, choice, "ana", "editor");
    }

    public static Intent answered(String path, String choice, String by, String... roles) {
        return world -> answer(path, choice, by, shown(world, path), Optional.empty(), roles)
                .happen(world);
    }

    /** An answer with all that can be wrong with it. */
    public static Intent answer(
            String path, String choice, String by, String shown, Optional<String> form, String... roles) {
        return world -> world.send(new Command.DecideApproval(
                world.now(), new StepPath(path), choice, form.map(Payload::json), "", by, List.of(roles), shown));
    }

    /** The hash of what is shown at {@code path}. */
    public static String shown(World world, String path) {
        return world.log().stream()
                .filter(OutsideEvent.ApprovalRequested.class::isInstance)
                .map(OutsideEvent.ApprovalRequested.class::cast)
                .filter(asked -> asked.path().text().equals(path))
                .map(OutsideEvent.ApprovalRequested::shown)
                .findFirst()
                .orElse("nothing was shown");
    }

    public static Intent signaled(String name, String payload) {
        return world ->
                world.send(new Command.SignalRun(world.now(), new Signal(name, Payload.json(payload), "c1", "tester")));
    }

    public static Intent announced(String name, String payload) {
        return world -> world.send(
                new Command.AnnounceEvent(world.now(), new Signal(name, Payload.json(payload), "c1", "tester")));
    }

    /** The child run of the step at {@code path} ends. */
    public static Intent childCompleted(String path, String output) {
        return world -> world.send(new Command.ChildRunEnded(
                world.now(),
                new StepPath(path),
                childOf(path),
                RunStatus.COMPLETED,
                Optional.of(Payload.json(output)),
                Optional.empty()));
    }

    public static Intent childFailed(String path, RunStatus status, Optional<String> code) {
        return world -> world.send(new Command.ChildRunEnded(
                world.now(),
                new StepPath(path),
                childOf(path),
                status,
                Optional.empty(),
                code.map(c -> new Failure(FailureKind.WORKFLOW, c, c + " happened"))));
    }

    public static String childOf(String path) {
        return ChildRunId.of(World.RUN, new StepPath(path));
    }

    public static Timer pendingDue(String path) {
        return new Timer.PendingDue(new StepPath(path));
    }

    public static Timer reminderDue(String path, int number) {
        return new Timer.ReminderDue(new StepPath(path), number);
    }

    /** The timer's time comes. */
    public static Intent due(Timer timer) {
        return world -> world.fire(timer);
    }

    /** The timer is said to be due now, whether it is or not; it stays set. */
    public static Intent saidDue(Timer timer) {
        return world -> world.send(new Command.TimerDue(world.now(), timer));
    }

    public static Intent passed(Duration time) {
        return world -> {
            world.pass(time);
            return Decision.NOTHING;
        };
    }

    public static Timer runDeadline() {
        return new Timer.RunDeadline();
    }

    public static Timer stepDeadline(String path) {
        return new Timer.StepDeadline(new StepPath(path));
    }

    public static Timer attemptDeadline(String path, int attempt) {
        return new Timer.AttemptDeadline(new StepPath(path), attempt);
    }

    public static Timer retryDue(String path, int attempt) {
        return new Timer.RetryDue(new StepPath(path), attempt);
    }
}
