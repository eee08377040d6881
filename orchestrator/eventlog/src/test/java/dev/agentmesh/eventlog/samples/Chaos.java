package dev.agentmesh.eventlog.samples;

import dev.agentmesh.core.decider.Reactor;
import dev.agentmesh.core.run.BoardWrite;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Agents, time and people that do anything at any moment, answers of long forgotten attempts included. Same seed, same story. */
public final class Chaos {
    private static final List<FailureKind> REPORTED = List.of(
            FailureKind.TRANSIENT,
            FailureKind.TRANSIENT,
            FailureKind.TIMEOUT,
            FailureKind.INVALID_OUTPUT,
            FailureKind.INVALID_INPUT,
            FailureKind.POISON,
            FailureKind.DECLINED,
            FailureKind.LOST);

    private static final String PLAN = "{\"steps\":[{\"id\":\"a\",\"agent\":\"agent-0/work\",\"task\":\"t\"},"
            + "{\"id\":\"b\",\"agent\":\"agent-1/work\",\"task\":\"t\",\"needs\":[\"a\"]}]}";

    private final Random random;
    private final Simulation run;

    public Chaos(long seed, Simulation run) {
        this.random = new Random(seed);
        this.run = run;
    }

    /** One thing that happens. */
    public void happen() {
        run.pass(random.nextInt(3));
        if (random.nextInt(4) == 0) {
            outside();
            return;
        }
        if (random.nextInt(20) == 0) {
            steer();
            return;
        }
        int what = random.nextInt(20);
        if (what < 13 && !run.handedOut().isEmpty()) {
            run.take(report(run.handedOut().get(pick(run.handedOut().size()))));
        } else if (what < 17 && !run.timers().isEmpty()) {
            List<Timer> timers = run.timers().entrySet().stream()
                    .filter(entry -> entry.getValue().isBefore(Reactor.NO_END))
                    .map(Map.Entry::getKey)
                    .toList();
            if (timers.isEmpty()) {
                return;
            }
            run.fire(timers.get(timers.size() == 1 ? 0 : 1 + random.nextInt(timers.size() - 1)));
        } else if (what < 19 && !run.handedOut().isEmpty()) {
            run.take(new Command.RedriveTask(
                    run.now(),
                    run.handedOut().get(pick(run.handedOut().size())).path(),
                    random.nextBoolean() ? Optional.of(Payload.json("{\"edited\":true}")) : Optional.empty(),
                    "mended",
                    "ana"));
        } else if (random.nextInt(12) == 0) {
            run.take(new Command.CancelRun(run.now(), "enough", "ana"));
        }
    }

    /** Somebody has the run stand still, has it go on, gives what an agent does to another. */
    private void steer() {
        switch (random.nextInt(4)) {
            case 0 -> run.take(new Command.PauseRun(run.now(), "a moment", "ana"));
            case 1, 2 -> run.take(new Command.ResumeRun(run.now(), "now", "ana"));
            default -> {
                if (!run.handedOut().isEmpty()) {
                    run.take(new Command.RedirectTask(
                            run.now(),
                            run.handedOut().get(pick(run.handedOut().size())).path(),
                            random.nextInt(4) == 0 ? "nobody" : Simulation.SPARE,
                            Optional.of("work"),
                            "it is faster",
                            "ana"));
                }
            }
        }
    }

    /** People answer, others send signals, child runs end. */
    private void outside() {
        switch (random.nextInt(3)) {
            case 0 -> {
                // What comes before it is waited for is kept, and would leave nothing to wait for.
                boolean awaited = run.pending(Cell.WaitCell.class)
                        .filter(wait -> !wait.getValue().event().isEmpty())
                        .isPresent();
                if (awaited || random.nextInt(4) == 0) {
                    run.take(new Command.SignalRun(
                            run.now(), new Signal("paid", Payload.json("{\"sum\":7}"), "c-1", "bank")));
                }
            }
            case 1 ->
                run.pending(Cell.ApprovalCell.class)
                        .ifPresent(question -> run.take(new Command.DecideApproval(
                                run.now(),
                                question.getKey().path(),
                                random.nextBoolean() ? "yes" : "no",
                                Optional.of(Payload.json("{\"note\":\"fine\"}")),
                                "because",
                                "person-" + random.nextInt(4),
                                List.of("editor"),
                                question.getValue().shown())));
            default ->
                run.pending(Cell.ChildCell.class)
                        .ifPresent(child -> run.take(new Command.ChildRunEnded(
                                run.now(),
                                child.getKey().path(),
                                child.getValue().runId(),
                                random.nextBoolean() ? RunStatus.COMPLETED : RunStatus.CANCELED,
                                Optional.of(Payload.json("7")),
                                Optional.empty())));
        }
    }

    /** Rather a new attempt than an old one. */
    private int pick(int size) {
        int back = Math.min(random.nextInt(4) * random.nextInt(4), size - 1);
        return size - 1 - back;
    }

    private List<BoardWrite> writes() {
        Payload one = Payload.json("1");
        return switch (random.nextInt(6)) {
            case 0 -> List.of(new BoardWrite("metadata", "n", BoardWrite.Mode.ADD, 0, "", one));
            case 1 -> List.of(new BoardWrite("messages", "history", BoardWrite.Mode.APPEND, 0, "said", one));
            case 2 -> List.of(new BoardWrite("context", "v", BoardWrite.Mode.PUT, random.nextInt(4), "", one));
            default -> List.of();
        };
    }

    private Command report(Effect.DispatchTask attempt) {
        int what = random.nextInt(20);
        if (what == 0) {
            return new Command.ForgedReport(run.now(), attempt.path(), attempt.attempt(), "mallory");
        }
        if (what == 1) {
            return new Command.ReportProgress(run.now(), attempt.path(), attempt.attempt(), 0.5, "half", "w-1");
        }
        if (what < 12) {
            return new Command.ReportCompleted(
                    run.now(),
                    attempt.path(),
                    attempt.attempt(),
                    Payload.json(
                            attempt.path().text().endsWith("_planner") ? PLAN : "{\"by\":\"" + attempt.path() + "\"}"),
                    List.of(new Usage("small", 10, 1, 0.01)),
                    "w-" + random.nextInt(3),
                    Duration.ofMillis(random.nextInt(3000)),
                    writes());
        }
        FailureKind kind = REPORTED.get(random.nextInt(REPORTED.size()));
        return new Command.ReportFailed(
                run.now(),
                attempt.path(),
                attempt.attempt(),
                new Failure(kind, "X_" + kind, "it did not work"),
                List.of(),
                "w-" + random.nextInt(3));
    }
}
